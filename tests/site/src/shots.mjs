// Takes pictures of one page of each kind: wide and phone, light and dark, and as it prints.

import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { eachAtOnce, launch } from "./browser.mjs";
import { build } from "./build.mjs";
import { onePerKind } from "./sample.mjs";
import { serve } from "./server.mjs";
import { addressOf, readSite } from "./site.mjs";

const SIZES = { wide: { width: 1280, height: 900 }, phone: { width: 390, height: 844 } };
const PAPER = { width: 794, height: 1123 };

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    root: { type: "string" }, binary: { type: "string" }, site: { type: "string" },
    kind: { type: "string", multiple: true }, page: { type: "string", multiple: true }, fold: { type: "boolean" },
  },
});
const into = positionals[0];
mkdirSync(into, { recursive: true });
const folder = mkdtempSync(join(tmpdir(), "pressroom-shots-"));
const mounts = new Map([["/", values.site ?? join(folder, "site")]]);
const server = await serve(mounts);
const browser = await launch();
try {
  if (!values.site) build(values, join(folder, "site"), ["--base-url", `${server.origin}/`]);
  const site = readSite(mounts.get("/"));
  const pages = values.page
    ? values.page.map((address) => ({ kind: address.replace(/\W+/g, "-").replace(/^-|-$/g, "") || "home", path: address.replace(/^\//, "") }))
    : onePerKind(site).filter((p) => !values.kind || values.kind.includes(p.kind));
  await eachAtOnce(pages, 2, shoot);
  console.log(`${pages.length} pages in ${into}`);
  if (pages.length === 0) process.exitCode = 1;
} finally {
  await browser.close();
  await server.close();
  rmSync(folder, { recursive: true, force: true });
}

async function shoot({ kind, path }) {
  const url = `${server.origin}/${addressOf(path)}`;
  for (const [size, viewport] of Object.entries(SIZES)) {
    const context = await browser.newContext({ viewport, deviceScaleFactor: size === "phone" ? 2 : 1 });
    const page = await context.newPage();
    await page.goto(url, { waitUntil: "load" });
    for (const colorScheme of ["light", "dark"]) {
      await page.emulateMedia({ colorScheme });
      await picture(page, `${kind}-${size}-${colorScheme}`);
    }
    if (size === "wide") {
      await page.setViewportSize(PAPER);
      await page.emulateMedia({ media: "print", colorScheme: "light" });
      await picture(page, `${kind}-print`);
    }
    await context.close();
  }
}

async function picture(page, name) {
  await page.evaluate(async () => {
    for (const image of document.images) image.loading = "eager";
    await Promise.all([...document.images].map((i) => i.decode().catch(() => {})));
    await document.fonts.ready;
  });
  await page.screenshot({ path: join(into, `${name}.png`), fullPage: !values.fold });
}
