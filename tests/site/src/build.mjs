// Builds the sample newsroom with the real program.

import { spawnSync } from "node:child_process";

/** The moment at which the sample is read: some of its releases are out by then, some are not. */
export const NOW = "2026-11-22T12:00:00+02:00";

/** A moment at which the sample has something new, which is all that a news sitemap tells of. */
export const NEWS = "2026-11-21T12:00:00+02:00";

/** Runs `pressroom build` into `output`; throws with what it said when it fails. */
export function build({ binary, root }, output, extra = [], now = NOW) {
  const args = ["build", "--output", output, "--now", now, ...extra];
  const result = spawnSync(binary, args, { cwd: root, encoding: "utf8", maxBuffer: 64 * 1024 * 1024 });
  if (result.error) throw result.error;
  if (result.status !== 0) {
    throw new Error(`pressroom ${args.join(" ")} ended with ${result.status}\n${result.stdout}\n${result.stderr}`);
  }
  return result;
}
