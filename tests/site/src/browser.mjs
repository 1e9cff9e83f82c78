// Headless Chromium, told to speak to nobody but the page.

import { existsSync } from "node:fs";
import { chromium } from "playwright-core";

const ARGUMENTS = [
  "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync", "--hide-scrollbars",
];

export function chromiumPath() {
  const places = [process.env.CHROMIUM, "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
  const found = places.find((path) => path && existsSync(path));
  if (!found) throw new Error("no Chromium: install it or name it in CHROMIUM");
  return found;
}

export const launch = () => chromium.launch({ executablePath: chromiumPath(), headless: true, args: ARGUMENTS });

/** Runs `task` on every item, `width` at a time. */
export async function eachAtOnce(items, width, task) {
  const queue = [...items];
  const worker = async () => {
    while (queue.length > 0) await task(queue.shift());
  };
  await Promise.all(Array.from({ length: width }, worker));
}

/**
 * Notes what goes wrong while a page is open: console errors, exceptions, failed requests, requests to elsewhere.
 * `isExpected(url)` says that a status of 404 is right there.
 */
export function watch(page, origin, isExpected = () => false) {
  const problems = [];
  // A browser asks for this one by itself when a page names no icon; the site is not at the host's root.
  const expected = (url) => url === `${origin}/favicon.ico` || isExpected(url);
  page.on("console", (message) => {
    const url = message.location().url;
    if (message.type() === "error" && !expected(url)) problems.push(`console: ${message.text()} (${url})`);
  });
  page.on("pageerror", (error) => problems.push(`exception: ${error.message}`));
  page.on("request", (request) => {
    if (!request.url().startsWith(origin) && !request.url().startsWith("data:")) problems.push(`asked for ${request.url()}`);
  });
  page.on("requestfailed", (request) => problems.push(`request failed: ${request.url()} ${request.failure()?.errorText ?? ""}`));
  page.on("response", (response) => {
    if (response.status() >= 400 && !expected(response.url())) problems.push(`answered ${response.status()}: ${response.url()}`);
  });
  return problems;
}
