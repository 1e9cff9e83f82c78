// What only a browser can tell: axe-core, the content security policy, overflow, focus, dark mode.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { join } from "node:path";
import { eachAtOnce, watch } from "../browser.mjs";
import { Ledger } from "../ledger.mjs";
import { onePerKind, sample } from "../sample.mjs";
import { addressOf } from "../site.mjs";

const axeSource = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const WIDTHS = [360, 1280];
const SCHEMES = ["light", "dark"];
const HEIGHT = 900;
const NARROWEST = 320;
const AT_ONCE = 2;

/** Pages of every kind, served below a prefix. `missing` is an address of the other build that is not there. */
export async function checkPages(browser, site, served, ledgers) {
  const pages = sample(site).filter((p) => p.kind !== "404").map((p) => [p.path, served.url + addressOf(p.path)]);
  pages.push(["404.html, at an address that is not there", served.missing]);
  await eachAtOnce(pages, AT_ONCE, ([where, url]) => checkPage(browser, where, url, served, ledgers));
}

async function checkPage(browser, where, url, served, ledgers) {
  const context = await browser.newContext({ viewport: { width: WIDTHS[0], height: HEIGHT }, reducedMotion: "reduce" });
  const page = await context.newPage();
  const trouble = watch(page, served.origin, (address) => address === served.missing);
  try {
    await page.goto(url, { waitUntil: "load" });
    await page.evaluate(axeSource);
    for (const colorScheme of SCHEMES) {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      for (const width of WIDTHS) {
        await page.setViewportSize({ width, height: HEIGHT });
        await runAxe(page, `${where}, ${colorScheme}, ${width} px`, ledgers.axe);
        ledgers.layout.item(`${where}, ${colorScheme}, ${width} px`, await overflow(page));
      }
    }
    await page.setViewportSize({ width: NARROWEST, height: HEIGHT });
    ledgers.layout.item(`${where}, ${NARROWEST} px`, await overflow(page));
    await page.setViewportSize({ width: WIDTHS[1], height: HEIGHT });
    ledgers.layout.item(`${where}, keyboard`, await focusProblems(page));
    ledgers.layout.item(`${where}, pictures and fonts`, await loaded(page));
  } catch (error) {
    trouble.push(error.message);
  }
  ledgers.requests.item(where, [...new Set(trouble)]);
  await context.close();
}

/** What axe-core finds wrong with a page as it stands. */
export async function axeProblems(page) {
  await page.evaluate(axeSource);
  const ledger = new Ledger("axe-core");
  await runAxe(page, "", ledger);
  return ledger.failures.flatMap(({ problems }) => problems);
}

async function runAxe(page, where, ledger) {
  const result = await page.evaluate(
    (values) => window.axe.run(document, { runOnly: { type: "tag", values }, resultTypes: ["violations", "incomplete"] }),
    TAGS,
  );
  const told = (rule) => rule.nodes.map((n) => `${rule.id}: ${rule.help}: ${n.target.join(" ")} — ${n.html.slice(0, 160)} ${why(n)}`);
  ledger.item(where, result.violations.flatMap(told));
  for (const rule of result.incomplete) ledger.note(where, `axe cannot tell: ${rule.id} (${rule.nodes[0].target.join(" ")})`);
}

const why = (node) => [...node.any, ...node.all, ...node.none].map((c) => c.message).join("; ");

/** WCAG 1.4.10: nothing sticks out sideways, unless in a box that scrolls by itself. */
function overflow(page) {
  return page.evaluate(() => {
    const root = document.documentElement;
    if (root.scrollWidth <= root.clientWidth) return [];
    const wide = [...document.body.querySelectorAll("*")]
      .filter((e) => e.getBoundingClientRect().right > root.clientWidth + 0.5)
      .slice(0, 5)
      .map((e) => `<${e.tagName.toLowerCase()} class="${e.getAttribute("class") ?? ""}"> reaches ${Math.round(e.getBoundingClientRect().right)} px`);
    return [`scrolls sideways: ${root.scrollWidth} px in ${root.clientWidth}`, ...wide];
  });
}

const STEPS = 60;

/** WCAG 2.4.7 and 2.4.11: what the Tab key reaches shows that it has the focus, and is not hidden. */
async function focusProblems(page) {
  const problems = [];
  await page.evaluate(() => window.scrollTo(0, 0));
  for (let step = 0; step < STEPS; step += 1) {
    await page.keyboard.press("Tab");
    const problem = await page.evaluate(() => {
      const e = document.activeElement;
      if (!e || e === document.body || e === document.documentElement) return "end";
      const style = getComputedStyle(e);
      const outlined = style.outlineStyle !== "none" && Number.parseFloat(style.outlineWidth) > 0;
      const box = e.getBoundingClientRect();
      const seen = box.width > 1 && box.height > 1 && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
      const name = e.outerHTML.slice(0, 120);
      if (!seen) return `has the focus but cannot be seen: ${name}`;
      return outlined || style.boxShadow !== "none" ? "" : `does not show that it has the focus: ${name}`;
    });
    if (problem === "end") break;
    if (problem) problems.push(problem);
  }
  return problems;
}

async function loaded(page) {
  return page.evaluate(async () => {
    const problems = [];
    for (const image of document.images) {
      image.loading = "eager";
      await image.decode().catch(() => problems.push(`the picture ${image.currentSrc || image.src} cannot be shown`));
    }
    const shown = (element) => getComputedStyle(element).display;
    for (const source of document.querySelectorAll("picture > source")) {
      if (shown(source.parentElement) === "contents" && shown(source) !== "none") problems.push(`a <source> has a place of its own beside ${source.parentElement.querySelector("img").src}`);
    }
    for (const face of document.fonts) {
      if (face.status === "error") problems.push(`the font ${face.family} cannot be loaded`);
    }
    return problems;
  });
}

/** The look differs between the schemes, and is there at all under the policy. */
export async function checkLook(browser, site, served, ledger) {
  const home = site.pages.find((p) => p.kind === "home");
  if (!home) return;
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(served.url + addressOf(home.path), { waitUntil: "load" });
  const grounds = [];
  for (const colorScheme of SCHEMES) {
    await page.emulateMedia({ colorScheme });
    grounds.push(await page.evaluate(() => {
      const root = getComputedStyle(document.documentElement).backgroundColor;
      return root === "rgba(0, 0, 0, 0)" ? getComputedStyle(document.body).backgroundColor : root;
    }));
  }
  ledger.item("dark mode", grounds[0] === grounds[1] ? [`the ground is ${grounds[0]} in both schemes`] : []);
  await context.close();
}

/** A redirect takes the reader to a page that is there. */
export async function checkRedirects(browser, site, served, ledger) {
  const context = await browser.newContext();
  for (const redirect of site.pages.filter((p) => p.redirect !== undefined).slice(0, 5)) {
    const page = await context.newPage();
    const problems = [];
    await page.goto(served.url + addressOf(redirect.path));
    await page.waitForFunction(() => document.body?.dataset.page, null, { timeout: 5000 }).catch(() => {
      problems.push(`stays at ${page.url()}`);
    });
    if (!page.url().startsWith(served.url)) problems.push(`goes to ${page.url()}`);
    if (await page.evaluate(() => document.body?.dataset.page === "404")) problems.push(`goes to ${page.url()}, which is not there`);
    ledger.item(redirect.path, problems);
    await page.close();
  }
  await context.close();
}

/** The portable site, opened as files. */
export async function checkFiles(browser, site, ledger) {
  const context = await browser.newContext({ viewport: { width: WIDTHS[1], height: HEIGHT } });
  for (const { path } of onePerKind(site).filter((p) => p.kind !== "404")) {
    const page = await context.newPage();
    const trouble = watch(page, pathToFileURL(`${site.root}/`).href);
    await page.goto(pathToFileURL(join(site.root, path)).href, { waitUntil: "load" });
    const bare = await page.evaluate(() => document.styleSheets.length === 0);
    ledger.item(path, [...new Set(trouble), ...(await loaded(page)), ...(bare ? ["has no stylesheet"] : [])]);
    await page.close();
  }
  await context.close();
}
