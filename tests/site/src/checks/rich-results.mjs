// What Google documents that its results need of structured data, property by property:
// https://developers.google.com/search/docs/appearance/structured-data/search-gallery

import { instant, isW3cDate } from "../dates.mjs";
import { isNamedOnly, jsonLdScripts, nodes, topNodes, typesOf } from "../jsonld.mjs";
import { kinds, termOf } from "../vocabulary.mjs";

// By class, what a thing of it or of a class below it must have, and what is recommended, where a newsroom can know
// it. Of an article and an organization Google only recommends; what is asked of them here is known of every one.
// `a.b` is the b of every a; `a|b` is either.
const RULES = {
  Article: {
    must: ["headline", "datePublished", "author.name"],
    should: ["image", "dateModified", "author.url"],
  },
  Event: {
    must: ["name", "startDate", "location", "location.address|location.url"],
    should: ["endDate", "eventStatus", "eventAttendanceMode", "description", "image", "location.name|location.url", "organizer.name", "organizer.url"],
  },
  Place: { must: ["address"], should: ["name"] },
  VirtualLocation: { must: ["url"], should: [] },
  BreadcrumbList: { must: ["itemListElement", "itemListElement.name", "itemListElement.position"], should: [] },
  Organization: { must: ["name"], should: [] },
  WebSite: { must: ["name", "url"], should: ["publisher.name", "publisher.url", "publisher.logo"] },
  ImageObject: {
    must: ["contentUrl", "creator|creditText|copyrightNotice|license"],
    should: ["license", "acquireLicensePage", "creditText"],
  },
};

// What a table of names cannot say.
const MORE = {
  Article: (article) => (instant(article.dateModified) < instant(article.datePublished) ? ["was changed before it was published"] : []),
  BreadcrumbList: breadcrumbProblems,
  Event: eventProblems,
};

/** Each thing that a page tells of; one that is only named there, and told of elsewhere, needs no more. */
export function checkRichResults(site, ledger) {
  for (const page of site.pages) {
    for (const script of jsonLdScripts(page)) {
      for (const node of nodes(topNodes(script))) {
        const classes = new Set(typesOf(node).flatMap((type) => [...kinds(type)]));
        const rules = Object.keys(RULES).filter((name) => classes.has(name));
        if (rules.length === 0 || isNamedOnly(node)) continue;
        const lacks = (list) => rules.flatMap((name) => RULES[name][list].filter((way) => !has(node, way)));
        const here = `${page.path}, ${typesOf(node).join(" ")} "${node.name ?? node.headline ?? node["@id"] ?? ""}"`;
        ledger.item(here, [
          ...lacks("must").map((way) => `has no ${way}`),
          ...rules.flatMap((name) => MORE[name]?.(node) ?? []),
        ]);
        for (const way of lacks("should")) ledger.note(here, `${typesOf(node).join(" ")} without ${way}`);
      }
    }
  }
}

const has = (node, ways) => ways.split("|").some((way) => leads(node, way.split(".")));

/** Whether every value on the way has the next, to the end of it. */
function leads(node, [step, ...rest]) {
  if (step === undefined) return true;
  const values = [node?.[step] ?? []].flat();
  return values.length > 0 && values.every((value) => leads(value, rest));
}

/** At least two steps, numbered from 1; each leads somewhere but the last, which may be the page itself. */
function breadcrumbProblems({ itemListElement = [] }) {
  const steps = [itemListElement].flat();
  const problems = steps.length < 2 ? ["has less than two steps"] : [];
  steps.forEach((step, i) => {
    if (step.position !== i + 1) problems.push(`step ${i + 1} has the position ${step.position}`);
    if (!step.item && i + 1 < steps.length) problems.push(`step ${i + 1} leads nowhere`);
  });
  return problems;
}

function eventProblems(event) {
  const problems = [];
  const { startDate, endDate } = event;
  if (moment(endDate) < moment(startDate) && endDate !== startDate.slice(0, 10)) problems.push("ends before it begins");
  const moved = termOf(event.eventStatus) === "EventRescheduled";
  if (moved !== ("previousStartDate" in event)) {
    problems.push(moved ? "is moved to another day, but has no previousStartDate" : "has a previousStartDate, but its status is not EventRescheduled");
  }
  const online = [event.location ?? []].flat().some((place) => typesOf(place).includes("VirtualLocation"));
  const mode = termOf(event.eventAttendanceMode);
  if (mode && online !== (mode !== "OfflineEventAttendanceMode")) problems.push(`is held in ${mode}, its location says otherwise`);
  return problems;
}

const moment = (date) => (isW3cDate(String(date)) ? (instant(date) ?? Date.parse(date)) : NaN);
