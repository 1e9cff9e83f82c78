// The checks that need Java or a browser: right on a right newsroom, and telling on a spoilt one.

import assert from "node:assert/strict";
import { rmSync } from "node:fs";
import { test } from "node:test";
import { launch } from "../src/browser.mjs";
import { checkFiles, checkLook, checkPages, checkRedirects } from "../src/checks/browser.mjs";
import { checkNu } from "../src/checks/nu.mjs";
import { Ledger } from "../src/ledger.mjs";
import { serve } from "../src/server.mjs";
import { readSite } from "../src/site.mjs";
import { newsroom, onDisk, replace } from "./newsroom.mjs";

async function withSite(change, task) {
  const files = newsroom();
  change(files);
  const root = onDisk(files);
  try {
    return await task(readSite(root), root);
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

const problemsOf = (ledgers) => ledgers.flatMap((l) => l.close().failures.flatMap((f) => f.problems)).join("\n");

const nu = (change) =>
  withSite(change, (site) => {
    const ledger = new Ledger("nu");
    checkNu(site, ledger);
    return problemsOf([ledger]);
  });

const browse = (change) =>
  withSite(change, async (site, root) => {
    const mounts = new Map([["/press/", root]]);
    const server = await serve(mounts);
    const browser = await launch();
    const served = { origin: server.origin, url: `${server.origin}/press/`, missing: `${server.origin}/press/no/such/page/` };
    const ledgers = ["axe", "layout", "requests", "redirects", "files"].map((name) => new Ledger(name));
    const [axe, layout, requests, redirects, files] = ledgers;
    try {
      await checkPages(browser, site, served, { axe, layout, requests });
      await checkLook(browser, site, served, layout);
      await checkRedirects(browser, site, served, redirects);
      await checkFiles(browser, site, files);
    } finally {
      await browser.close();
      await server.close();
    }
    return problemsOf(ledgers);
  });

test("Nu finds nothing wrong with a right newsroom", async () => assert.equal(await nu(() => {}), ""));

test("Nu finds mistakes in pages and stylesheets", async () => {
  const found = await nu((files) => {
    replace("about/index.html", "<p>", "<p><div>")(files);
    replace("style.css", "#fff", "#ggg")(files);
    files.set("drawing.svg", '<svg xmlns="http://www.w3.org/2000/svg"><circle cx="a"/></svg>');
  });
  assert.match(found, /div|\bp\b/);
  assert.match(found, /ggg/);
});

test("a browser finds nothing wrong with a right newsroom", async () => assert.equal(await browse(() => {}), ""));

test("a browser finds what only it can find", async () => {
  const found = await browse((files) => {
    replace("about/index.html", "<p>", '<img src="../style.css"><p style="color: red">')(files);
    replace("towns/index.html", "<main>", '<main><p class="wide">x</p><script>1</script><img alt="" src="http://localhost:1/x.png">')(files);
    replace("style.css", "a:focus", ".wide { width: 2000px } picture { display: contents } a:focus { outline: none } b:focus")(files);
    replace("index.html", "<main>", '<main><picture><source srcset="x.png"><img alt="" src="x.png"></picture>')(files);
    replace("style.css", "#111; color: #eee", "#fff; color: #eee")(files);
  });
  for (const expected of [
    /image-alt/, /color-contrast/, /scrolls sideways: 20/, /reaches 20\d\d px/, /does not show that it has the focus/,
    /cannot be shown/, /a <source> has a place of its own/, /Content Security Policy/, /asked for http:\/\/localhost:1/, /the ground is .* in both schemes/,
  ]) assert.match(found, expected);
});
