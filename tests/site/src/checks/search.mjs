// The search: the index against the pages themselves, and the page as a person uses it.

import { pathToFileURL } from "node:url";
import { join } from "node:path";
import vm from "node:vm";
import { watch } from "../browser.mjs";
import { attr } from "../html.mjs";
import { axeProblems } from "./browser.mjs";

/** What a query may fetch at 10,000 releases, in bytes; the sample is far below. */
const MOST_BYTES = 60_000;

/** For each language of the sample: what is typed, and a word that a result must hold, folded. */
const QUERIES = {
  lv: { typed: "izstādi alūksne", plain: "izstade aluk", within: "aluksne" },
  en: { typed: "exhibitions", plain: "exhib", within: "exhibition" },
  ru: { typed: "выставку", plain: "выстав", within: "выставк" },
};

/** The functions of the search script that read words and lists, without a page around them. */
export function scriptParts(source) {
  const mark = "  // ---- What the reader sees";
  if (!source.includes(mark)) throw new Error("search.js has changed: its parts are not where they were");
  const code = source.replace(mark, "  globalThis.parts = { fold, stemmer, raise };\n  return;\n");
  const form = { elements: { q: {} }, querySelectorAll: () => [], dataset: { root: "", index: "search/meta.js" } };
  const document = { getElementById: () => form, documentElement: { lang: "en" } };
  const context = vm.createContext({ document, window: {} });
  vm.runInContext(code, context);
  return context.parts;
}

/** The data of an index file: it is one call. */
function called(bytes) {
  const [, check, data] = /^pressroomSearch\((\d+),(.*)\);\n$/su.exec(bytes.toString("utf8"));
  return { check: Number(check), data: JSON.parse(data) };
}

/** By term, the paths of the releases that have it. */
function readIndex(site, folder, { raise }) {
  const { data: meta } = called(site.files.get(`${folder}meta.js`));
  const results = [];
  for (let first = 0; first < meta.releases; first += meta.results) {
    results.push(...called(site.files.get(`${folder}d/${first / meta.results}.js`)).data);
  }
  const terms = new Map();
  for (const tier of meta.tiers) {
    for (const [path, bytes] of site.files) {
      if (!path.startsWith(`${folder}${tier.name}/t-`)) continue;
      let last = "";
      for (const entry of called(bytes).data.split(" ")) {
        const [term, ...lists] = entry.split(",");
        const digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        last = [...last].slice(0, digits.indexOf(term[0])).join("") + term.slice(1);
        const levels = new Uint8Array(tier.releases);
        for (const list of lists) raise(levels, list, 1);
        const paths = [...levels.keys()].filter((i) => levels[i] > 0).map((i) => results[tier.first + i][1]);
        terms.set(last, new Set([...(terms.get(last) ?? []), ...paths]));
      }
    }
  }
  return { meta, results, terms };
}

const isHidden = (page) => page.elements.some((e) => e.tagName === "meta" && attr(e, "name") === "robots");

/** Every word that a release shows is found by the script's own rules, as the program's rules entered it. */
export function checkIndex(site, ledger) {
  const parts = scriptParts(site.files.get("theme/search.js").toString("utf8"));
  for (const page of site.pages.filter((p) => p.kind === "search")) {
    const folder = `search/${page.lang}/`;
    const { meta, results, terms } = readIndex(site, folder, parts);
    const stem = parts.stemmer(meta.stems);
    const releases = site.pages.filter((p) => p.kind === "release" && p.lang === page.lang && !isHidden(p));
    const listed = new Set(results.map(([, path]) => `${path}index.html`));
    ledger.item(`${folder}: releases`, releases.filter((p) => !listed.has(p.path)).map((p) => `${p.path} is no result`));
    ledger.item(`${folder}: results`, listed.size === releases.length ? [] : [`${listed.size} results, ${releases.length} releases`]);
    for (const release of releases) {
      const read = release.elements.filter((e) => e.tagName === "h1" || (attr(e, "class") ?? "").split(" ").includes("release-text"));
      const prose = read.flatMap((e) => (e.tagName === "h1" ? [e] : e.childNodes.filter((c) => c.tagName && (attr(c, "class") ?? "").includes("prose"))));
      const words = prose.flatMap((e) => parts.fold(spaced(e))).map(stem);
      const missing = [...new Set(words)].filter((word) => !terms.get(word)?.has(release.path.replace("index.html", "")));
      if (words.length === 0) missing.push("(no word was read from the page)");
      ledger.item(`${release.path}: words`, missing.map((word) => `"${word}" does not find it`));
    }
  }
}

const BLOCKS = /^(p|li|h[1-6]|td|th|dd|dt|blockquote|figcaption|br|sup|div|pre|tr|section)$/u;

/** The text of an element, its blocks parted. */
function spaced(node) {
  if (node.nodeName === "#text") return node.value;
  const inner = (node.childNodes ?? []).map(spaced).join("");
  return BLOCKS.test(node.tagName ?? "") ? ` ${inner} ` : inner;
}

/** A person searches: in each language, from the masthead of a page, in a sub-folder, by keyboard. */
export async function checkSearch(browser, site, served, ledger) {
  const parts = scriptParts(site.files.get("theme/search.js").toString("utf8"));
  for (const home of site.pages.filter((p) => p.kind === "home")) {
    const query = QUERIES[home.lang];
    if (!query) continue;
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, reducedMotion: "reduce" });
    const page = await context.newPage();
    const trouble = watch(page, served.origin);
    const where = `search in "${home.lang}"`;
    try {
      await searchAsPerson(page, served.url + home.path.replace("index.html", ""), query, parts, where, ledger);
    } catch (error) {
      trouble.push(error.message.split("\n", 3).join(" "));
    }
    ledger.item(`${where}: console and requests`, [...new Set(trouble)]);
    await context.close();
  }
}

async function searchAsPerson(page, home, query, parts, where, ledger) {
  let bytes = 0;
  page.on("response", async (response) => {
    if (/\/search\/[a-z-]+\/.*\.js/u.test(response.url())) bytes += (await response.body()).length;
  });
  // A browser gives up what it still asks for when a reader leaves the page: the icon comes last.
  await page.goto(home, { waitUntil: "networkidle" });
  await page.locator(".find input").focus();
  await page.keyboard.type(query.typed, { delay: 20 });
  await page.keyboard.press("Enter");
  await page.waitForSelector("#search-results li");
  ledger.item(`${where}: from the masthead`, [
    ...(await resultProblems(page, parts, query.within)),
    ...(new URL(page.url()).searchParams.get("q") === query.typed ? [] : [`the address is ${page.url()}`]),
  ]);
  ledger.item(`${where}: bytes`, bytes > 0 && bytes < MOST_BYTES ? [] : [`a query fetched ${bytes} bytes`]);

  // Letter by letter, without diacritics; the count is told, the focus stays in the field.
  await page.locator("#search-words").fill("");
  await page.waitForFunction(() => document.querySelectorAll("#search-results li").length === 0);
  await page.locator("#search-words").pressSequentially(query.plain, { delay: 40 });
  await page.waitForSelector("#search-results mark");
  await page.waitForFunction((typed) => new URLSearchParams(location.search).get("q") === typed, query.plain);
  await page.waitForFunction(() => /\d/u.test(document.querySelector("#search-status").textContent));
  const focused = await page.evaluate(() => document.activeElement.id);
  ledger.item(`${where}: while typing`, [
    ...(await resultProblems(page, parts, query.within)),
    ...(focused === "search-words" ? [] : [`the focus went to "${focused}"`]),
  ]);
  for (const colorScheme of ["light", "dark"]) {
    for (const width of [360, 1280]) {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await page.setViewportSize({ width, height: 900 });
      ledger.item(`${where}: axe-core with results, ${colorScheme}, ${width} px`, await axeProblems(page));
    }
  }
  await filterAndReturn(page, query, where, ledger);
}

async function resultProblems(page, parts, within) {
  const items = await page.locator("#search-results li").allTextContents();
  const problems = [];
  if (items.length === 0) problems.push("nothing was found");
  if (!items.some((item) => parts.fold(item).some((word) => word.startsWith(within)))) problems.push(`no result holds "${within}"`);
  if ((await page.locator("#search-results mark").count()) === 0) problems.push("no word is marked");
  return problems;
}

/** A filter narrows, its choice is in the address, one step back undoes it, and nonsense finds nothing. */
async function filterAndReturn(page, query, where, ledger) {
  const problems = [];
  const count = () => page.locator("#search-status").textContent();
  const all = await count();
  const year = page.locator("#search-year");
  await year.selectOption({ index: 1 });
  const chosen = await year.inputValue();
  await page.waitForFunction((was) => document.querySelector("#search-status").textContent !== was, all).catch(() => {
    problems.push(`the year ${chosen} leaves "${all}"`);
  });
  const dates = await page.locator("#search-results time").evaluateAll((times) => times.map((time) => time.dateTime.slice(0, 4)));
  if (dates.some((date) => date !== chosen)) problems.push(`of ${chosen}: ${dates}`);
  if (new URL(page.url()).searchParams.get("year") !== chosen) problems.push(`the address is ${page.url()}`);
  await page.goBack();
  await page.waitForFunction((was) => document.querySelector("#search-status").textContent === was, all).catch(() => {
    problems.push("one step back does not bring the results back");
  });
  if ((await year.inputValue()) !== "") problems.push("one step back leaves the filter");
  await page.locator("#search-words").fill("qqqqqq");
  await page.waitForFunction(() => document.querySelectorAll("#search-results li").length === 0);
  if (!(await count()).trim()) problems.push("nothing is said when nothing is found");
  await page.locator("#search-words").fill(query.plain);
  const first = page.locator("#search-results li a").first();
  await page.waitForLoadState("networkidle");
  await first.click();
  await page.waitForFunction(() => document.body.dataset.page === "release");
  await page.waitForLoadState("networkidle");
  await page.goBack();
  await page.waitForSelector("#search-results li");
  await page.waitForLoadState("networkidle");
  ledger.item(`${where}: filter, back, nothing found`, problems);
}

/** Without a script the page leads to the archive; opened as a file it works; when the index is gone it says so. */
export async function checkSearchElsewhere(browser, site, portable, served, ledger) {
  const search = site.pages.find((p) => p.kind === "search");
  const address = served.url + search.path.replace("index.html", "");
  const bare = await browser.newContext({ javaScriptEnabled: false });
  const quiet = await bare.newPage();
  await quiet.goto(`${address}?q=x`);
  ledger.item("search without JavaScript", [
    ...((await quiet.locator("noscript p").isVisible()) ? [] : ["nothing says that JavaScript is needed"]),
    ...((await quiet.locator("main form").isVisible()) ? ["the form is shown, and does nothing"] : []),
    ...((await quiet.locator("main a.more").isVisible()) ? [] : ["no way leads to the archive"]),
  ]);
  await bare.close();

  const context = await browser.newContext();
  const page = await context.newPage();
  const file = pathToFileURL(join(portable.root, search.path)).href;
  const trouble = watch(page, pathToFileURL(`${portable.root}/`).href);
  await page.goto(`${file}?q=${encodeURIComponent(QUERIES[search.lang].plain)}`);
  await page.waitForSelector("#search-results li").catch(() => trouble.push("finds nothing"));
  ledger.item("search in a site opened as files", trouble);

  await page.route(/\/search\/.*\.js/u, (route) => route.abort());
  await page.goto(`${address}?q=x`);
  await page.waitForFunction(() => document.querySelector("#search-status").textContent !== "");
  const said = await page.locator("#search-status").textContent();
  const expected = await page.locator("#search").getAttribute("data-failed");
  ledger.item("search without its index", said === expected ? [] : [`says "${said}"`]);
  await context.close();
}
