// Atom feeds by RFC 4287; the section that asks for it stands beside each rule.

import { attr, elements, parsePart } from "../html.mjs";
import { absoluteProblem, addressOf, isAbsolute } from "../site.mjs";
import { instant } from "../dates.mjs";
import { attribute, children, parseXml, textOf } from "../xml.mjs";

const ATOM = "http://www.w3.org/2005/Atom";
const XHTML = "http://www.w3.org/1999/xhtml";
const XML = "http://www.w3.org/XML/1998/namespace";

// Section 4.1.1 and 4.1.2: what may stand in a feed and an entry, and how often. [least, most]
const MANY = Infinity;
const FEED = {
  id: [1, 1], title: [1, 1], updated: [1, 1], subtitle: [0, 1], rights: [0, 1], generator: [0, 1],
  icon: [0, 1], logo: [0, 1], author: [0, MANY], contributor: [0, MANY], category: [0, MANY],
  link: [0, MANY], entry: [0, MANY],
};
const ENTRY = {
  id: [1, 1], title: [1, 1], updated: [1, 1], published: [0, 1], summary: [0, 1], content: [0, 1],
  rights: [0, 1], source: [0, 1], author: [0, MANY], contributor: [0, MANY], category: [0, MANY], link: [0, MANY],
};

/** Every `feed.xml` of the site, and that one entry says the same in every feed that carries it. */
export function checkFeeds(site, ledger) {
  const ids = new Map();
  const entries = new Map();
  for (const [path, bytes] of site.files) {
    if (!/(^|\/)feed\.xml$/.test(path)) continue;
    let feed;
    try {
      feed = parseXml(bytes.toString("utf8"));
    } catch (error) {
      ledger.item(path, `is not well-formed: ${error.message}`);
      continue;
    }
    ledger.item(path, [
      ...feedProblems(feed, site, path),
      ...sameIdProblems(feed, path, ids),
      ...entryAgreement(feed, path, entries),
    ]);
  }
}

/** What is wrong with one feed. */
export function feedProblems(feed, site, path) {
  if (feed.ns !== ATOM || feed.name !== "feed") return ["the root element is not feed in the Atom namespace"];
  const entries = children(feed, ATOM, "entry");
  const problems = [
    ...counted(feed, FEED, "feed"),
    ...common(feed, site, "feed"),
    ...selfLink(feed, site, path),
    ...unique(entries.map((e) => valueOf(e, "id")), "entry id"),
  ];
  const named = children(feed, ATOM, "author").length > 0;
  entries.forEach((entry, index) => {
    const where = `entry ${index + 1} (line ${entry.line})`;
    problems.push(...entryProblems(entry, site, where));
    const source = children(entry, ATOM, "source")[0];
    const authors = [entry, source].some((n) => n && children(n, ATOM, "author").length > 0);
    if (!named && !authors) problems.push(`${where}: has no author, and the feed has none (4.1.1)`); // 4.1.1, 4.1.2
  });
  if (!named && entries.length === 0) problems.push("feed: has no author (4.1.1)");
  const newest = Math.max(...entries.map((e) => instant(valueOf(e, "updated")) ?? -Infinity));
  if (newest > (instant(valueOf(feed, "updated")) ?? Infinity)) problems.push("feed: updated is older than an entry's");
  if (!attribute(feed, "lang", XML)) problems.push("feed: xml:lang does not name the language");
  return problems;
}

function entryProblems(entry, site, where) {
  const problems = [...counted(entry, ENTRY, where), ...common(entry, site, where)];
  const content = children(entry, ATOM, "content")[0];
  const summary = children(entry, ATOM, "summary")[0];
  const alternate = children(entry, ATOM, "link").some((l) => (attribute(l, "rel") ?? "alternate") === "alternate");
  if (!content && !alternate) problems.push(`${where}: has neither content nor an alternate link (4.1.2)`);
  if (content && attribute(content, "src") !== undefined && !summary) {
    problems.push(`${where}: content elsewhere needs a summary (4.1.2)`);
  }
  if (content && attribute(content, "src") === undefined && /^(text|html|xhtml)$/.test(attribute(content, "type") ?? "text")) {
    problems.push(...textProblems(content, site, where));
  }
  const published = children(entry, ATOM, "published")[0];
  if (published && (instant(textOf(published)) ?? 0) > (instant(valueOf(entry, "updated")) ?? Infinity)) {
    problems.push(`${where}: published after it was updated`);
  }
  return problems;
}

function counted(node, allowed, where) {
  const problems = [];
  for (const child of children(node, ATOM)) {
    if (!(child.name in allowed)) problems.push(`${where}: atom:${child.name} may not stand here (line ${child.line})`);
  }
  for (const [name, [least, most]] of Object.entries(allowed)) {
    const n = children(node, ATOM, name).length;
    if (n < least) problems.push(`${where}: has no ${name}`);
    if (n > most) problems.push(`${where}: has ${n} ${name} elements, ${most} may be`);
  }
  return problems;
}

/** Rules that a feed and an entry share. */
function common(node, site, where) {
  const problems = [];
  for (const child of children(node, ATOM)) {
    const value = textOf(child);
    const here = `${where}: ${child.name}`;
    switch (child.name) {
      case "id": // 4.2.6
      case "icon":
      case "logo":
        if (!isAbsolute(value)) problems.push(`${here} "${value}" is not an absolute address`);
        else if (child.name !== "id") problems.push(...some(absoluteProblem(site, value), here));
        break;
      case "updated": // 3.3
      case "published":
        if (instant(value) === undefined) problems.push(`${here} "${value}" is not an RFC 3339 date-time`);
        break;
      case "title": // 3.1
      case "subtitle":
      case "rights":
      case "summary":
        problems.push(...textProblems(child, site, where));
        if (child.name === "title" && value.trim() === "") problems.push(`${here} is empty`);
        break;
      case "author": // 3.2
      case "contributor":
        problems.push(...personProblems(child, here));
        break;
      case "category": // 4.2.2.1
        if (!attribute(child, "term")) problems.push(`${here} has no term`);
        break;
      case "link":
        problems.push(...linkProblems(child, site, here));
        break;
      default:
    }
  }
  return [...problems, ...twinAlternates(node, where)];
}

/** Section 3.1.1: text and html hold text only, xhtml holds one div; and links in it must lead somewhere. */
function textProblems(node, site, where) {
  const here = `${where}: ${node.name}`;
  const type = attribute(node, "type") ?? "text";
  const inner = node.children.filter((c) => typeof c === "object");
  if (type === "xhtml") {
    return inner.length === 1 && inner[0].ns === XHTML && inner[0].name === "div" ? [] : [`${here} of type xhtml must hold one div`];
  }
  if (type !== "text" && type !== "html") return [`${here} has the unknown type "${type}"`];
  if (inner.length > 0) return [`${here} of type ${type} holds elements`];
  if (type === "text") return /&(?:[a-z]+|#\d+);|<\/\w+>/i.test(textOf(node)) ? [`${here} is text but holds markup`] : [];
  const problems = [];
  for (const element of elements(parsePart(textOf(node)))) {
    for (const name of ["href", "src", "poster"]) {
      const url = attr(element, name);
      if (url === undefined || /^(mailto|tel):/i.test(url)) continue;
      problems.push(...some(absoluteProblem(site, url), `${here}: <${element.tagName} ${name}>`));
    }
    if (attr(element, "srcset") !== undefined) problems.push(`${here}: <${element.tagName} srcset> is of no use in a feed`);
    if (element.tagName === "script" || element.tagName === "style") problems.push(`${here} holds a ${element.tagName}`);
  }
  return problems;
}

function personProblems(node, here) {
  const count = (name) => children(node, ATOM, name).length;
  const problems = [];
  if (count("name") !== 1 || textOf(children(node, ATOM, "name")[0]).trim() === "") problems.push(`${here} must have one name`);
  if (count("uri") > 1 || count("email") > 1) problems.push(`${here} has more than one uri or email`);
  for (const uri of children(node, ATOM, "uri")) {
    if (!isAbsolute(textOf(uri))) problems.push(`${here} uri "${textOf(uri)}" is not absolute`);
  }
  for (const email of children(node, ATOM, "email")) {
    if (!/^[^@\s]+@[^@\s]+$/.test(textOf(email))) problems.push(`${here} email "${textOf(email)}" is none`);
  }
  return problems;
}

/** Section 4.2.7. */
function linkProblems(link, site, here) {
  const value = (name) => attribute(link, name);
  if (value("href") === undefined) return [`${here} has no href`];
  const problems = some(absoluteProblem(site, value("href")), here);
  if (value("rel") === "") problems.push(`${here} has an empty rel`);
  if (value("type") !== undefined && !/^[\w.+-]+\/[\w.+-]+(\s*;.*)?$/.test(value("type"))) problems.push(`${here} type "${value("type")}" is no media type`);
  if (value("hreflang") !== undefined && !isLanguage(value("hreflang"))) problems.push(`${here} hreflang "${value("hreflang")}" is no language`);
  if (value("length") !== undefined && !/^\d+$/.test(value("length"))) problems.push(`${here} length "${value("length")}" is no number`);
  if (value("rel") === "enclosure" && value("length") !== undefined && site.base && value("href").startsWith(site.base)) {
    const file = site.files.get(decodeURIComponent(value("href").slice(site.base.length)));
    if (file && file.length !== Number(value("length"))) problems.push(`${here} length is ${value("length")}, the file has ${file.length} bytes`);
  }
  return problems;
}

/** Section 4.1.1: no two alternate links with the same type and language. */
function twinAlternates(node, where) {
  const keys = children(node, ATOM, "link")
    .filter((l) => (attribute(l, "rel") ?? "alternate") === "alternate")
    .map((l) => `${attribute(l, "type") ?? ""} ${attribute(l, "hreflang") ?? ""}`);
  return unique(keys, `${where}: alternate link`);
}

function selfLink(feed, site, path) {
  const links = children(feed, ATOM, "link").filter((l) => attribute(l, "rel") === "self");
  if (links.length !== 1) return [`feed: has ${links.length} self links, one must be`];
  const expected = `${site.base}${addressOf(path)}`;
  const href = attribute(links[0], "href");
  return href === expected ? [] : [`feed: the self link is "${href}", the feed stands at "${expected}"`];
}

function sameIdProblems(feed, path, ids) {
  const id = valueOf(feed, "id");
  const other = ids.get(id);
  ids.set(id, path);
  return other ? [`feed: has the id of ${other}`] : [];
}

function entryAgreement(feed, path, known) {
  const problems = [];
  for (const entry of children(feed, ATOM, "entry")) {
    const id = valueOf(entry, "id");
    const says = `${valueOf(entry, "title")} / ${valueOf(entry, "updated")}`;
    const other = known.get(id);
    if (other && other.says !== says) problems.push(`entry ${id} says "${says}", in ${other.path} "${other.says}"`);
    known.set(id, other ?? { says, path });
  }
  return problems;
}

function unique(values, what) {
  const twice = values.filter((value, index) => value && values.indexOf(value) !== index);
  return [...new Set(twice)].map((value) => `${what} "${value.trim()}" stands there twice`);
}

const valueOf = (node, name) => {
  const child = children(node, ATOM, name)[0];
  return child ? textOf(child) : "";
};

const some = (problem, where) => (problem ? [`${where}: ${problem}`] : []);

function isLanguage(tag) {
  try {
    return Intl.getCanonicalLocales(tag).length === 1;
  } catch {
    return false;
  }
}
