// Which pages to look at in a browser: few, but together they show everything that any page shows.

import { attr, words } from "./html.mjs";

/**
 * For each kind one page in each language, and as many more as it takes until every element and class that
 * occurs in pages of that kind has been seen, the richest pages first.
 */
export function sample(site, { most = 8 } = {}) {
  const kinds = Map.groupBy
    ? Map.groupBy(site.pages.filter((p) => p.kind), (p) => p.kind)
    : group(site.pages.filter((p) => p.kind));
  const chosen = [];
  for (const pages of kinds.values()) {
    const left = pages.map((page) => ({ page, marks: marksOf(page) }));
    const seen = new Set();
    const languages = new Set();
    for (let taken = 0; left.length > 0; taken += 1) {
      const gain = ({ page, marks }) => (languages.has(page.lang) ? 0 : 1000) + [...marks].filter((m) => !seen.has(m)).length;
      const best = left.reduce((a, b) => (gain(b) > gain(a) ? b : a));
      if (gain(best) === 0 || (taken >= most && languages.has(best.page.lang))) break;
      left.splice(left.indexOf(best), 1);
      best.marks.forEach((m) => seen.add(m));
      languages.add(best.page.lang);
      chosen.push(best.page);
    }
  }
  return chosen;
}

/** The first page of each kind that `sample` chose: the richest. */
export function onePerKind(site) {
  const first = new Map();
  for (const page of sample(site)) if (!first.has(page.kind)) first.set(page.kind, page);
  return [...first.values()];
}

function marksOf(page) {
  const marks = new Set();
  for (const element of page.elements) {
    marks.add(element.tagName);
    for (const word of words(element, "class")) marks.add(`${element.tagName}.${word}`);
    if (attr(element, "role")) marks.add(`role=${attr(element, "role")}`);
  }
  return marks;
}

function group(pages) {
  const groups = new Map();
  for (const page of pages) groups.set(page.kind, [...(groups.get(page.kind) ?? []), page]);
  return groups;
}
