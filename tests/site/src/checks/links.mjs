// Every link between files of the site leads to a file of the site, and to a place in it.

import * as csstree from "css-tree";
import { attr, line } from "../html.mjs";
import { absoluteProblem, addressOf, fileFor, linksWithRel } from "../site.mjs";

const ADDRESS_ATTRIBUTES = ["href", "src", "poster", "data", "action", "formaction", "cite", "longdesc", "background"];
// Only these name another copy of the page itself and so are absolute; every other link within the site is relative.
const ABSOLUTE_RELS = ["canonical", "alternate", "shortlink"];

/** Links of every page and stylesheet. `portable`: links name files, for a site opened without a server. */
export function checkLinks(site, ledger, { portable = false } = {}) {
  const pages = new Map(site.pages.map((p) => [p.path, p]));
  for (const page of site.pages) {
    for (const link of linksOf(page)) {
      ledger.item(`${page.path}:${line(link.element)}`, linkProblems(link, page, site, pages, portable));
    }
  }
  for (const [path, bytes] of site.files) {
    if (!path.endsWith(".css")) continue;
    for (const url of styleAddresses(bytes.toString("utf8"))) {
      ledger.item(path, relativeProblems(url, path, site, pages, false).map((p) => `url(${url}): ${p}`));
    }
  }
}

/** Every address that a page's elements name, with the element. */
export function linksOf(page) {
  const links = [];
  for (const element of page.elements) {
    for (const name of ADDRESS_ATTRIBUTES) {
      const url = attr(element, name);
      if (url !== undefined) links.push({ element, name, url: url.trim() });
    }
    for (const name of ["srcset", "imagesrcset"]) {
      for (const part of (attr(element, name) ?? "").split(/,\s+/).filter((p) => p.trim() !== "")) {
        links.push({ element, name, url: part.trim().split(/\s+/)[0] });
      }
    }
  }
  if (page.redirect !== undefined) {
    const element = page.elements.find((e) => e.tagName === "meta" && attr(e, "http-equiv"));
    links.push({ element, name: "content", url: page.redirect.trim() });
  }
  return links;
}

function linkProblems({ element, name, url }, page, site, pages, portable) {
  const here = `<${element.tagName} ${name}="${url}">`;
  return addressProblems(element, url, page, site, pages, portable).map((problem) => `${here}: ${problem}`);
}

function addressProblems(element, url, page, site, pages, portable) {
  if (/^(mailto|tel|webcal):./i.test(url)) return [];
  if (/^https?:/i.test(url)) return absoluteProblems(element, url, page, site);
  if (/^[a-z][a-z0-9+.-]*:/i.test(url)) return ["this scheme has no place in a page"];
  if (url.startsWith("/")) return page.kind === "404" ? rootProblems(url, site) : ["is not relative"];
  return relativeProblems(url, page.path, site, pages, portable && element.tagName === "a");
}

function absoluteProblems(element, url, page, site) {
  if (!URL.canParse(url)) return ["is no address"];
  if (!site.base || !url.startsWith(site.base)) return [];
  const allowed = page.kind === "404" || page.redirect !== undefined || (element.tagName === "link" && ABSOLUTE_RELS.some((rel) => linksWithRel(page, rel).includes(element)));
  return [allowed ? undefined : "is not relative", absoluteProblem(site, url)].filter(Boolean);
}

/** The page for what is not there is served at any depth, so its links start at the host's root. */
function rootProblems(url, site) {
  const path = new URL(site.base).pathname;
  return url.startsWith(path) && fileFor(site, url.slice(path.length)) ? [] : ["leads to no file"];
}

function relativeProblems(url, from, site, pages, namesFile) {
  const base = new URL(`http://site.invalid/${encodeURI(addressOf(from))}`);
  const target = new URL(url, base);
  const depth = new URL("/", base).href;
  if (!target.href.startsWith(depth) || climbs(url, addressOf(from))) return ["leaves the site"];
  const bare = url.split(/[?#]/, 1)[0];
  const file = bare === "" ? from : fileFor(site, target.pathname.slice(1));
  if (!file) return ["leads to no file"];
  if (namesFile && bare !== "" && !bare.endsWith(file.split("/").at(-1))) return [`names a folder, not the file ${file}`];
  return fragmentProblems(target.hash, pages.get(file));
}

/** Whether a relative address has more `..` than it has folders to leave. */
function climbs(url, address) {
  let depth = address.split("/").length - 1;
  for (const part of url.split(/[?#]/, 1)[0].split("/").slice(0, -1)) {
    if (part === "..") depth -= 1;
    else if (part !== "." && part !== "") depth += 1;
    if (depth < 0) return true;
  }
  return false;
}

function fragmentProblems(hash, page) {
  const id = decodeURIComponent(hash.slice(1));
  if (id === "" || id === "top" || !page) return [];
  return page.ids.has(id) ? [] : [`there is no "${id}" in ${page.path}`];
}

/** Addresses in a stylesheet: `url(…)` and `@import`. */
export function styleAddresses(css) {
  const found = [];
  csstree.walk(csstree.parse(css, { parseCustomProperty: true }), (node) => {
    if (node.type === "Url") found.push(node.value);
    if (node.type === "Atrule" && node.name === "import") {
      csstree.walk(node.prelude, (inner) => {
        if (inner.type === "String") found.push(inner.value);
      });
    }
  });
  return found.filter((url) => !url.startsWith("#"));
}

/** Every page but releases, redirects and the page for what is not there is reached from the home page. */
export function checkReachable(site, ledger) {
  const pages = new Map(site.pages.map((p) => [p.path, p]));
  const seen = new Set(["index.html"]);
  const queue = ["index.html"];
  while (queue.length > 0) {
    const page = pages.get(queue.pop());
    if (!page) continue;
    for (const { element, url } of linksOf(page)) {
      if (!["a", "form"].includes(element.tagName) || /^[a-z][a-z0-9+.-]*:|^\//i.test(url)) continue;
      const target = new URL(url, `http://site.invalid/${encodeURI(addressOf(page.path))}`);
      const file = fileFor(site, target.pathname.slice(1));
      if (file && !seen.has(file)) {
        seen.add(file);
        queue.push(file);
      }
    }
  }
  for (const page of site.pages) {
    if (page.redirect !== undefined || page.kind === "404" || page.kind === "release") continue;
    ledger.item(page.path, seen.has(page.path) ? [] : "no way of links leads to it from the home page");
  }
}
