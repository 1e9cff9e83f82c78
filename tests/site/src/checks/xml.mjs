// Every XML file is well-formed, and sitemaps keep to the sitemap protocol.

import { attr } from "../html.mjs";
import { absoluteProblem, addressOf, fileFor, isAbsolute, readingPages } from "../site.mjs";
import { isW3cDate } from "../dates.mjs";
import { attribute, children, parseXml, textOf } from "../xml.mjs";

const SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9";
const NEWS = "http://www.google.com/schemas/sitemap-news/0.9";
const DAY = 24 * 60 * 60 * 1000;
const XHTML = "http://www.w3.org/1999/xhtml";
const CHANGES = ["always", "hourly", "daily", "weekly", "monthly", "yearly", "never"];

/** Every `.xml` file, as a strict parser reads it. */
export function checkWellFormed(site, ledger) {
  for (const [path, bytes] of site.files) {
    if (!path.endsWith(".xml") && !path.endsWith(".svg")) continue;
    try {
      const source = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
      parseXml(source);
      ledger.item(path, source.startsWith("\uFEFF") ? "begins with a byte order mark" : []);
    } catch (error) {
      ledger.item(path, `is not well-formed: ${error.message}`);
    }
  }
}

/** `sitemap.xml` by the protocol, each address in the output, and every page that should be in it. */
export function checkSitemap(site, ledger) {
  const listed = new Set();
  for (const [path, bytes] of site.files) {
    if (!/(^|\/)sitemap[\w-]*\.xml$/.test(path)) continue;
    let root;
    try {
      root = parseXml(bytes.toString("utf8"));
    } catch (error) {
      ledger.item(path, `is not well-formed: ${error.message}`);
      continue;
    }
    const { problems, addresses } = sitemapProblems(root, site, bytes.length);
    addresses.forEach((address) => listed.add(address));
    ledger.item(path, problems);
  }
  for (const page of readingPages(site)) {
    ledger.item(page.path, membership(site, page, listed));
  }
  ledger.item("robots.txt", robotsProblems(site));
}

/** `news-sitemap.xml` by Google's rules, as built at `now` (milliseconds), when there was something new. */
export function checkNews(site, ledger, now) {
  const bytes = site.files.get("news-sitemap.xml");
  if (!bytes) return;
  let root;
  try {
    root = parseXml(bytes.toString("utf8"));
  } catch (error) {
    ledger.item("news-sitemap.xml", `is not well-formed: ${error.message}`);
    return;
  }
  ledger.item("news-sitemap.xml", newsProblems(root, site, now));
}

function newsProblems(root, site, now) {
  if (root.ns !== SITEMAP || root.name !== "urlset") return ["the root element is no urlset"];
  const urls = children(root, SITEMAP, "url");
  const problems = urls.length > 1000 ? [`names ${urls.length} pages, 1,000 may be`] : [];
  if (urls.length === 0) problems.push("lists nothing");
  for (const url of urls) {
    const here = `line ${url.line}`;
    const one = (node, ns, name) => {
      const found = node ? children(node, ns, name) : [];
      if (found.length !== 1 || (found[0].children.length === 0)) problems.push(`${here}: must have one ${name}`);
      return found[0];
    };
    const value = (node) => (node ? textOf(node).trim() : "");
    const location = value(one(url, SITEMAP, "loc"));
    problems.push(...some(absoluteProblem(site, location), here));
    const news = one(url, NEWS, "news");
    const publication = one(news, NEWS, "publication");
    one(publication, NEWS, "name");
    const language = value(one(publication, NEWS, "language"));
    if (!/^([a-z]{2,3}|zh-cn|zh-tw)$/.test(language)) problems.push(`${here}: "${language}" is no code of a language`);
    one(news, NEWS, "title");
    const date = value(one(news, NEWS, "publication_date"));
    if (!isW3cDate(date)) problems.push(`${here}: "${date}" is no W3C date`);
    else if (Date.parse(date) < now - 3 * DAY) problems.push(`${here}: "${date}" is no news`); // a day has no zone
  }
  return problems;
}

export function sitemapProblems(root, site, size = 0) {
  const problems = [];
  const addresses = [];
  const isIndex = root.name === "sitemapindex";
  if (root.ns !== SITEMAP || (root.name !== "urlset" && !isIndex)) return { problems: ["the root element is no urlset"], addresses };
  const items = children(root, SITEMAP, isIndex ? "sitemap" : "url");
  if (items.length === 0) problems.push("lists nothing");
  if (items.length > 50_000 || size > 50 * 1024 * 1024) problems.push("is larger than the protocol allows");
  for (const item of items) {
    const here = `line ${item.line}`;
    const locations = children(item, SITEMAP, "loc").map((loc) => textOf(loc).trim());
    if (locations.length !== 1) problems.push(`${here}: must have one loc, has ${locations.length}`);
    for (const url of locations) {
      if (addresses.includes(url)) problems.push(`${here}: "${url}" stands there twice`);
      if (!url.startsWith(site.base)) problems.push(`${here}: "${url}" is outside the site`);
      problems.push(...some(absoluteProblem(site, url), here));
      addresses.push(url);
    }
    problems.push(...fieldProblems(item, here), ...alternateProblems(item, site, here));
  }
  return { problems, addresses };
}

function fieldProblems(item, here) {
  const problems = [];
  for (const child of children(item, SITEMAP)) {
    const value = textOf(child).trim();
    if (child.name === "lastmod" && !isW3cDate(value)) problems.push(`${here}: lastmod "${value}" is no W3C date`);
    else if (child.name === "changefreq" && !CHANGES.includes(value)) problems.push(`${here}: changefreq "${value}" is unknown`);
    else if (child.name === "priority" && !(Number(value) >= 0 && Number(value) <= 1)) problems.push(`${here}: priority "${value}" is not 0 to 1`);
    else if (!["loc", "lastmod", "changefreq", "priority"].includes(child.name)) problems.push(`${here}: ${child.name} may not stand here`);
  }
  return problems;
}

function alternateProblems(item, site, here) {
  return children(item, XHTML, "link").flatMap((link) => {
    const href = attribute(link, "href");
    if (attribute(link, "rel") !== "alternate" || !attribute(link, "hreflang")) return [`${here}: xhtml:link is no alternate with a language`];
    return some(absoluteProblem(site, href ?? ""), here);
  });
}

function membership(site, page, listed) {
  const url = site.base + addressOf(page.path);
  const hidden = page.elements.some((e) => e.tagName === "meta" && attr(e, "name") === "robots" && /noindex/.test(attr(e, "content") ?? ""));
  if (hidden) return listed.has(url) ? ["asks not to be indexed but is in the sitemap"] : [];
  return listed.has(url) ? [] : [`"${url}" is not in the sitemap`];
}

function robotsProblems(site) {
  const bytes = site.files.get("robots.txt");
  if (!bytes) return ["there is none"];
  const maps = [...bytes.toString("utf8").matchAll(/^sitemap:\s*(\S+)\s*$/gim)].map((m) => m[1]);
  if (maps.length === 0) return ["names no sitemap"];
  return maps
    .filter((url) => !isAbsolute(url) || !url.startsWith(site.base) || !fileFor(site, url.slice(site.base.length)))
    .map((url) => `the sitemap "${url}" is not in the output`);
}

const some = (problem, where) => (problem ? [`${where}: ${problem}`] : []);
