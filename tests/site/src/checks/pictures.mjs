// Pictures as other programs read them: what pages say of their size, what their files say of a place.

import exifr from "exifr";
import { imageSize } from "image-size";
import { attr, line } from "../html.mjs";
import { addressOf, fileFor } from "../site.mjs";

const PICTURE = /\.(jpe?g|png|webp|gif|avif)$/i;
const TYPES = { jpg: "image/jpeg", png: "image/png", webp: "image/webp", gif: "image/gif", avif: "image/avif" };

/** Width, height and media type that pages name are those of the files; each page loads one picture first at most. */
export function checkPictures(site, ledger) {
  let sizes = 0;
  for (const page of site.pages) {
    const eager = page.elements.filter((e) => attr(e, "fetchpriority") === "high");
    if (eager.length > 1) ledger.item(page.path, `asks for ${eager.length} pictures before all others`);
    for (const element of page.elements) {
      const found = element.tagName === "img" ? imageProblems(site, page, element) : element.tagName === "source" ? sourceProblems(site, page, element) : undefined;
      if (!found) continue;
      if (element.tagName === "source") sizes += 1;
      ledger.item(`${page.path}:${line(element)}`, found);
    }
  }
  if (sizes === 0) ledger.item("pictures", "no page offers sizes of a picture");
}

function imageProblems(site, page, element) {
  const url = attr(element, "src") ?? "";
  const bytes = fileAt(site, page, url);
  if (!bytes || !PICTURE.test(url)) return undefined;
  const { width, height, orientation } = imageSize(bytes);
  const shown = orientation > 4 ? [height, width] : [width, height];
  const said = [attr(element, "width"), attr(element, "height")].map(Number);
  // A page may show a picture smaller than it is, but not in another shape.
  const same = Math.abs(said[0] * shown[1] - said[1] * shown[0]) <= Math.max(...shown);
  return said[0] > 0 && said[1] > 0 && same ? [] : `says ${said.join(" × ")} of ${url}, which is ${shown.join(" × ")}`;
}

function sourceProblems(site, page, element) {
  const problems = [];
  if (!attr(element, "sizes")) problems.push("does not say how wide the picture is shown");
  for (const part of (attr(element, "srcset") ?? "").split(/,\s+/)) {
    const [url, width] = part.trim().split(/\s+/);
    const bytes = fileAt(site, page, url);
    if (!bytes) {
      problems.push(`${url} is not there`);
      continue;
    }
    const file = imageSize(bytes);
    if (`${file.width}w` !== width) problems.push(`calls ${url} ${width}, which is ${file.width} wide`);
    if (TYPES[file.type] !== attr(element, "type")) problems.push(`calls ${url} ${attr(element, "type")}, which is ${file.type}`);
  }
  return problems;
}

function fileAt(site, page, url) {
  const target = new URL(url, `http://site.invalid/${encodeURI(addressOf(page.path))}`);
  const path = target.host === "site.invalid" ? fileFor(site, target.pathname.slice(1)) : undefined;
  return path && site.files.get(path);
}

/** No picture tells where it was taken, in any of the ways that readers of metadata know. */
export async function checkPlaces(site, ledger) {
  const files = [...site.files].filter(([path]) => PICTURE.test(path));
  if (files.length === 0) ledger.item("pictures", "there is none");
  for (const [path, bytes] of files) {
    // GIF holds nothing that this reader knows.
    const found = /\.gif$/i.test(path) ? undefined : await exifr.parse(bytes, { gps: true, xmp: true, iptc: true, mergeOutput: true }).catch(() => undefined);
    const places = Object.keys(found ?? {}).filter((key) => /gps|latitude|longitude|city|location/i.test(key) && `${found[key]}`.trim() !== "");
    ledger.item(path, places.map((key) => `tells ${key}: ${found[key]}`));
  }
}
