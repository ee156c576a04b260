import { createServer } from "node:http";
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { askerAt } from "./ask";
import { record, text } from "./shape";

const shape = record<{ name: string }>({ name: text });
const CORS = { "Access-Control-Allow-Origin": "*", "Access-Control-Allow-Headers": "*" };

describe("an upload that tells how far it is, against a real server on loopback", () => {
  let server: Server | null = null;
  afterEach(() => {
    server?.closeAllConnections();
    server?.close();
  });

  async function serving(answer: (request: IncomingMessage, response: ServerResponse) => void) {
    const started = createServer((request, response) => {
      if (request.method === "OPTIONS") response.writeHead(204, CORS).end();
      else answer(request, response);
    });
    server = started;
    await new Promise<void>((ready) => started.listen(0, "127.0.0.1", ready));
    return `http://127.0.0.1:${(started.address() as AddressInfo).port}`;
  }

  const told: number[] = [];
  function send(base: string, signal = new AbortController().signal) {
    told.length = 0;
    const body = new FormData();
    body.append("photo", new File([new Uint8Array(300_000)], "a.jpg"));
    const onProgress = (fraction: number) => void told.push(fraction);
    const asking = { method: "POST", path: "/photo", body, shape, onProgress } as const;
    return askerAt(base, () => "secret").ask(asking, signal);
  }

  it("arrives whole, with the key, and tells its way from under 1 up to 1", async () => {
    let [bytes, key]: [number, unknown] = [0, null];
    const base = await serving((request, response) => {
      key = request.headers["x-api-key"];
      request.on("data", (part: Buffer) => (bytes += part.length));
      request.on("end", () => response.writeHead(201, CORS).end('{"name":"kept"}'));
    });
    expect(await send(base)).toEqual({ kind: "answer", value: { name: "kept" } });
    expect(bytes).toBeGreaterThan(300_000);
    expect(key).toBe("secret");
    expect(told.at(-1)).toBe(1);
    expect(told).toEqual([...told].sort((one, other) => one - other));
  });

  it("that is refused brings the server's words and wait", async () => {
    const document = { detail: "No.", code: "vault.busy" };
    const base = await serving((request, response) => {
      request.resume();
      const expose = { "Retry-After": "7", "Access-Control-Expose-Headers": "Retry-After" };
      request.on("end", () => response.writeHead(503, { ...CORS, ...expose }).end(JSON.stringify(document)));
    });
    expect(await send(base)).toEqual({
      kind: "problem",
      problem: { status: 503, ...document, retryAfterSeconds: 7, document },
    });
  });

  it("ends as every request does when nobody listens, or when the page went on", async () => {
    const leaving = new AbortController();
    const base = await serving(() => leaving.abort());
    expect(await send(base, leaving.signal)).toEqual({ kind: "cancelled" });
    expect(await send(base, leaving.signal)).toEqual({ kind: "cancelled" });
    server?.closeAllConnections();
    await new Promise((closed) => server?.close(closed));
    expect(await send(base)).toEqual({ kind: "unreachable" });
  });
});

it("a file is brought as its bytes and type, and a refusal as a problem", async () => {
  const started = createServer((request, response) => {
    if (request.url === "/there") response.writeHead(200, { ...CORS, "Content-Type": "image/png" });
    else response.writeHead(404, CORS);
    response.end(request.url === "/there" ? "abc" : '{"detail":"None.","code":"biometric.none"}');
  });
  await new Promise<void>((ready) => started.listen(0, "127.0.0.1", ready));
  const asker = askerAt(`http://127.0.0.1:${(started.address() as AddressInfo).port}`, () => null);
  const signal = new AbortController().signal;
  const there = await asker.file("/there", signal);
  expect(there.kind === "answer" && [there.value.type, there.value.size]).toEqual(["image/png", 3]);
  expect(await asker.file("/gone", signal)).toMatchObject({ problem: { code: "biometric.none" } });
  started.closeAllConnections();
  started.close();
});
