// A page as parse5, an implementation of the HTML standard's parser, reads it.

import { parse, parseFragment } from "parse5";

export const parsePage = (text) => parse(text, { sourceCodeLocationInfo: true });
export const parsePart = (text) => parseFragment(text);

/** Every element below `node`, in document order; what stands in a `<template>` is left out. */
export function* elements(node) {
  for (const child of node.childNodes ?? []) {
    if (child.tagName) yield child;
    yield* elements(child);
  }
}

export const attr = (element, name) => element.attrs.find((a) => a.name === name)?.value;

export const find = (node, tag) => [...elements(node)].filter((e) => e.tagName === tag);

export const text = (node) =>
  node.nodeName === "#text" ? node.value : (node.childNodes ?? []).map(text).join("");

/** Words of an attribute such as `rel` or `class`. */
export const words = (element, name) => (attr(element, name) ?? "").split(/\s+/).filter(Boolean);

export const line = (element) => element.sourceCodeLocation?.startLine ?? 0;
