// Structured data by schema.org's own vocabulary: every class, property and value is one it knows, in its place.

import { isW3cDate } from "../dates.mjs";
import { isNamedOnly, jsonLdScripts, nodes, topNodes, typesOf } from "../jsonld.mjs";
import { addressOf, fileFor, isAbsolute } from "../site.mjs";
import { isClass, isDataType, isTerm, kinds, kindsOfValue, propertyOf, supersededBy, termOf } from "../vocabulary.mjs";

// Values that search engines document though the vocabulary names others: the address of a page for the page,
// a number of pixels for a length, and the hour of an event that was moved, not its day alone.
const ALSO = {
  "ListItem.item": "URL",
  "MediaObject.width": "Number",
  "MediaObject.height": "Number",
  "Event.previousStartDate": "DateTime",
};

// What must be alike wherever a thing with one @id is told of.
const FACTS = ["@type", "startDate", "endDate", "previousStartDate", "eventStatus"];

/** Each block of JSON-LD, and each thing with an `@id`, which is one thing on all pages. */
export function checkVocabulary(site, ledger) {
  const blocks = site.pages.flatMap((page) => jsonLdScripts(page).map((script, i) => ({ page, i, top: topNodes(script) })));
  const things = thingsOf(blocks);
  for (const { page, i, top } of blocks) {
    ledger.item(`${page.path}, JSON-LD ${i + 1}`, top.flatMap((node) => nodeProblems(node, typesOf(node).join(" "), { site, things })));
  }
  for (const [id, thing] of things) {
    ledger.item(id, FACTS.filter((fact) => thing[fact].size > 1).map((fact) => `its ${fact} is ${[...thing[fact]].join(" and ")}`));
  }
}

/** By `@id`, what is said of each thing, and the pages that tell of it. */
function thingsOf(blocks) {
  const things = new Map();
  for (const { page, top } of blocks) {
    for (const node of nodes(top)) {
      const id = node["@id"];
      if (id === undefined || typesOf(node).length === 0) continue;
      if (!things.has(id)) things.set(id, Object.fromEntries([["pages", new Set()], ...FACTS.map((fact) => [fact, new Set()])]));
      const thing = things.get(id);
      for (const fact of FACTS) if (fact in node) thing[fact].add([node[fact]].flat().join(" "));
      if (!isNamedOnly(node)) thing.pages.add(page);
    }
  }
  return things;
}

/** `at` is the way to the thing from the top of the graph, as `NewsArticle.image[2]`. */
function nodeProblems(node, at, around) {
  const types = typesOf(node);
  const problems = types.flatMap((type) => [
    ...(isClass(type) ? [] : [`${at}: schema.org has no class "${type}"`]),
    ...outdated(type, at),
  ]);
  if ("@id" in node) problems.push(...idProblems(node["@id"], `${at}.@id`, around));
  for (const [name, value] of Object.entries(node)) {
    if (name === "@type" || name === "@id") continue;
    const values = [value].flat();
    const place = (i) => (values.length > 1 ? `${at}.${name}[${i + 1}]` : `${at}.${name}`);
    const ranges = rangesOf(types, name);
    if (typeof ranges === "string") problems.push(`${at}: ${ranges}`);
    else problems.push(...outdated(name, at), ...values.flatMap((one, i) => valueProblems(one, ranges, place(i), around)));
    values.forEach((one, i) => {
      if (isObject(one)) problems.push(...nodeProblems(one, place(i), around));
    });
  }
  return problems;
}

const isObject = (value) => value !== null && typeof value === "object";

const outdated = (name, at) => (supersededBy(name) ? [`${at}: "${supersededBy(name)}" took the place of "${name}"`] : []);

/** The classes that the values of a property of such a thing are of, or what is wrong with the property. */
function rangesOf(types, name) {
  const own = new Set(types.flatMap((type) => [...kinds(type)]));
  // Of an action's property, how a reader fills it in: https://schema.org/docs/actions.html
  const filled = /^(.+)-(?:input|output)$/.exec(name)?.[1];
  const property = propertyOf(filled ?? name);
  if (!property || (filled && !own.has("Action"))) return `schema.org has no property "${name}"`;
  if (![...property.domains].some((domain) => own.has(domain))) {
    return `"${name}" is no property of ${types.join(" or ") || "what says no @type"}, but of ${[...property.domains].join(", ")}`;
  }
  if (filled) return ["Text", "PropertyValueSpecification"];
  const also = Object.entries(ALSO).filter(([place]) => place.split(".")[1] === name && own.has(place.split(".")[0]));
  return [...property.ranges, ...also.map(([, range]) => range)];
}

function valueProblems(value, ranges, at, { things }) {
  const term = typeof value === "string" ? termOf(value) : undefined;
  if (term && !isTerm(term)) return [`${at}: schema.org has no "${term}"`];
  if (!isObject(value)) {
    return ranges.some((range) => isOf(value, range)) ? [] : [`${at}: ${JSON.stringify(value)} is not of ${ranges.join(" or ")}`];
  }
  const elsewhere = [...(things.get(value["@id"])?.["@type"] ?? [])].flatMap((told) => told.split(" "));
  const types = typesOf(value).length > 0 ? typesOf(value) : elsewhere;
  if (types.length === 0) return [`${at}: no page says what kind of thing ${value["@id"] ?? "it"} is`];
  return types.some((type) => ranges.some((range) => kinds(type).has(range))) ? [] : [`${at}: ${types.join(" ")} is not of ${ranges.join(" or ")}`];
}

const LITERALS = {
  Boolean: (value) => typeof value === "boolean",
  Number: (value) => typeof value === "number",
  Integer: (value) => Number.isInteger(value),
  Date: (value) => isW3cDate(String(value)) && !value.includes("T"),
  DateTime: (value) => isW3cDate(String(value)) && value.includes("T"),
  Time: (value) => /^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?(Z|[+-]\d\d:\d\d)?$/.test(value),
  URL: (value) => typeof value === "string" && isAbsolute(value),
  Duration: (value) => /^P(?!$)(\d+Y)?(\d+M)?(\d+W)?(\d+D)?(T(?!$)(\d+H)?(\d+M)?(\d+S)?)?$/.test(value),
};

/** Whether a text, number or boolean is of a data type, one of the values a class names, or a quantity as text. */
function isOf(value, range) {
  if (LITERALS[range]) return LITERALS[range](value);
  if (isDataType(range)) return typeof value === (kinds(range).has("Number") ? "number" : "string");
  if (kinds(range).has("Quantity")) return /^\d+([.,]\d+)? \S/.test(value);
  return typeof value === "string" && kindsOfValue(termOf(value)).has(range);
}

/** An `@id` within the site leads to a page, and to a place in it or to a thing that this page tells of. */
function idProblems(id, at, { site, things }) {
  if (typeof id !== "string" || !isAbsolute(id)) return [`${at}: ${JSON.stringify(id)} is not an absolute address`];
  if (!site.base || !id.startsWith(site.base)) return [];
  const [address, place] = id.slice(site.base.length).split("#");
  const file = fileFor(site, address);
  const page = site.pages.find((p) => p.path === file);
  if (!page) return [`${at}: "${id}" leads to no page`];
  if (place === undefined || page.ids.has(decodeURIComponent(place)) || things.get(id)?.pages.has(page)) return [];
  return [`${at}: ${site.base + addressOf(page.path)} has no place and tells of no thing "${place}"`];
}
