// A small static server on the loopback address, as strict as the strictest host.

import { createServer } from "node:http";
import { readFile, stat } from "node:fs/promises";
import { extname, join, normalize } from "node:path";

/** What a theme must be able to live with: everything from the site itself, nothing inline. */
export const POLICY = [
  "default-src 'none'", "style-src 'self'", "img-src 'self'", "font-src 'self'", "script-src 'self'",
  "connect-src 'self'", "base-uri 'none'", "form-action 'self'",
].join("; ");

const TYPES = {
  ".html": "text/html; charset=utf-8", ".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8",
  ".xml": "application/xml; charset=utf-8", ".json": "application/json", ".txt": "text/plain; charset=utf-8",
  ".ics": "text/calendar; charset=utf-8", ".svg": "image/svg+xml", ".png": "image/png", ".jpg": "image/jpeg",
  ".jpeg": "image/jpeg", ".webp": "image/webp", ".avif": "image/avif", ".gif": "image/gif", ".ico": "image/x-icon",
  ".woff2": "font/woff2", ".woff": "font/woff", ".pdf": "application/pdf", ".zip": "application/zip",
  ".webmanifest": "application/manifest+json", ".wasm": "application/wasm",
};

/**
 * Serves folders: `mounts` maps a prefix such as `/press/` to a folder, and may be filled after the start.
 * What is not there is answered with the folder's `404.html` and status 404.
 */
export async function serve(mounts) {
  const server = createServer((request, response) => {
    answer(mounts, request.url).then(
      ({ status, type, body }) => {
        response.writeHead(status, { "Content-Type": type, "Content-Security-Policy": POLICY, "X-Content-Type-Options": "nosniff" });
        response.end(body);
      },
      (error) => response.writeHead(500).end(String(error)),
    );
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  return { origin: `http://127.0.0.1:${server.address().port}`, close: () => new Promise((done) => server.close(done)) };
}

async function answer(mounts, url) {
  const path = decodeURIComponent(new URL(url, "http://localhost").pathname);
  const prefix = [...mounts.keys()].find((p) => path.startsWith(p));
  if (prefix === undefined) return { status: 404, type: TYPES[".txt"], body: "nothing is served here" };
  const root = mounts.get(prefix);
  const wanted = join(root, normalize(`/${path.slice(prefix.length)}`));
  const file = path.endsWith("/") ? join(wanted, "index.html") : wanted;
  const there = await stat(file).then((s) => s.isFile(), () => false);
  const found = there ? file : join(root, "404.html");
  return {
    status: there ? 200 : 404,
    type: TYPES[extname(found)] ?? "application/octet-stream",
    body: await readFile(found).catch(() => "no such page"),
  };
}
