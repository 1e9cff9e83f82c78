// JSON Feed and ninjs by JSON Schemas of others, and by stricter ones of ours; and what a schema cannot say: that addresses lead
// somewhere, sizes are right, and the feeds say what the Atom feeds say.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import AjvOf7 from "ajv";
import Ajv from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import feedSchema from "jsonfeed-schema/v1.1.js";
import { instant } from "../dates.mjs";
import { attr, elements, parsePart } from "../html.mjs";
import { absoluteProblem, addressOf, readingPages } from "../site.mjs";
import { attribute, children, parseXml, textOf } from "../xml.mjs";

const ATOM = "http://www.w3.org/2005/Atom";
const packaged = createRequire(import.meta.url);
const ajv = addFormats(new Ajv({ allErrors: true, strictTypes: false }));
ajv.addMetaSchema(packaged("ajv/dist/refs/json-schema-draft-07.json"));
ajv.addSchema(packaged("geojson-schema/GeoJSON.json")); // IPTC's schema refers to it
const schema = (name) => ajv.compile(JSON.parse(readFileSync(new URL(`../../schemas/${name}`, import.meta.url), "utf8")));
const isFeed = schema("json-feed-1.1.json");
const isFeedToOthers = addFormats(new AjvOf7({ allErrors: true })).compile(feedSchema);
const isItem = schema("ninjs-3.2.json");
const isItemToIptc = schema("iptc/ninjs-3.2.json");

/** Every `feed.json`. */
export function checkJsonFeeds(site, ledger) {
  for (const [path, bytes] of site.files) {
    if (!/(^|\/)feed\.json$/.test(path)) continue;
    ledger.item(path, read(bytes, (feed) => [...broken(isFeed, feed), ...broken(isFeedToOthers, feed, "to others "), ...feedProblems(feed, site, path)]));
  }
}

/** Every `release.json`, one for each page of a release, and `releases.json`, which lists them. */
export function checkReleaseData(site, ledger) {
  const listed = new Set();
  for (const [path, bytes] of site.files) {
    if (/(^|\/)release\.json$/.test(path)) {
      ledger.item(path, read(bytes, (item) => [...broken(isItem, item), ...broken(isItemToIptc, item, "to IPTC "), ...itemProblems(item, site, path)]));
    } else if (/(^|\/)releases\.json$/.test(path)) {
      ledger.item(path, read(bytes, (list) => listProblems(list, site, listed)));
    }
  }
  for (const page of readingPages(site).filter((p) => p.kind === "release")) {
    const data = page.path.replace("index.html", "release.json");
    const problems = [];
    if (!site.files.has(data)) problems.push(`has no ${data}`);
    if (!listed.has(addressOf(page.path))) problems.push("is in no releases.json");
    ledger.item(page.path, problems);
  }
}

function read(bytes, check) {
  try {
    return check(JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes)));
  } catch (error) {
    return [`cannot be read: ${error.message}`];
  }
}

const broken = (validate, value, whose = "") =>
  validate(value) ? [] : validate.errors.map((e) => `${whose}${e.instancePath || "the whole"} ${e.message} ${JSON.stringify(e.params)}`);

function feedProblems(feed, site, path) {
  const problems = [];
  if (feed.feed_url !== site.base + path) problems.push(`feed_url is "${feed.feed_url}"`);
  if (feed.home_page_url !== site.base + path.replace("feed.json", "")) problems.push(`home_page_url is "${feed.home_page_url}"`);
  const items = feed.items ?? [];
  const ids = items.map((item) => item.id);
  if (new Set(ids).size !== ids.length) problems.push("an id stands there twice");
  for (const item of items) {
    const here = `item ${item.id}`;
    for (const url of [item.url, item.image].filter(Boolean)) problems.push(...some(absoluteProblem(site, url), here));
    for (const file of item.attachments ?? []) problems.push(...fileProblems(site, file.url, file.size_in_bytes, here));
    const titles = (item.attachments ?? []).map((file) => file.title).filter(Boolean);
    if (new Set(titles).size !== titles.length) problems.push(`${here}: two attachments have one title`);
    if (instant(item.date_modified) < instant(item.date_published)) problems.push(`${here}: modified before it was published`);
    problems.push(...htmlProblems(site, item.content_html ?? "", here));
  }
  const atom = site.files.get(path.replace("feed.json", "feed.xml"));
  return atom ? [...problems, ...otherForm(feed, parseXml(atom.toString("utf8")))] : [...problems, "stands beside no feed.xml"];
}

/** The Atom feed beside it has the same entries in the same order. */
function otherForm(feed, atom) {
  const entry = (e) => ["id", "title", "updated", "content"].map((name) => textOf(children(e, ATOM, name)[0]));
  const entries = children(atom, ATOM, "entry").map((e) => [...entry(e), children(e, ATOM, "link").filter((l) => attribute(l, "rel") === "enclosure").length]);
  const items = (feed.items ?? []).map((i) => [i.id, i.title, i.date_modified, i.content_html, (i.attachments ?? []).length]);
  return JSON.stringify(entries) === JSON.stringify(items) ? [] : ["says something else than the Atom feed beside it"];
}

function itemProblems(item, site, path) {
  const problems = [];
  const own = site.base + path.replace("release.json", "");
  const hrefs = [...(item.renditions ?? []), ...(item.associations ?? []).flatMap((a) => a.renditions ?? [])];
  if (!item.renditions?.some((r) => r.href === own)) problems.push(`names no rendition "${own}"`);
  for (const rendition of hrefs) problems.push(...fileProblems(site, rendition.href, rendition.sizeInBytes, rendition.name));
  for (const thing of [...(item.subjects ?? []), ...(item.places ?? [])]) {
    if (thing.uri) problems.push(...some(absoluteProblem(site, thing.uri), thing.name));
  }
  for (const body of item.bodies ?? []) {
    if (body.contentType === "text/html") problems.push(...htmlProblems(site, body.value, "body"));
  }
  return problems;
}

function listProblems(list, site, listed) {
  const problems = [];
  for (const release of list.releases ?? []) {
    listed.add(release.path);
    for (const path of [release.path, release.json].filter(Boolean)) {
      problems.push(...some(absoluteProblem(site, list.base_url + path), release.title));
    }
    if (!/^\d{4}-\d\d-\d\d/.test(release.date)) problems.push(`${release.title}: date "${release.date}"`);
  }
  return list.base_url === site.base ? problems : [...problems, `base_url is "${list.base_url}"`];
}

function fileProblems(site, url, size, here) {
  const problems = some(absoluteProblem(site, url), here);
  const file = url?.startsWith(site.base) ? site.files.get(decodeURIComponent(url.slice(site.base.length))) : undefined;
  if (file && size !== undefined && file.length !== size) problems.push(`${here}: "${url}" has ${file.length} bytes, not ${size}`);
  return problems;
}

function htmlProblems(site, html, here) {
  const problems = [];
  for (const element of elements(parsePart(html))) {
    for (const name of ["href", "src"]) {
      const url = attr(element, name);
      if (url !== undefined && !/^(mailto|tel):/i.test(url)) problems.push(...some(absoluteProblem(site, url), `${here}: <${element.tagName} ${name}>`));
    }
  }
  return problems;
}

const some = (problem, where) => (problem ? [`${where}: ${problem}`] : []);
