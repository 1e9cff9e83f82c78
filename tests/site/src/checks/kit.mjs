// Plain texts as an e-mail has them, and press kits as somebody else's program unpacks them.

import { unzipSync } from "fflate";
import { attr, find, text } from "../html.mjs";
import { addressOf, canonicalOf, readingPages } from "../site.mjs";

const WIDTH = 72;

/** `release.txt` beside every release: its encoding, its lines, its numbered links, and what it is about. */
export function checkTexts(site, ledger) {
  const pages = readingPages(site).filter((page) => page.kind === "release");
  if (pages.length === 0) ledger.item("release.txt", "there is no release");
  for (const page of pages) {
    const path = page.path.replace("index.html", "release.txt");
    const bytes = site.files.get(path);
    ledger.item(path, bytes ? textProblems(bytes, page) : "is missing");
  }
}

function textProblems(bytes, page) {
  let found;
  try {
    found = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return "is not UTF-8";
  }
  const problems = [];
  // Without the mark a browser takes text that a host sends without its encoding for something else.
  if (!found.startsWith("\uFEFF")) problems.push("begins without a byte order mark");
  if (found.includes("\r")) problems.push("has carriage returns");
  const lines = found.replace("\uFEFF", "").split("\n");
  for (const line of lines) {
    if ([...line].length > WIDTH && !/:\/\//.test(line)) problems.push(`a line of ${[...line].length} columns: ${line}`);
    if (/<\/?[a-z]+[ >]|&[a-z]+;/.test(line)) problems.push(`markup: ${line}`);
  }
  const words = found.replace(/\s+/g, " ");
  const title = text(find(page.document, "h1")[0]).replace(/\s+/g, " ").trim();
  if (!words.includes(title)) problems.push(`does not have the title ${title}`);
  if (lines.filter((line) => line).at(-1) !== canonicalOf(page)) problems.push(`does not end with ${canonicalOf(page)}`);
  const listed = new Set([...found.matchAll(/^\[(\d+)\] \S+:\S+$/gm)].map((match) => match[1]));
  const body = found.replace(/^\[\d+\] \S+:\S+$/gm, "");
  const used = new Set([...body.matchAll(/ \[(\d+)\]|^\[(\d+)\]/gm)].map((match) => match[1] ?? match[2]));
  for (const number of used) if (!listed.has(number)) problems.push(`link [${number}] has no address`);
  for (const number of listed) if (!used.has(number)) problems.push(`address [${number}] is not referred to`);
  return problems;
}

/** `press-kit.zip`: what is offered is there, holds the published files, and every page with pictures offers one. */
export function checkKits(site, ledger) {
  let kits = 0;
  for (const page of readingPages(site).filter((p) => p.kind === "release")) {
    const path = page.path.replace("index.html", "press-kit.zip");
    const bytes = site.files.get(path);
    const offered = find(page.document, "a").some((a) => attr(a, "href")?.endsWith(`${addressOf(page.path)}press-kit.zip`));
    if (offered !== Boolean(bytes)) ledger.item(page.path, offered ? `offers ${path}, which is missing` : `does not offer ${path}`);
    if (!bytes) continue;
    kits += 1;
    ledger.item(path, kitProblems(bytes, page, site));
  }
  if (kits === 0) ledger.item("press-kit.zip", "no release has one");
}

function kitProblems(bytes, page, site) {
  let files;
  try {
    files = Object.entries(unzipSync(bytes));
  } catch (error) {
    return `cannot be unpacked: ${error.message}`;
  }
  const problems = [];
  const published = [...site.files].filter(([path]) => path.startsWith("media/")).map(([, contents]) => contents);
  const folded = new Set(files.map(([name]) => name.toLowerCase()));
  if (folded.size < files.length) problems.push("two files differ in case only");
  const names = files.map(([name]) => name);
  if (!names.includes("credits.txt")) problems.push("has no credits.txt");
  const credits = new TextDecoder().decode(files.find(([name]) => name === "credits.txt")?.[1] ?? new Uint8Array());
  for (const [name, contents] of files) {
    if (/[\\/:*?"<>|\u0000-\u001f]|[. ]$|^$/.test(name)) problems.push(`“${name}” cannot be a file on every system`);
    if (name.endsWith(".txt")) continue;
    if (!published.some((other) => Buffer.compare(other, Buffer.from(contents)) === 0)) problems.push(`${name} is not the published file`);
    if (!credits.includes(name)) problems.push(`credits.txt says nothing of ${name}`);
  }
  const text = site.files.get(page.path.replace("index.html", "release.txt"));
  if (text && !files.some(([, contents]) => Buffer.compare(text, Buffer.from(contents)) === 0)) problems.push("does not hold release.txt");
  return problems;
}
