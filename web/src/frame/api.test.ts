// @vitest-environment node
import { createServer } from "node:http";
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import fc from "fast-check";
import { afterEach, describe, expect, it } from "vitest";
import { CompareAnswer, Status } from "./answers";
import different from "../compare/examples/different.json";
import inconclusive from "../compare/examples/inconclusive.json";
import outside from "../compare/examples/outside.json";
import fallback from "../compare/examples/fallback.json";
import rejected from "../compare/examples/rejected.json";
import same from "../compare/examples/same.json";
import status from "../compare/examples/status.json";
import { studioAt } from "./api";
import { ShapeError } from "./shape";

const examples = { same, different, inconclusive, rejected, outside, fallback };

describe("the types of the answer", () => {
  it.each(Object.entries(examples))("hold the example %s, whole", (name, example) => {
    const read = CompareAnswer(example, "");
    expect(read).toEqual(example);
    expect(read.decision).toBe(["outside", "fallback"].includes(name) ? "same" : name);
  });

  it("hold the example of the status", () => {
    const read = Status(status, "");
    expect(read).toMatchObject({ version: status.version, loaded: true, missing: [] });
    expect(read.provider).toEqual(status.provider);
    expect(read.models.map((each) => each.id)).toEqual(status.models.map((each) => each.id));
  });

  it("take a missing field as null where null is allowed, and nowhere else", () => {
    const { warning: _, ...without } = same;
    expect(CompareAnswer(without, "").warning).toBeNull();
    const { threshold: __, ...broken } = same;
    expect(() => CompareAnswer(broken, "")).toThrow("threshold is not a number");
  });

  it("property: response completeness: no field of any depth can go wrong unseen", () => {
    const paths = required(same);
    expect(paths.length).toBeGreaterThan(50);
    fc.assert(
      fc.property(fc.constantFrom(...paths), (path) => {
        const broken = structuredClone(same) as unknown;
        const [last, ...way] = [...path].reverse();
        const holder = way.reverse().reduce((at, key) => (at as never)[key], broken) as never;
        (holder as Record<string, unknown>)[last!] = Symbol.for("neither text nor number");
        expect(() => CompareAnswer(broken, "")).toThrow(ShapeError);
      }),
      { numRuns: 200, seed: 20261121 },
    );
  });
});

/** The path of every leaf that has a value. */
function required(value: unknown, path: string[] = []): string[][] {
  if (typeof value !== "object" || value === null) return value === null ? [] : [path];
  return Object.entries(value).flatMap(([key, each]) => required(each, [...path, key]));
}

describe("the client, against a real server on loopback", () => {
  let server: Server | null = null;
  afterEach(() => {
    server?.closeAllConnections();
    server?.close();
  });

  async function serving(answer: (request: IncomingMessage, response: ServerResponse) => void) {
    const started = createServer(answer);
    server = started;
    await new Promise<void>((ready) => started.listen(0, "127.0.0.1", ready));
    return `http://127.0.0.1:${(started.address() as AddressInfo).port}`;
  }
  const answering = (code: number, body: string, headers: Record<string, string> = {}) =>
    serving((_, response) => {
      response.writeHead(code, { "Access-Control-Allow-Origin": "*", ...headers });
      response.end(body);
    });
  const photos = [new File(["one"], "a.jpg"), new File(["two"], "b.jpg")] as const;
  const nothing = { age: "", date: "" };
  const ask = (base: string, signal = new AbortController().signal, first = nothing) =>
    studioAt(base, () => null).compare(
      { photos, select: "only", known: [first, nothing], faces: [null, 2] },
      signal,
    );

  it("sends what is known of a photo and leaves out what is not", async () => {
    let body = "";
    const base = await serving((request, response) => {
      request.on("data", (part: Buffer) => (body += part.toString("latin1")));
      request.on("end", () => response.end("{}"));
    });
    await ask(base, new AbortController().signal, { age: "7", date: "" });
    const fields = [...body.matchAll(/name="(\w+)"(?:; filename="([^"]*)")?/g)];
    expect(fields.map((each) => each[2] ?? each[1])).toEqual([
      "a.jpg",
      "b.jpg",
      "select",
      "source_age",
      "face2",
    ]);
  });

  it("returns the answer", async () => {
    const base = await answering(200, JSON.stringify(same));
    expect(await ask(base)).toEqual({ kind: "answer", value: same });
  });

  it("returns the server's own words for a problem, with its wait", async () => {
    const body = JSON.stringify({ status: 503, detail: "Busy.", code: "busy", title: "No" });
    const expose = { "Retry-After": "7", "Access-Control-Expose-Headers": "Retry-After" };
    expect(await ask(await answering(503, body, expose))).toEqual({
      kind: "problem",
      problem: {
        status: 503,
        detail: "Busy.",
        code: "busy",
        retryAfterSeconds: 7,
        document: JSON.parse(body),
      },
    });
  });

  it("reads the older form of an error, and speaks for a server that says nothing", async () => {
    const older = await ask(await answering(400, '{"error":"File size exceeds 10 MB limit"}'));
    expect(older).toMatchObject({ problem: { detail: "File size exceeds 10 MB limit" } });
    const silent = await ask(await answering(502, "<html>gateway</html>"));
    expect(silent).toMatchObject({ problem: { detail: expect.stringContaining("502") } });
  });

  it("names what is wrong with an answer of another form", async () => {
    const strange = JSON.stringify({ ...same, similarity: "high" });
    expect(await ask(await answering(200, strange))).toMatchObject({
      kind: "problem",
      problem: { code: "unexpected-answer", detail: expect.stringContaining("similarity") },
    });
  });

  it("says unreachable where nobody listens", async () => {
    const base = await answering(200, "{}");
    await new Promise((closed) => server?.close(closed));
    expect(await ask(base)).toEqual({ kind: "unreachable" });
  });

  it("says cancelled when the page went on", async () => {
    const leaving = new AbortController();
    const base = await serving(() => leaving.abort());
    expect(await ask(base, leaving.signal)).toEqual({ kind: "cancelled" });
  });
});
