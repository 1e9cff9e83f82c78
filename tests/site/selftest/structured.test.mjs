// Structured data that schema.org's vocabulary or a search engine would not take is found, and said in words.

import assert from "node:assert/strict";
import { test } from "node:test";
import { checkRichResults } from "../src/checks/rich-results.mjs";
import { checkVocabulary } from "../src/checks/vocabulary.mjs";
import { Ledger } from "../src/ledger.mjs";
import { isClass, isDataType, isTerm, kinds, kindsOfValue, propertyOf } from "../src/vocabulary.mjs";
import { BASE, SHOW, changed, problems, replace } from "./newsroom.mjs";

const RELEASE = "releases/2026/show/index.html";

for (const check of [checkVocabulary, checkRichResults]) {
  test(`${check.name} finds nothing wrong with a right newsroom`, () => assert.equal(problems(check, changed()), ""));
  test(`${check.name} fails when there is nothing to check`, () => assert.notEqual(problems(check, changed((files) => files.clear())), ""));
}

const SPOILT = [
  [checkVocabulary, replace(RELEASE, "NewsArticle", "PressRelease"), /no class "PressRelease"/],
  [checkVocabulary, replace(RELEASE, '"@type":"Event"', '"@type":"Text"'), /no class "Text"/],
  [checkVocabulary, replace(RELEASE, '"NewsArticle"', '"UserComments"'), /"InteractionCounter" took the place/],
  [checkVocabulary, replace(RELEASE, '"headline"', '"headLine"'), /no property "headLine"/],
  [checkVocabulary, replace(RELEASE, '"headline"', '"EventScheduled"'), /no property "EventScheduled"/],
  [checkVocabulary, replace(RELEASE, '"organizer"', '"performers"'), /"performer" took the place of "performers"/],
  [checkVocabulary, replace(RELEASE, '"endDate"', '"dateline"'), /"dateline" is no property of Event, but of NewsArticle/],
  [checkVocabulary, replace(RELEASE, '"@type":"City",', ""), /"name" is no property of what says no @type/],
  [checkVocabulary, replace(RELEASE, "https://schema.org/EventScheduled", "https://schema.org/EventScheduld"), /no "EventScheduld"/],
  [checkVocabulary, replace(RELEASE, "https://schema.org/EventScheduled", "https://schema.org/OnlineEventAttendanceMode"), /eventStatus: .* is not of EventStatusType/],
  [checkVocabulary, replace(RELEASE, "https://schema.org/EventScheduled", "scheduled"), /eventStatus: "scheduled" is not of/],
  [checkVocabulary, replace(RELEASE, "2026-06-01T13:00:00+03:00", "1 June 2026"), /startDate: "1 June 2026" is not of/],
  [checkVocabulary, replace(RELEASE, "2026-06-01T13:00:00+03:00", "2026-06-31"), /startDate: "2026-06-31" is not of/],
  [checkVocabulary, replace(RELEASE, "2026-06-01T13:00:00+03:00", "2026-06-01T13:00:00"), /startDate: .* is not of/],
  [checkVocabulary, replace(RELEASE, ":true", ':"yes"'), /isAccessibleForFree: "yes" is not of Boolean/],
  [checkVocabulary, replace(RELEASE, '"position":1', '"position":1.5'), /itemListElement\[1\].position: 1.5 is not of/],
  [checkVocabulary, replace(RELEASE, '"width":1', '"width":"wide"'), /image\[1\].width: "wide" is not of Distance or QuantitativeValue or Number/],
  [checkVocabulary, replace(RELEASE, `"item":"${BASE}"`, '"item":"Newsroom"'), /item: "Newsroom" is not of Thing or URL/],
  [checkVocabulary, replace(RELEASE, '"author":{"@type":"Organization"', '"author":{"@type":"City"'), /author: City is not of Organization or Person/],
  [checkVocabulary, replace(RELEASE, '"ExhibitionEvent"', '"Exhibition"'), /superEvent: Exhibition is not of Event/],
  [checkVocabulary, replace(RELEASE, `"about":[{"@id":"${SHOW}#event-1"`, `"about":[{"@id":"${SHOW}#event-9"`), /no page says what kind of thing [^]*tells of no thing "event-9"/],
  [checkVocabulary, replace(RELEASE, `"about":[{"@id":"${SHOW}#event-1"`, '"about":[{"@id":"#event-1"'), /"#event-1" is not an absolute address/],
  [checkVocabulary, replace(RELEASE, "exhibitions/show/\",\"name", "exhibitions/gone/\",\"name"), /superEvent.@id: .* leads to no page/],
  [checkVocabulary, replace("about/index.html", `{"@id":"${BASE}"}`, `{"@id":"${SHOW}#event-1"}`), /isPartOf: Event is not of/],
  [checkVocabulary, replace("about/index.html", '"@type":"WebPage"', `"@type":"WebPage","about":{"@type":"Festival","@id":"${SHOW}#event-1"}`), /its @type is (Festival and Event|Event and Festival)/],
  [checkVocabulary, replace("about/index.html", '"@type":"WebPage"', `"@type":"WebPage","about":{"@type":"Event","@id":"${SHOW}#event-1","startDate":"2026-06-02"}`), /its startDate is .* and /],
  [checkVocabulary, replace("index.html", '"query-input"', '"words-input"'), /no property "words-input"/],
  [checkVocabulary, replace("index.html", '"SearchAction"', '"EntryPoint"'), /no property "query-input"/],
  [checkRichResults, replace(RELEASE, '"headline"', '"name"'), /has no headline/],
  [checkRichResults, replace(RELEASE, '"name":"Newsroom","url"', '"url"'), /has no author.name[^]*has no name/],
  [checkRichResults, replace(RELEASE, '"isAccessibleForFree"', '"dateModified":"2026-04-01T10:00:00+03:00","isAccessibleForFree"'), /changed before it was published/],
  [checkRichResults, replace(RELEASE, '"startDate"', '"doorTime"'), /has no startDate/],
  [checkRichResults, replace(RELEASE, '"location"', '"workFeatured"'), /has no location/],
  [checkRichResults, (files) => files.set(RELEASE, files.get(RELEASE).replaceAll('"address"', '"description"')), /has no location.address\|location.url/],
  [checkRichResults, replace(RELEASE, "2026-06-01T15:00", "2026-06-01T12:00"), /ends before it begins/],
  [checkRichResults, replace(RELEASE, "EventScheduled", "EventRescheduled"), /no previousStartDate/],
  [checkRichResults, replace(RELEASE, '"endDate"', '"previousStartDate"'), /status is not EventRescheduled/],
  [checkRichResults, replace(RELEASE, "Offline", "Online"), /its location says otherwise/],
  [checkRichResults, replace(RELEASE, '"contentUrl"', '"url"'), /has no contentUrl/],
  [checkRichResults, replace(RELEASE, '"creditText"', '"caption"'), /has no creator\|creditText/],
  [checkRichResults, replace(RELEASE, '"position":1', '"position":0'), /step 1 has the position 0/],
  [checkRichResults, replace(RELEASE, `,"item":"${BASE}"`, ""), /step 1 leads nowhere/],
  [checkRichResults, replace(RELEASE, `{"@type":"ListItem","position":1,"name":"Newsroom","item":"${BASE}"},`, ""), /less than two steps/],
  [checkRichResults, replace("index.html", '"name":"Newsroom","publisher"', '"publisher"'), /has no name/],
];

for (const [check, change, expected] of SPOILT) {
  test(`${check.name} finds ${expected}`, () => assert.match(problems(check, changed(change)), expected));
}

test("a block that is no JSON is left to the check of JSON", () => {
  assert.equal(problems(checkVocabulary, changed(replace(RELEASE, '"NewsArticle",', '"NewsArticle"'))), "");
});

test("what is recommended is noted, and fails nothing", () => {
  const ledger = new Ledger("recommended");
  checkRichResults(changed(), ledger);
  assert.ok(ledger.notes.some(({ text }) => text === "NewsArticle without dateModified"));
  assert.equal(ledger.close().failures.length, 0);
});

test("the vocabulary is whole", () => {
  assert.deepEqual([...kinds("NewsArticle")], ["NewsArticle", "Article", "CreativeWork", "Thing"]);
  assert.ok(isClass("ExhibitionEvent") && !isClass("startDate") && !isClass("Date") && isDataType("URL") && !isDataType("Event"));
  assert.deepEqual([...propertyOf("startDate").ranges].sort(), ["Date", "DateTime"]);
  assert.ok(propertyOf("startDate").domains.has("Event"));
  assert.ok(kindsOfValue("EventScheduled").has("Enumeration") && isTerm("EventScheduled") && !isTerm("toString"));
});
