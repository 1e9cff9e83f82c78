// A small newsroom made by hand, right in everything the checks ask for; the tests spoil one thing at a time.

import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { zipSync } from "fflate";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { Ledger } from "../src/ledger.mjs";
import { siteFrom } from "../src/site.mjs";

export const BASE = "https://newsroom.example/press/";

const PAGES = [
  ["index.html", "home", "Newsroom", `<p><a href="releases/">Archive</a> <a href="towns/">Towns</a> <a href="exhibitions/">Exhibitions</a> <a href="topics/">Topics</a> <a href="about/">About</a></p><p><a href="search/">Search</a></p>`],
  ["releases/index.html", "archive", "Archive", `<p><a href="2026/">2026</a></p>`],
  ["releases/2026/index.html", "year", "Releases of 2026", `<p><a href="show/">A show opens</a></p>`],
  ["releases/2026/show/index.html", "release", "A show opens", `<h2 id="when">When</h2><p>In <a href="../../../towns/ogre/#now">Ogre</a>. <a href="../../../releases/2026/show/press-kit.zip">Press kit</a></p><picture><source type="image/png" srcset="../../../media/dot.png 1w" sizes="100vw"><img src="../../../media/dot.png" width="1" height="1" alt=""></picture>`],
  ["towns/index.html", "towns", "Towns", `<p><a href="ogre/">Ogre</a></p>`],
  ["towns/ogre/index.html", "town", "Ogre", `<h2 id="now">Now</h2><p><a href="../../releases/2026/show/#when">A show opens</a></p>`],
  ["exhibitions/index.html", "exhibitions", "Exhibitions", `<p><a href="show/">Show</a></p>`],
  ["exhibitions/show/index.html", "exhibition", "Show", `<p><a href="../../towns/ogre/">Ogre</a></p>`],
  ["topics/index.html", "topics", "Topics", `<p><a href="art/">Art</a></p>`],
  ["topics/art/index.html", "topic", "Art", `<p><a href="../../releases/2026/show/">A show opens</a></p>`],
  ["search/index.html", "search", "Search", `<p><a href="../releases/">Archive</a></p>`],
  ["about/index.html", "page", "About", `<p>Write to <a href="mailto:press@newsroom.example">the press office</a>.</p>`],
];

const CSS = `html { background: #fff; color: #111; font-family: sans-serif; }
a { color: #0b3d91; }
a:focus { outline: 3px solid currentcolor; }
@media (prefers-color-scheme: dark) { html { background: #111; color: #eee; } a { color: #9cf; } }
`;

export const SHOW = `${BASE}releases/2026/show/`;
const CONTENT = `<p>In <a href="${BASE}towns/ogre/">Ogre</a>.</p>`;

const DATA = [
  ["feed.json", {
    version: "https://jsonfeed.org/version/1.1", title: "Newsroom", home_page_url: BASE, feed_url: `${BASE}feed.json`, language: "en",
    authors: [{ name: "Press office" }],
    items: [{
      id: SHOW, url: SHOW, title: "A show opens", content_html: CONTENT, tags: ["Art"],
      date_published: "2026-05-01T10:00:00+03:00", date_modified: "2026-05-02T10:00:00+03:00",
    }],
  }],
  ["releases.json", { version: 1, title: "Newsroom", base_url: BASE, language: "en", releases: [
    { title: "A show opens", path: "releases/2026/show/", json: "releases/2026/show/release.json", date: "2026-05-01", towns: ["Ogre"] },
  ] }],
  ["releases/2026/show/release.json", {
    standard: { name: "ninjs", version: "3.2", schema: "http://www.iptc.org/std/ninjs/ninjs-schema_3.2.json" },
    uri: SHOW, type: "text", version: "2", pubStatus: "usable", language: "en", located: "Ogre",
    versionCreated: "2026-05-02T10:00:00+03:00",
    headlines: [{ value: "A show opens" }],
    bodies: [{ contentType: "text/html", value: CONTENT }],
    places: [{ name: "Ogre", uri: `${BASE}towns/ogre/`, geoJSON: { type: "Point", coordinates: [24.6, 56.8] } }],
    renditions: [{ name: "web", href: SHOW, contentType: "text/html" }],
    associations: [
      { name: "style.css", rel: "attachment", uri: `${BASE}style.css`, renditions: [{ name: "original", href: `${BASE}style.css`, sizeInBytes: CSS.length }] },
      { name: "Opening", rel: "event", uri: `${SHOW}#event-1`, type: "event", eventDetails: { dates: { expectedStartDate: "2026-05-03" } } },
    ],
  }],
];

const TEXT = `\uFEFFNewsroom\n\nA show opens\n============\n\nIn Ogre [1].\n\nLinks\n-----\n[1] ${BASE}towns/ogre/\n\n${SHOW}\n`;
const PLAN = "%PDF-1.7 plan";

const DOT = Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==", "base64");

/** The metadata of a JPEG that says 57° N, 27° E. */
export function placed() {
  const entry = (tag, type, count, value) => {
    const bytes = Buffer.alloc(12);
    bytes.writeUInt16LE(tag, 0);
    bytes.writeUInt16LE(type, 2);
    bytes.writeUInt32LE(count, 4);
    typeof value === "string" ? bytes.write(value, 8) : bytes.writeUInt32LE(value, 8);
    return bytes;
  };
  const numbers = (...all) => Buffer.concat(all.map((n) => Buffer.from(Uint32Array.of(n).buffer)));
  const count = (n) => Buffer.from(Uint16Array.of(n).buffer);
  // The header of 8 bytes, a directory of one entry (18), one of four (54), and two triples of fractions.
  const gps = [entry(1, 2, 2, "N"), entry(2, 5, 3, 80), entry(3, 2, 2, "E"), entry(4, 5, 3, 104)];
  const tiff = Buffer.concat([
    Buffer.from("II*\0\x08\0\0\0", "latin1"), count(1), entry(0x8825, 4, 1, 26), numbers(0),
    count(4), ...gps, numbers(0), numbers(57, 1, 0, 1, 0, 1), numbers(27, 1, 0, 1, 0, 1),
  ]);
  const head = Buffer.from([0xff, 0xd8, 0xff, 0xe1, 0, tiff.length + 8]);
  return Buffer.concat([head, Buffer.from("Exif\0\0", "latin1"), tiff, Buffer.from([0xff, 0xd9])]);
}

/** A press kit of these files. */
export function kit(files = { "show.txt": TEXT, "credits.txt": "plan.pdf\n--------\nThe plan\n", "plan.pdf": PLAN }) {
  return Buffer.from(zipSync(Object.fromEntries(Object.entries(files).map(([name, contents]) => [name, Buffer.from(contents)]))));
}

function news() {
  return `<?xml version="1.0" encoding="utf-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
<url><loc>${SHOW}</loc><news:news><news:publication><news:name>Newsroom</news:name><news:language>en</news:language></news:publication>
<news:publication_date>2026-05-01</news:publication_date><news:title>A show opens</news:title></news:news></url>
</urlset>
`;
}

/** Every file of the small newsroom: `path -> text`. */
export function newsroom() {
  const files = new Map([["style.css", CSS], ["feed.xml", feed()], ["robots.txt", `User-agent: *\nSitemap: ${BASE}sitemap.xml\n`]]);
  for (const [path, value] of DATA) files.set(path, JSON.stringify(value));
  files.set("news-sitemap.xml", news());
  files.set("releases/2026/show/calendar.ics", calendar());
  files.set("releases/2026/show/release.txt", TEXT);
  files.set("media/plan.pdf", PLAN);
  files.set("media/dot.png", DOT);
  files.set("releases/2026/show/press-kit.zip", kit());
  const urls = [];
  for (const [path, kind, title, body] of PAGES) {
    files.set(path, page(path, kind, title, body));
    urls.push(`<url><loc>${BASE}${path.replace("index.html", "")}</loc><lastmod>2026-05-01</lastmod></url>`);
  }
  files.set("404.html", page("404.html", "404", "Not found", `<p><a href="/press/">Home</a></p>`, "/press/"));
  files.set("old/index.html", `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Moved</title><meta http-equiv="refresh" content="0; url=../releases/2026/show/"></head><body><p><a href="../releases/2026/show/">Moved</a></p></body></html>\n`);
  files.set("sitemap.xml", `<?xml version="1.0" encoding="utf-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${urls.join("\n")}</urlset>\n`);
  return files;
}

const PUBLISHER = { "@type": "Organization", "@id": `${BASE}#publisher`, name: "Newsroom", url: BASE };
const OGRE = { "@type": "City", "@id": `${BASE}towns/ogre/#now`, name: "Ogre", address: { "@type": "PostalAddress", addressLocality: "Ogre" } };

const RELEASE_DATA = [
  {
    "@type": "NewsArticle", "@id": SHOW, url: SHOW, headline: "A show opens", datePublished: "2026-05-01T10:00:00+03:00",
    isAccessibleForFree: true, author: PUBLISHER, publisher: PUBLISHER, contentLocation: [OGRE], about: [{ "@id": `${SHOW}#event-1` }],
    image: [
      { "@type": "ImageObject", contentUrl: `${BASE}media/dot.png`, creditText: "Newsroom", width: 1, height: 1 },
      `${BASE}media/dot.png`,
    ],
  },
  {
    "@type": "Event", "@id": `${SHOW}#event-1`, name: "Opening", startDate: "2026-06-01T13:00:00+03:00", endDate: "2026-06-01T15:00:00+03:00",
    eventStatus: "https://schema.org/EventScheduled", eventAttendanceMode: "https://schema.org/OfflineEventAttendanceMode",
    location: [OGRE], organizer: PUBLISHER, superEvent: { "@type": "ExhibitionEvent", "@id": `${BASE}exhibitions/show/`, name: "Show" },
  },
  {
    "@type": "BreadcrumbList",
    itemListElement: [
      { "@type": "ListItem", position: 1, name: "Newsroom", item: BASE },
      { "@type": "ListItem", position: 2, name: "A show opens", item: SHOW },
    ],
  },
];

const HOME_DATA = [{
  "@type": "WebSite", "@id": BASE, url: BASE, name: "Newsroom", publisher: PUBLISHER,
  potentialAction: {
    "@type": "SearchAction", target: { "@type": "EntryPoint", urlTemplate: `${BASE}search/?q={words}` }, "query-input": "required name=words",
  },
}];

/** The structured data of a page. */
function data(kind, address, title) {
  const graph = { home: HOME_DATA, release: RELEASE_DATA }[kind] ?? [{ "@type": "WebPage", "@id": `${address}#page`, url: address, name: title, isPartOf: { "@id": BASE } }];
  return JSON.stringify({ "@context": "https://schema.org", "@graph": graph });
}

function page(path, kind, title, body, root = "../".repeat(path.split("/").length - 1)) {
  const address = BASE + path.replace("index.html", "");
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<link rel="canonical" href="${address}">
<link rel="alternate" hreflang="en" href="${address}">
<link rel="alternate" type="application/atom+xml" href="${BASE}feed.xml" title="Newsroom">
<link rel="stylesheet" href="${root}style.css">
<meta property="og:title" content="${title}">
<meta property="og:type" content="website">
<meta property="og:url" content="${address}">
<script type="application/ld+json">${data(kind, address, title)}</script>
</head>
<body data-page="${kind}">
<main>
<h1>${title}</h1>
${body}
</main>
</body>
</html>
`;
}

function feed() {
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">
<id>${BASE}</id>
<title>Newsroom</title>
<updated>2026-05-02T10:00:00+03:00</updated>
<author><name>Press office</name></author>
<link rel="self" type="application/atom+xml" href="${BASE}feed.xml"/>
<link href="${BASE}"/>
<entry>
<id>${BASE}releases/2026/show/</id>
<title>A show opens</title>
<published>2026-05-01T10:00:00+03:00</published>
<updated>2026-05-02T10:00:00+03:00</updated>
<link href="${BASE}releases/2026/show/"/>
<content type="html">&lt;p&gt;In &lt;a href="${BASE}towns/ogre/"&gt;Ogre&lt;/a&gt;.&lt;/p&gt;</content>
</entry>
</feed>
`;
}

function calendar() {
  const lines = `BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Newsroom//EN
BEGIN:VTIMEZONE
TZID:Europe/Riga
BEGIN:DAYLIGHT
DTSTART:20260329T030000
TZOFFSETFROM:+0200
TZOFFSETTO:+0300
END:DAYLIGHT
END:VTIMEZONE
BEGIN:VEVENT
UID:opening@newsroom.example
DTSTAMP:20260501T070000Z
SEQUENCE:1
DTSTART;TZID=Europe/Riga:20260601T130000
DTEND;TZID=Europe/Riga:20260601T150000
STATUS:CONFIRMED
SUMMARY:Opening
URL:${BASE}releases/2026/show/
END:VEVENT
END:VCALENDAR
`;
  return lines.replaceAll("\n", "\r\n");
}

/** The newsroom with `change(files)` done to it, as a site. */
export function changed(change = () => {}) {
  const files = newsroom();
  change(files);
  return siteFrom(new Map([...files].map(([path, text]) => [path, Buffer.from(text)])));
}

/** What a check finds wrong with a site. */
export function problems(check, site) {
  const ledger = new Ledger(check.name);
  check(site, ledger);
  return ledger.close().failures.flatMap((f) => f.problems).join("\n");
}

/** Replaces text in one file; a text that is not there is a mistake of the test. */
export function replace(path, from, to) {
  return (files) => {
    const before = files.get(path);
    if (!before?.includes(from)) throw new Error(`${path} holds no ${from}`);
    files.set(path, before.replace(from, to));
  };
}

/** Writes a site's files to a new folder and reads it from there. */
export function onDisk(files) {
  const root = mkdtempSync(join(tmpdir(), "pressroom-selftest-"));
  for (const [path, text] of files) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return root;
}
