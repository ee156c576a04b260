/**
 * A small server on 127.0.0.1 that stands in for the studio: it serves the built page under the
 * strict headers that the studio sends, and answers a comparison by the name of the first photo
 * (same.jpg, different.jpg, no-face.png, ...) from src/compare/examples; stub-consent.mjs stands in
 * for the consent desk. For the page's own tests and for looking at it; it sees no faces.
 */
import { createReadStream, existsSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { dirname, extname, join, normalize } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { consent } from "./stub-consent.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const examples = join(here, "../src/compare/examples");
const dist = process.env.WEB_OUT ?? join(here, "../dist");
if (!existsSync(dist))
  throw new Error("the page is not built: run npm run build, or name it in WEB_OUT");

const HEADERS = {
  "Content-Security-Policy":
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; " +
    "img-src 'self' blob:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  "Permissions-Policy": "camera=(self), microphone=(), geolocation=()",
  "X-Content-Type-Options": "nosniff",
  "Referrer-Policy": "no-referrer",
};
const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".css": "text/css",
  ".svg": "image/svg+xml",
  ".jpg": "image/jpeg",
};

export async function startStub(port = 0) {
  const server = createServer((request, response) => {
    const path = new URL(request.url, "http://stub").pathname;
    if (path === "/api/v1/compare") return void compare(request, response);
    if (path === "/api/v1/status") return json(response, "status", 200);
    if (path.startsWith("/api/v1/") || path.startsWith("/stub/"))
      return void desk(request, response);
    file(path === "/" ? "/index.html" : path, response);
  });
  await new Promise((ready) => server.listen(port, "127.0.0.1", ready));
  return {
    url: `http://127.0.0.1:${server.address().port}/`,
    close: () => {
      server.closeAllConnections();
      return new Promise((done) => server.close(done));
    },
  };
}

async function desk(request, response) {
  const known = await consent(request, response, HEADERS);
  if (!known) response.writeHead(404, HEADERS).end();
}

async function compare(request, response) {
  const parts = [];
  for await (const part of request) parts.push(part);
  const body = Buffer.concat(parts).toString("latin1");
  const name = /name="image1"; filename="([^"]*)"/.exec(body)?.[1] ?? "";
  const select = /name="select"\r\n\r\n(\w+)/.exec(body)?.[1];
  const wanted = name.replace(/\.[^.]*$/, "");
  if (wanted === "slow") await new Promise((done) => setTimeout(done, 1500));
  const chosen = /name="face1"\r\n\r\n(\d+)/.test(body) || select !== "only";
  if (wanted === "several-faces" && chosen) return json(response, "different", 200);
  if (existsSync(join(examples, `problem-${wanted}.json`))) {
    const { status } = JSON.parse(readFileSync(join(examples, `problem-${wanted}.json`), "utf8"));
    return json(response, `problem-${wanted}`, status);
  }
  json(response, existsSync(join(examples, `${wanted}.json`)) ? wanted : "same", 200);
}

function json(response, example, status) {
  const type = status === 200 ? "application/json" : "application/problem+json";
  response.writeHead(status, { ...HEADERS, "Content-Type": type });
  response.end(readFileSync(join(examples, `${example}.json`)));
}

function file(path, response) {
  const found = join(dist, normalize(path));
  if (!found.startsWith(dist) || !existsSync(found)) {
    response.writeHead(404, HEADERS).end();
    return;
  }
  const type = TYPES[extname(found)] ?? "application/octet-stream";
  response.writeHead(200, { ...HEADERS, "Content-Type": type });
  createReadStream(found).pipe(response);
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const stub = await startStub(Number(process.env.PORT ?? 8099));
  console.log(`the page with canned answers: ${stub.url}`);
}
