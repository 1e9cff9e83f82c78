// Each check passes a right newsroom and fails a spoilt one, with words that name what was spoilt.

import assert from "node:assert/strict";
import { test } from "node:test";
import { checkFeeds } from "../src/checks/atom.mjs";
import { checkCalendars } from "../src/checks/calendars.mjs";
import { checkHeads, checkJsonLd, checkKinds } from "../src/checks/head.mjs";
import { checkJsonFeeds, checkReleaseData } from "../src/checks/json.mjs";
import { checkKits, checkTexts } from "../src/checks/kit.mjs";
import { checkLinks, checkReachable } from "../src/checks/links.mjs";
import { checkPictures, checkPlaces } from "../src/checks/pictures.mjs";
import { checkNews, checkSitemap, checkWellFormed } from "../src/checks/xml.mjs";
import { instant, isW3cDate } from "../src/dates.mjs";
import { Ledger, report } from "../src/ledger.mjs";
import { sample } from "../src/sample.mjs";
import { BASE, changed, kit, placed, problems, replace } from "./newsroom.mjs";

const news = (site, ledger) => checkNews(site, ledger, Date.parse("2026-05-02T12:00:00Z"));
const portable = (site, ledger) => checkLinks(site, ledger, { portable: true });

const CALENDAR = "releases/2026/show/calendar.ics";
const RELEASE = "releases/2026/show/index.html";

for (const check of [checkCalendars, checkFeeds, checkHeads, checkJsonFeeds, checkReleaseData, news, checkJsonLd, checkKinds, checkKits, checkTexts, checkLinks, checkPictures, checkReachable, checkSitemap, checkWellFormed]) {
  test(`${check.name} finds nothing wrong with a right newsroom`, () => assert.equal(problems(check, changed()), ""));
  test(`${check.name} fails when there is nothing to check`, () => assert.notEqual(problems(check, changed((files) => files.clear())), ""));
}

const DATA = "releases/2026/show/release.json";

const TEXT = "releases/2026/show/release.txt";
const KIT = "releases/2026/show/press-kit.zip";
const spoiltKit = (files) => (all) => all.set(KIT, kit(files));

const SPOILT = [
  [checkTexts, (files) => files.delete(TEXT), /is missing/],
  [checkTexts, replace(TEXT, "\uFEFF", ""), /without a byte order mark/],
  [checkTexts, replace(TEXT, "In Ogre", "In Ogre, ".repeat(9)), /a line of \d+ columns/],
  [checkTexts, replace(TEXT, "In Ogre", "In <b>Ogre</b>"), /markup/],
  [checkTexts, replace(TEXT, "A show opens", "A show closes"), /does not have the title/],
  [checkTexts, replace(TEXT, "[1] https", "1. https"), /\[1\] has no address/],
  [checkTexts, replace(TEXT, " [1]", ""), /\[1\] is not referred to/],
  [checkTexts, replace(TEXT, "2026/show/\n", "2026/\n"), /does not end with/],
  [checkKits, (files) => files.delete(KIT), /which is missing/],
  [checkKits, replace(RELEASE, "press-kit.zip", "press.zip"), /does not offer/],
  [checkKits, (files) => files.set(KIT, "PK"), /cannot be unpacked/],
  [checkKits, spoiltKit({ "show.txt": "", "credits.txt": "plan.pdf", "plan.pdf": "another" }), /plan.pdf is not the published file/],
  [checkKits, spoiltKit({ "credits.txt": "", "plan.pdf": "" }), /says nothing of plan.pdf/],
  [checkKits, spoiltKit({ "a.txt": "" }), /no credits.txt[^]*does not hold release.txt/],
  [checkKits, spoiltKit({ "credits.txt": "", "a:b.txt": "" }), /cannot be a file on every system/],
  [checkKits, spoiltKit({ "credits.txt": "", "A.txt": "", "a.txt": "" }), /differ in case only/],
  [checkJsonFeeds, replace("feed.json", '"title":"Newsroom",', ""), /required property 'title'/],
  [checkJsonFeeds, replace("feed.json", "version/1.1", "version/1"), /version must be equal to constant/],
  [checkJsonFeeds, replace("feed.json", '"id"', '"guid"'), /required property 'id'/],
  [checkJsonFeeds, replace("feed.json", '"content_html"', '"content"'), /required property 'content_html'/],
  [checkJsonFeeds, replace("feed.json", "2026-05-02T10:00:00+03:00", "2 May 2026"), /must match format "date-time"/],
  [checkJsonFeeds, replace("feed.json", "2026-05-02T10:00:00+03:00", "2026-04-02T10:00:00+03:00"), /modified before/],
  [checkJsonFeeds, replace("feed.json", '"tags"', '"attachments":[{"url":"https://newsroom.example/press/style.css"}],"tags"'), /required property 'mime_type'[^]*required property 'mime_type'/],
  [checkJsonFeeds, replace("feed.json", `${BASE}towns/ogre/`, "../ogre/"), /not an absolute address/],
  [checkJsonFeeds, replace("feed.json", `${BASE}feed.json`, `${BASE}x.json`), /feed_url is/],
  [checkJsonFeeds, replace("feed.json", "A show opens", "A show closes"), /something else than the Atom feed/],
  [checkJsonFeeds, replace("feed.json", '"tags"', '"attachments":[{"url":"https://newsroom.example/press/style.css","mime_type":"text/css","size_in_bytes":1}],"tags"'), /bytes, not 1/],
  [checkReleaseData, replace(DATA, "usable", "public"), /pubStatus must be equal to one of/],
  [checkReleaseData, replace(DATA, "usable", "public"), /to IPTC \/pubStatus must be equal to one of/],
  [checkReleaseData, replace(DATA, '"type":"Point"', '"type":"Spot"'), /to IPTC \/places\/0\/geoJSON/],
  [checkReleaseData, replace(DATA, '"located"', '"located_in"'), /NOT have unevaluated properties/],
  [checkReleaseData, replace(DATA, '"rel":"event",', ""), /required property 'rel'/],
  [checkReleaseData, replace(DATA, "24.6", "224.6"), /must be <= 180/],
  [checkReleaseData, replace(DATA, '"sizeInBytes":', '"sizeInBytes":9'), /bytes, not 9/],
  [checkReleaseData, replace(DATA, "towns/ogre/", "towns/gone/"), /not in the output/],
  [checkReleaseData, (files) => files.delete(DATA), /has no releases\/2026\/show\/release.json/],
  [checkReleaseData, replace("releases.json", '"path":"releases/2026/show/"', '"path":"releases/2026/"'), /is in no releases.json/],
  [news, replace("news-sitemap.xml", "<news:title>A show opens</news:title>", ""), /must have one title/],
  [news, replace("news-sitemap.xml", ">en<", ">en-GB<"), /no code of a language/],
  [news, replace("news-sitemap.xml", "2026-05-01", "2026-04-01"), /is no news/],
  [news, replace("news-sitemap.xml", "releases/2026/show/", "gone/"), /not in the output/],
  [checkWellFormed, replace("feed.xml", "</entry>", ""), /not well-formed/],
  [checkWellFormed, replace("sitemap.xml", "<loc>", "<x:loc>"), /not well-formed/],
  [checkFeeds, replace("feed.xml", `<id>${BASE}</id>\n`, ""), /feed: has no id/],
  [checkFeeds, replace("feed.xml", "<author><name>Press office</name></author>\n", ""), /has no author/],
  [checkFeeds, replace("feed.xml", "<name>Press office</name>", "<email>x@y.example</email>"), /must have one name/],
  [checkFeeds, replace("feed.xml", "2026-05-02T10:00:00+03:00", "2026-05-02 10:00"), /not an RFC 3339/],
  [checkFeeds, replace("feed.xml", "2026-05-02T10:00:00+03:00", "2026-05-01T10:00:00+03:00"), /older than an entry's/],
  [checkFeeds, replace("feed.xml", 'rel="self"', 'rel="related"'), /0 self links/],
  [checkFeeds, replace("feed.xml", `href="${BASE}feed.xml"`, `href="${BASE}atom.xml"`), /self link is/],
  [checkFeeds, replace("feed.xml", `<link href="${BASE}"/>`, `<link href="index.html"/>`), /not an absolute address/],
  [checkFeeds, replace("feed.xml", `<link href="${BASE}releases/2026/show/"/>`, `<link href="${BASE}gone/"/>`), /not in the output/],
  [checkFeeds, replace("feed.xml", `href="${BASE}towns/ogre/"`, 'href="../towns/ogre/"'), /not an absolute address/],
  [checkFeeds, replace("feed.xml", "<entry>", "<summary>x</summary><entry>"), /summary may not stand here/],
  [checkFeeds, replace("feed.xml", 'type="html"', 'type="text"'), /is text but holds markup/],
  [checkFeeds, (files) => replace("feed.xml", "</feed>", `${/<entry>.*<\/entry>/s.exec(files.get("feed.xml"))[0]}</feed>`)(files), /stands there twice/],
  [checkFeeds, (files) => files.set("towns/ogre/feed.xml", files.get("feed.xml")), /has the id of feed.xml/],
  [checkCalendars, replace(CALENDAR, "\r\nVERSION", "\nVERSION"), /line break that is not CRLF/],
  [checkCalendars, replace(CALENDAR, "SUMMARY:", `SUMMARY:${"x".repeat(70)}`), /longer than 75 octets/],
  [checkCalendars, replace(CALENDAR, "END:VEVENT\r\n", ""), /cannot be read/],
  [checkCalendars, replace(CALENDAR, "VERSION:2.0\r\n", ""), /has 0 version/],
  [checkCalendars, replace(CALENDAR, "UID:opening@newsroom.example\r\n", ""), /has 0 uid/],
  [checkCalendars, replace(CALENDAR, "DTSTART;TZID=Europe/Riga", "DTSTART;TZID=Europe/Paris"), /no VTIMEZONE for Europe\/Paris/],
  [checkCalendars, replace(CALENDAR, "TZOFFSETTO:+0300", "TZOFFSETTO:+0200"), /clocks of Europe\/Riga/],
  [checkCalendars, replace(CALENDAR, "20260601T130000", "20260601T140000"), /page beside it/],
  [checkCalendars, replace(CALENDAR, "20260601T150000", "20260601T120000"), /ends before it begins/],
  [checkCalendars, replace(CALENDAR, "STATUS:CONFIRMED", "STATUS:SCHEDULED"), /status is SCHEDULED/],
  [checkCalendars, replace(CALENDAR, "URL:https://newsroom.example/press/releases/2026/show/", "URL:https://newsroom.example/press/gone/"), /not in the output/],
  [checkCalendars, (files) => files.set("calendar.ics", files.get(CALENDAR).replace("SEQUENCE:1", "SEQUENCE:2")), /differs from/],
  [checkCalendars, (files) => files.set("calendar.ics", files.get(CALENDAR).replace(/BEGIN:VTIMEZONE.*END:VEVENT\r\n/s, "")), /holds nothing/],
  [checkSitemap, replace("sitemap.xml", "2026-05-01", "2026-02-31"), /no W3C date/],
  [checkSitemap, replace("sitemap.xml", `${BASE}about/`, `${BASE}gone/`), /not in the output/],
  [checkSitemap, replace("sitemap.xml", `${BASE}about/`, "about/"), /outside the site/],
  [checkSitemap, replace("sitemap.xml", `${BASE}about/`, BASE), /twice/],
  [checkSitemap, replace("sitemap.xml", `${BASE}about/`, BASE), /about\/" is not in the sitemap/],
  [checkSitemap, replace("robots.txt", "sitemap.xml", "map.xml"), /map.xml" is not in the output/],
  [checkKinds, replace(RELEASE, 'data-page="release"', 'data-page="relase"'), /no page is of this kind/],
  [checkKinds, replace(RELEASE, ' data-page="release"', ""), /has no data-page/],
  [checkHeads, replace(RELEASE, ' lang="en"', ""), /names no language/],
  [checkHeads, replace(RELEASE, '<link rel="canonical" href="', '<link rel="canonical" href="x'), /its canonical address is/],
  [checkHeads, replace(RELEASE, 'hreflang="en"', 'hreflang="lv"'), /do not name itself/],
  [checkHeads, replace(RELEASE, "<meta charset", `<link rel="alternate" hreflang="ru" href="${BASE}about/"><meta charset`), /a page in "ru", which says "en"/],
  [checkHeads, replace(RELEASE, "<meta charset", `<link rel="alternate" hreflang="ru" href="${BASE}ru/x/"><meta charset`), /not in the output/],
  [checkHeads, replace(RELEASE, "og:title", "og:titel"), /has no og:title/],
  [checkHeads, replace(RELEASE, "<h1>", "<h2>"), /has 0 h1/],
  [checkJsonLd, replace(RELEASE, '"@type":"NewsArticle",', ""), /no @type/],
  [checkJsonLd, replace(RELEASE, '"@type":"NewsArticle",', '"@type":"NewsArticle","video":null,'), /"video" is empty/],
  [checkJsonLd, replace(RELEASE, '"NewsArticle",', '"NewsArticle"'), /is no JSON/],
  [checkJsonLd, replace(RELEASE, "https://schema.org", "https://schema.example"), /not schema.org/],
  [checkJsonLd, replace(RELEASE, `"url":"${BASE}releases/2026/show/"`, `"url":"${BASE}gone/"`), /"url": .* not in the output/],
  [checkLinks, replace(RELEASE, "../../../towns/ogre/#now", "../../../towns/ogre/#then"), /there is no "then"/],
  [checkLinks, replace(RELEASE, "../../../towns/ogre/#now", "../../../towns/orge/"), /leads to no file/],
  [checkLinks, replace(RELEASE, "../../../towns/ogre/#now", "../../../../towns/ogre/"), /leaves the site/],
  [checkLinks, replace(RELEASE, "../../../towns/ogre/#now", "../../../towns/ogre"), /leads to no file/],
  [checkLinks, replace(RELEASE, "../../../towns/ogre/#now", "/press/towns/ogre/"), /is not relative/],
  [checkLinks, replace(RELEASE, "../../../towns/ogre/#now", `${BASE}towns/ogre/`), /is not relative/],
  [checkLinks, replace(RELEASE, "../../../towns/ogre/#now", "javascript:alert(1)"), /no place in a page/],
  [checkLinks, replace("404.html", '<a href="/press/">', '<a href="/press/gone/">'), /leads to no file/],
  [checkLinks, replace("old/index.html", "url=../releases", "url=../gone"), /leads to no file/],
  [checkLinks, replace("style.css", "#fff;", "#fff url(ground.png);"), /url\(ground.png\): leads to no file/],
  [checkLinks, replace(RELEASE, "<h2", '<img src="a.png" srcset="b.png 2x, style.css 3x" alt=""><h2'), /a.png[^]*b.png/],
  [checkPictures, replace(RELEASE, 'width="1"', 'width="9"'), /says 9 × 1 of/],
  [checkPictures, replace(RELEASE, 'width="1" ', ""), /says NaN/],
  [checkPictures, replace(RELEASE, "dot.png 1w", "dot.png 2w"), /calls [^ ]+ 2w, which is 1 wide/],
  [checkPictures, replace(RELEASE, "image/png", "image/webp"), /calls [^ ]+ image\/webp, which is png/],
  [checkPictures, replace(RELEASE, "dot.png 1w", "gone.png 1w"), /gone.png is not there/],
  [checkReachable, replace("index.html", '<a href="about/">About</a>', ""), /no way of links/],
  [portable, () => {}, /names a folder/],
];

for (const [check, change, expected] of SPOILT) {
  test(`${check.name} finds ${expected}`, () => assert.match(problems(check, changed(change)), expected));
}

test("no picture tells a place", async () => {
  for (const [change, expected] of [
    [() => {}, /^$/],
    [(files) => files.clear(), /there is none/],
    [(files) => files.set("media/place.jpg", placed()), /tells GPSLatitude/],
  ]) {
    const ledger = new Ledger("places");
    await checkPlaces(changed(change), ledger);
    assert.match(ledger.close().failures.flatMap((f) => f.problems).join("\n"), expected);
  }
});

test("a hidden page stays out of the sitemap", () => {
  const site = changed(replace("about/index.html", "<meta charset", '<meta name="robots" content="noindex"><meta charset'));
  assert.match(problems(checkSitemap, site), /asks not to be indexed/);
});

test("dates", () => {
  for (const good of ["2026-05-01T10:00:00Z", "2024-02-29T23:59:60.5+03:00"]) assert.ok(instant(good), good);
  for (const bad of ["2026-05-01", "2025-02-29T10:00:00Z", "2026-05-01T24:00:00Z", "2026-05-01t10:00:00z", "2026-05-01T10:00Z"]) {
    assert.equal(instant(bad), undefined, bad);
  }
  assert.ok(isW3cDate("2026-05-01") && isW3cDate("2026-05-01T10:00+03:00"));
  assert.ok(!isW3cDate("01.05.2026") && !isW3cDate("2026-13-01"));
});

test("a sample shows every kind and every class", () => {
  const site = changed((files) => {
    files.set("releases/2026/plain/index.html", files.get(RELEASE));
    files.set("releases/2026/taken-back/index.html", files.get(RELEASE).replace("<h2", '<p class="withdrawn">No</p><h2'));
  });
  const paths = sample(site).map((p) => p.path);
  assert.ok(paths.includes("releases/2026/taken-back/index.html"));
  assert.equal(paths.filter((p) => p.startsWith("releases/2026/") && p !== "releases/2026/index.html").length, 1);
  assert.equal(new Set(sample(site).map((p) => p.kind)).size, 13);
});

test("the closing line and the status", () => {
  const lines = [];
  const right = new Ledger("right");
  right.item("a", []);
  assert.equal(report([right], { print: (l) => lines.push(l) }), 0);
  assert.equal(lines.at(-1), "1 passed, 0 failed");
  const wrong = new Ledger("wrong");
  wrong.item("b", ["no"]);
  assert.equal(report([right, wrong], { print: (l) => lines.push(l) }), 1);
  assert.equal(lines.at(-1), "1 passed, 1 failed");
  assert.equal(report([], { print: () => {} }), 1);
  assert.equal(new Ledger("empty").close().failures.length, 1);
});
