// The structured data of pages: JSON-LD in the words of schema.org.

import { text, words } from "./html.mjs";

export const jsonLdScripts = (page) =>
  page.elements.filter((e) => e.tagName === "script" && words(e, "type").includes("application/ld+json"));

/** The things that stand at the top of one block's graph; none of a block that is no JSON. */
export function topNodes(script) {
  try {
    return [JSON.parse(text(script))].flat().flatMap((data) => data["@graph"] ?? [withoutContext(data)]);
  } catch {
    return [];
  }
}

function withoutContext({ "@context": _, ...node }) {
  return node;
}

/** A thing and every thing in it. */
export function* nodes(value) {
  if (value === null || typeof value !== "object") return;
  if (!Array.isArray(value)) yield value;
  for (const part of Object.values(value)) yield* nodes(part);
}

export const typesOf = (node) => [node["@type"] ?? []].flat();

/** Whether a thing is only named here, and told of elsewhere. */
export const isNamedOnly = (node) => "@id" in node && Object.keys(node).every((key) => ["@id", "@type", "name"].includes(key));
