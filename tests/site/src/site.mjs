// A built site in memory: every file, every page parsed, and how addresses become files.

import { readFileSync, readdirSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { attr, elements, find, parsePage, words } from "./html.mjs";

/** Kinds of page that the sample newsroom must show; `<body data-page="…">` names a page's kind. */
export const KINDS = [
  "home", "release", "archive", "year", "towns", "town",
  "exhibitions", "exhibition", "topics", "topic", "search", "page", "404",
];

/** Reads a built site from a folder. */
export function readSite(root) {
  const files = new Map();
  for (const entry of readdirSync(root, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath ?? entry.path, entry.name);
    files.set(relative(root, path).split(sep).join("/"), readFileSync(path));
  }
  return siteFrom(files, root);
}

/** A site from `path -> bytes`. Dot files (a manifest, a host's settings) are no part of what is published. */
export function siteFrom(all, root = null) {
  const files = new Map([...all].filter(([path]) => !path.split("/").some((part) => part.startsWith("."))));
  const pages = [...files]
    .filter(([path]) => path.endsWith(".html"))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([path, bytes]) => readPage(path, bytes.toString("utf8")));
  const home = pages.find((page) => page.path === "index.html");
  return { root, files, pages, base: home ? canonicalOf(home) : undefined };
}

function readPage(path, source) {
  const document = parsePage(source);
  const all = [...elements(document)];
  const refresh = all.find((e) => e.tagName === "meta" && attr(e, "http-equiv")?.toLowerCase() === "refresh");
  return {
    path,
    document,
    elements: all,
    lang: attr(all.find((e) => e.tagName === "html"), "lang"),
    kind: attr(all.find((e) => e.tagName === "body") ?? { attrs: [] }, "data-page"),
    redirect: refresh ? (/url\s*=\s*['"]?([^'"]*)/i.exec(attr(refresh, "content") ?? "")?.[1] ?? "") : undefined,
    ids: new Set(all.flatMap((e) => [attr(e, "id"), e.tagName === "a" ? attr(e, "name") : undefined]).filter(Boolean)),
  };
}

/** Pages that people read: neither redirects nor the page for what is not there. */
export const readingPages = (site) => site.pages.filter((p) => p.redirect === undefined && p.kind !== "404");

export const linksWithRel = (page, rel) =>
  find(page.document, "link").filter((e) => words(e, "rel").includes(rel));

export const canonicalOf = (page) => attr(linksWithRel(page, "canonical")[0] ?? { attrs: [] }, "href");

/** The address under which a file is published, relative to the base: `a/index.html` is `a/`. */
export const addressOf = (path) => path.replace(/(^|\/)index\.html$/, "$1");

/** The file that a static host serves for an address below the base, or undefined. */
export function fileFor(site, address) {
  let path;
  try {
    path = decodeURIComponent(address.split(/[?#]/, 1)[0]);
  } catch {
    return undefined;
  }
  if (path === "" || path.endsWith("/")) path += "index.html";
  return site.files.has(path) ? path : undefined;
}

/** What is wrong with an absolute address of this site: not absolute, or no such file. Undefined: nothing. */
export function absoluteProblem(site, url) {
  if (!isAbsolute(url)) return `"${url}" is not an absolute address`;
  if (site.base && url.startsWith(site.base) && !fileFor(site, url.slice(site.base.length))) {
    return `"${url}" is not in the output`;
  }
  return undefined;
}

export function isAbsolute(url) {
  return /^[a-z][a-z0-9+.-]*:/i.test(url ?? "") && URL.canParse(url);
}
