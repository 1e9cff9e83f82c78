// Calendars by RFC 5545, read by ical.js; the section that asks for it stands beside each rule.

import ICAL from "ical.js";
import { attr } from "../html.mjs";
import { jsonLdScripts, nodes, topNodes } from "../jsonld.mjs";
import { absoluteProblem } from "../site.mjs";

// Sections 3.6 and 3.6.1: what a calendar and an event have once, and what at most once.
const CALENDAR_ONCE = ["prodid", "version"];
const EVENT_ONCE = ["uid", "dtstamp", "dtstart", "summary"];
const EVENT_AT_MOST = ["dtend", "status", "sequence", "location", "geo", "url", "description", "created", "last-modified", "transp"];
const STATUS = ["TENTATIVE", "CONFIRMED", "CANCELLED"];

/** Every `.ics` of the site, that it says what the page beside it says, and the same as all others. */
export function checkCalendars(site, ledger) {
  const told = new Map();
  for (const [path, bytes] of site.files) {
    if (!path.endsWith(".ics")) continue;
    const source = bytes.toString("utf8");
    const problems = lineProblems(source, bytes);
    try {
      const calendar = new ICAL.Component(ICAL.parse(source));
      problems.push(...calendarProblems(calendar, site), ...pageProblems(calendar, site, path), ...agreement(calendar, path, told));
    } catch (error) {
      problems.push(`cannot be read: ${error.message}`);
    }
    ledger.item(path, problems);
  }
}

/** Section 3.1: lines. */
function lineProblems(source, bytes) {
  const problems = [];
  if (/(^|[^\r])\n|\r(?!\n)/.test(source)) problems.push("has a line break that is not CRLF");
  if (!source.endsWith("\r\n")) problems.push("does not end with a line break");
  let start = 0;
  for (let end = bytes.indexOf("\r\n"); end !== -1; start = end + 2, end = bytes.indexOf("\r\n", start)) {
    const line = bytes.subarray(start, end);
    if (line.length > 75) problems.push(`a line is longer than 75 octets: ${line}`);
    if (line.toString("utf8").includes("\ufffd")) problems.push(`a character is cut in two: ${line}`);
  }
  return problems;
}

function calendarProblems(calendar, site) {
  const problems = counted(calendar, CALENDAR_ONCE, [], "the calendar");
  if (calendar.getFirstPropertyValue("version") !== "2.0") problems.push("version is not 2.0");
  if (calendar.getAllSubcomponents().length === 0) problems.push("holds nothing (3.6)");
  const zones = new Map(calendar.getAllSubcomponents("vtimezone").map((zone) => [zone.getFirstPropertyValue("tzid"), new ICAL.Timezone(zone)]));
  const uids = new Set();
  for (const event of calendar.getAllSubcomponents("vevent")) {
    const title = `“${event.getFirstPropertyValue("summary")}”`;
    const uid = event.getFirstPropertyValue("uid");
    if (uids.has(uid)) problems.push(`${title}: its uid stands there twice`);
    uids.add(uid);
    problems.push(...counted(event, EVENT_ONCE, EVENT_AT_MOST, title), ...eventProblems(event, zones, site).map((p) => `${title}: ${p}`));
  }
  return problems;
}

function counted(component, once, atMost, where) {
  const count = (name) => component.getAllProperties(name).length;
  return [
    ...once.filter((name) => count(name) !== 1).map((name) => `${where} has ${count(name)} ${name}`),
    ...atMost.filter((name) => count(name) > 1).map((name) => `${where} has ${count(name)} ${name}`),
  ];
}

function eventProblems(event, zones, site) {
  const problems = [];
  const value = (name) => event.getFirstPropertyValue(name);
  const status = value("status");
  if (status && !STATUS.includes(status)) problems.push(`status is ${status} (3.8.1.11)`);
  if (!/^\d{8}T\d{6}Z$/.test(value("dtstamp")?.toICALString() ?? "")) problems.push("dtstamp is not in UTC (3.8.7.2)");
  if (value("geo") && (Math.abs(value("geo")[0]) > 90 || Math.abs(value("geo")[1]) > 180)) problems.push("geo is no place on earth");
  if (value("url")) problems.push(...[absoluteProblem(site, value("url"))].filter(Boolean));
  const times = ["dtstart", "dtend"].map((name) => event.getFirstProperty(name)).filter(Boolean);
  for (const property of times) problems.push(...zoneProblems(property, zones));
  const [start, end] = times.map((property) => property.getFirstValue());
  if (problems.length > 0) return problems;
  if (end && start.isDate !== end.isDate) problems.push("dtend is of another kind than dtstart (3.8.2.2)");
  else if (end && moment(times[1], zones) <= moment(times[0], zones)) problems.push("ends before it begins (3.8.2.2)");
  return problems;
}

/** Section 3.2.19: the zone is in the file, and its clocks are those that the machine knows. */
function zoneProblems(property, zones) {
  const tzid = property.getParameter("tzid");
  if (!tzid) return [];
  if (!zones.has(tzid)) return [`there is no VTIMEZONE for ${tzid}`];
  const at = moment(property, zones);
  const shown = new Intl.DateTimeFormat("sv", { timeZone: tzid, dateStyle: "short", timeStyle: "medium" }).format(at);
  const written = property.getFirstValue().toString().replace("T", " ");
  return shown === written ? [] : [`the clocks of ${tzid} show ${shown} and not ${written}`];
}

const known = (property, zones) => !property.getParameter("tzid") || zones.has(property.getParameter("tzid"));

/** The instant in milliseconds; of a day its beginning in UTC. */
function moment(property, zones) {
  const time = property.getFirstValue().clone();
  const tzid = property.getParameter("tzid");
  if (tzid) time.zone = zones.get(tzid);
  return time.isDate ? Date.parse(time.toString()) : time.toUnixTime() * 1000;
}

/** What a release's calendar holds begins when the structured data of its page says. */
function pageProblems(calendar, site, path) {
  const page = site.pages.find((p) => p.path === path.replace(/[^/]*$/, "index.html"));
  if (!page) return ["has no page beside it"];
  const taken = page.elements.some((e) => e.tagName === "meta" && attr(e, "name") === "robots");
  if (page.kind !== "release" || taken) return [];
  const things = jsonLdScripts(page).flatMap((script) => [...nodes(topNodes(script))]);
  const told = new Set(things.map((thing) => Date.parse(thing.startDate)));
  const zones = new Map(calendar.getAllSubcomponents("vtimezone").map((zone) => [zone.getFirstPropertyValue("tzid"), new ICAL.Timezone(zone)]));
  const events = calendar.getAllSubcomponents("vevent");
  const problems = events
    .map((event) => event.getFirstProperty("dtstart"))
    .filter((start) => start && known(start, zones) && !told.has(moment(start, zones)))
    .map((start) => `the page beside it tells of nothing that begins at ${start.getFirstValue()}`);
  return events.length === 0 ? [...problems, "a release's calendar holds no event"] : problems;
}

/** One thing is at one time, and as new, in every file and language. */
function agreement(calendar, path, told) {
  const problems = [];
  for (const event of calendar.getAllSubcomponents("vevent")) {
    const uid = event.getFirstPropertyValue("uid");
    const says = ["dtstart", "dtend", "dtstamp", "sequence", "status"].map((name) => String(event.getFirstPropertyValue(name))).join(" ");
    const before = told.get(uid);
    if (!before) told.set(uid, { says, path });
    else if (before.says !== says) problems.push(`${uid} differs from ${before.path}: ${says}, not ${before.says}`);
  }
  return problems;
}
