// What every page says about itself: kind, language, address, translations, Open Graph, JSON-LD.

import { attr, find, text } from "../html.mjs";
import { jsonLdScripts } from "../jsonld.mjs";
import { KINDS, absoluteProblem, addressOf, canonicalOf, linksWithRel, readingPages } from "../site.mjs";

/** Each kind of page is there, and each page says what it is. */
export function checkKinds(site, ledger) {
  for (const kind of KINDS) {
    ledger.item(`kind "${kind}"`, site.pages.some((p) => p.kind === kind) ? [] : "no page is of this kind");
  }
  for (const page of site.pages) {
    if (page.redirect === undefined && !page.kind) ledger.item(page.path, "its body has no data-page");
  }
}

/** Title, language, canonical address, alternates and Open Graph data of every page. */
export function checkHeads(site, ledger) {
  const byAddress = new Map(site.pages.map((p) => [site.base + addressOf(p.path), p]));
  for (const page of readingPages(site)) {
    ledger.item(page.path, [
      ...titleProblems(page),
      ...canonicalProblems(site, page),
      ...alternateProblems(site, page, byAddress),
      ...openGraphProblems(site, page),
    ]);
  }
}

function titleProblems(page) {
  const problems = [];
  if (!page.lang) problems.push("<html> names no language");
  if (!find(page.document, "title").some((t) => text(t).trim() !== "")) problems.push("has no title");
  if (find(page.document, "h1").length !== 1) problems.push(`has ${find(page.document, "h1").length} h1 elements, one must be`);
  return problems;
}

function canonicalProblems(site, page) {
  const canonical = canonicalOf(page);
  const expected = site.base + addressOf(page.path);
  return canonical === expected ? [] : [`its canonical address is "${canonical}", it stands at "${expected}"`];
}

/** Alternates of a page name it and each translation once, and the translations name it in turn. */
function alternateProblems(site, page, byAddress) {
  const problems = [];
  const here = site.base + addressOf(page.path);
  const languages = alternatesOf(page);
  if (languages.length === 0) return [];
  const own = languages.find(([lang]) => lang === page.lang);
  if (own?.[1] !== here) problems.push(`its alternates do not name itself as "${page.lang}"`);
  for (const [lang, href] of languages) {
    problems.push(...[absoluteProblem(site, href)].filter(Boolean));
    const other = byAddress.get(href);
    if (lang === "x-default" || !other) continue;
    if (other.lang !== lang) problems.push(`calls "${href}" a page in "${lang}", which says "${other.lang}"`);
    if (!alternatesOf(other).some(([, back]) => back === here)) problems.push(`"${href}" does not name it in turn`);
  }
  const names = languages.map(([lang]) => lang);
  if (new Set(names).size !== names.length) problems.push("names two alternates for one language");
  return problems;
}

const alternatesOf = (page) =>
  linksWithRel(page, "alternate")
    .filter((link) => attr(link, "hreflang") && !attr(link, "type"))
    .map((link) => [attr(link, "hreflang"), attr(link, "href")]);

function openGraphProblems(site, page) {
  const values = (name) =>
    page.elements.filter((e) => e.tagName === "meta" && attr(e, "property") === name).map((e) => attr(e, "content"));
  const problems = ["og:title", "og:type", "og:url"].filter((name) => !values(name)[0]).map((name) => `has no ${name}`);
  if (values("og:url")[0] && values("og:url")[0] !== site.base + addressOf(page.path)) problems.push("og:url is not its address");
  for (const url of [...values("og:image"), ...values("og:url")]) problems.push(...[absoluteProblem(site, url)].filter(Boolean));
  return problems;
}

/** Every JSON-LD block parses and says what it is; every page has one. */
export function checkJsonLd(site, ledger) {
  for (const page of site.pages) {
    jsonLdScripts(page).forEach((block, index) => {
      ledger.item(`${page.path}, JSON-LD ${index + 1}`, jsonLdProblems(text(block), site));
    });
  }
  for (const page of readingPages(site)) {
    if (jsonLdScripts(page).length === 0) ledger.item(page.path, "has no JSON-LD");
  }
}

export function jsonLdProblems(source, site) {
  let data;
  try {
    data = JSON.parse(source);
  } catch (error) {
    return [`is no JSON: ${error.message}`];
  }
  const problems = [];
  for (const thing of Array.isArray(data) ? data : [data]) {
    if (thing?.["@context"] !== "https://schema.org" && thing?.["@context"] !== "https://schema.org/") {
      problems.push(`@context is ${JSON.stringify(thing?.["@context"])}, not schema.org`);
    }
    const things = thing?.["@graph"] ?? [thing];
    if (things.length === 0) problems.push("@graph is empty");
    for (const one of things) if (!one?.["@type"]) problems.push("a thing has no @type");
  }
  return [...problems, ...valueProblems(data, site)];
}

/** Nothing is null or empty, and every address of this site is in the output. */
function valueProblems(value, site, key = "") {
  if (value === null || value === "") return [`"${key}" is empty`];
  if (Array.isArray(value)) return value.flatMap((v) => valueProblems(v, site, key));
  if (typeof value === "object") return Object.entries(value).flatMap(([k, v]) => valueProblems(v, site, k));
  if (typeof value !== "string" || key.startsWith("@") || !site.base || !value.startsWith(site.base)) return [];
  return [absoluteProblem(site, value)].filter(Boolean).map((p) => `"${key}": ${p}`);
}
