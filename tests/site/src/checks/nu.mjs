// The Nu Html Checker over every page, stylesheet and drawing of a built site.

import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

const jar = join(dirname(createRequire(import.meta.url).resolve("vnu-jar/package.json")), "build/dist/vnu.jar");

/** Each file is an item; an error of the checker is a failure, a warning of it a note. */
export function checkNu(site, ledger) {
  const kinds = [["html", "--html"], ["css", "--css"], ["svg", "--svg"]];
  for (const [ending, option] of kinds) {
    const paths = [...site.files.keys()].filter((path) => path.endsWith(`.${ending}`));
    if (paths.length > 0) enter(site, ledger, paths, run(site.root, [option, ...paths.map((p) => join(site.root, p))]));
  }
}

function run(root, args) {
  const result = spawnSync("java", ["-Xss8m", "-jar", jar, "--format", "json", "--stdout", "--exit-zero-always", ...args], {
    encoding: "utf8",
    maxBuffer: 512 * 1024 * 1024,
  });
  if (result.error) throw result.error;
  if (result.status !== 0) throw new Error(`the Nu Html Checker ended with ${result.status}: ${result.stderr.slice(0, 2000)}`);
  return JSON.parse(result.stdout).messages;
}

function enter(site, ledger, paths, messages) {
  const problems = new Map(paths.map((path) => [path, []]));
  for (const message of messages) {
    const path = message.url ? relative(site.root, fileURLToPath(message.url)) : paths[0];
    const place = message.lastLine ? `${message.lastLine}:${message.firstColumn ?? message.lastColumn ?? 0}: ` : "";
    const extract = message.extract ? ` — ${message.extract.trim().replace(/\s+/g, " ")}` : "";
    if (message.type === "info") ledger.note(path, `${message.subType ?? "info"}: ${message.message}`);
    else (problems.get(path) ?? problems.get(paths[0])).push(`${place}${message.message}${extract}`);
  }
  for (const [path, list] of problems) ledger.item(path, list);
}
