// Builds the sample newsroom, reads every output back, and prints what is right and what is wrong.

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { launch } from "./browser.mjs";
import { NEWS, build } from "./build.mjs";
import { checkFeeds } from "./checks/atom.mjs";
import { checkFiles, checkLook, checkPages, checkRedirects } from "./checks/browser.mjs";
import { checkCalendars } from "./checks/calendars.mjs";
import { checkHeads, checkJsonLd, checkKinds } from "./checks/head.mjs";
import { checkJsonFeeds, checkReleaseData } from "./checks/json.mjs";
import { checkKits, checkTexts } from "./checks/kit.mjs";
import { checkLinks, checkReachable } from "./checks/links.mjs";
import { checkNu } from "./checks/nu.mjs";
import { checkPictures, checkPlaces } from "./checks/pictures.mjs";
import { checkRichResults } from "./checks/rich-results.mjs";
import { checkVocabulary } from "./checks/vocabulary.mjs";
import { checkNews, checkSitemap, checkWellFormed } from "./checks/xml.mjs";
import { checkIndex, checkSearch, checkSearchElsewhere } from "./checks/search.mjs";
import { Ledger, report } from "./ledger.mjs";
import { serve } from "./server.mjs";
import { readSite } from "./site.mjs";

const { values } = parseArgs({
  options: { root: { type: "string" }, binary: { type: "string" }, keep: { type: "boolean" }, static: { type: "boolean" } },
});

const folder = mkdtempSync(join(tmpdir(), "pressroom-site-"));
const ledgers = [];
const ledger = (name) => {
  ledgers.push(new Ledger(name));
  return ledgers.at(-1);
};
try {
  await main();
} catch (error) {
  ledger("the check itself").item("it broke off", String(error?.stack ?? error).split("\n"));
} finally {
  if (!values.keep) rmSync(folder, { recursive: true, force: true });
}
process.exitCode = report(ledgers.map((l) => l.close()));

async function main() {
  const out = (name) => join(folder, name);
  // The page for what is not there may need to know where the site stands, so a third build stands where it is served.
  const mounts = new Map([["/press/", out("site")], ["/own/", out("own")]]);
  const server = await serve(mounts);
  try {
    build(values, out("site"));
    build(values, out("portable"), ["--portable"]);
    build(values, out("own"), ["--base-url", `${server.origin}/own/`]);
    build(values, out("news"), [], NEWS);
    const site = readSite(out("site"));
    const portable = readSite(out("portable"));
    await checkOutput(site, portable, readSite(out("own")));
    checkNews(readSite(out("news")), ledger("News sitemap"), Date.parse(NEWS));
    if (!values.static) await checkInBrowser(site, portable, server.origin);
  } finally {
    await server.close();
  }
}

async function checkOutput(site, portable, own) {
  checkKinds(site, ledger("Kinds of page"));
  checkNu(site, ledger("Nu Html Checker"));
  checkWellFormed(site, ledger("Well-formed XML"));
  checkFeeds(site, ledger("Atom feeds"));
  checkJsonFeeds(site, ledger("JSON feeds"));
  checkReleaseData(site, ledger("Releases as data (ninjs)"));
  checkCalendars(site, ledger("Calendars"));
  checkTexts(site, ledger("Plain texts"));
  checkKits(site, ledger("Press kits"));
  checkSitemap(site, ledger("Sitemap and robots.txt"));
  checkHeads(site, ledger("Titles, addresses, translations, Open Graph"));
  checkJsonLd(site, ledger("JSON-LD"));
  checkVocabulary(site, ledger("JSON-LD in schema.org's vocabulary"));
  checkRichResults(site, ledger("JSON-LD for results in search engines"));
  checkLinks(site, ledger("Links"));
  checkReachable(site, ledger("Ways from the home page"));
  checkIndex(site, ledger("Search index"));
  checkPictures(site, ledger("Sizes of pictures"));
  await checkPlaces(site, ledger("Places in pictures"));
  checkLinks(portable, ledger("Links of the portable site"), { portable: true });
  const elsewhere = ledger("Built for another address");
  for (const check of [checkHeads, checkFeeds, checkJsonFeeds, checkReleaseData, checkSitemap, checkVocabulary, checkLinks]) check(own, elsewhere);
}

async function checkInBrowser(site, portable, origin) {
  const served = { origin, url: `${origin}/press/`, missing: `${origin}/own/no/such/page/` };
  const browser = await launch();
  try {
    const axe = ledger("axe-core");
    const layout = ledger("Width, focus, pictures");
    const requests = ledger("Console and requests under the strict policy");
    await checkPages(browser, site, served, { axe, layout, requests });
    await checkLook(browser, site, served, layout);
    const redirects = ledger("Redirects");
    await checkRedirects(browser, site, served, redirects);
    const search = ledger("Search");
    await checkSearch(browser, site, served, search);
    await checkSearchElsewhere(browser, site, portable, served, search);
    await checkFiles(browser, portable, ledger("Portable site opened as files"));
  } finally {
    await browser.close();
  }
}
