/**
 * The consent desk's part of the stub: answers from src/consent/examples, for looking at the page
 * and for the refusals that a real desk gives rarely. One made-up person goes
 * the whole way (entered, signed, photo, withdrawn or erased); adding a person starts it again.
 * The others stand still: SUBJECTS names the example that each of them is.
 */
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const examples = join(dirname(fileURLToPath(import.meta.url)), "../src/consent/examples");
const read = (name) => readFileSync(join(examples, `${name}.json`));

export const SUBJECTS = {
  "00000000000000000000000000000001": "manifest-on-hold",
  "00000000000000000000000000000002": "manifest-classified",
  "00000000000000000000000000000003": "manifest-withdrawn",
};

/** What the next request of a kind answers instead, for one time: set by POST /stub/next/NAME. */
const planned = [];
let person = "manifest-new";

function example(response, headers, name, status = 200) {
  const type = status < 400 ? "application/json" : "application/problem+json";
  response.writeHead(status, { ...headers, "Content-Type": type });
  response.end(read(name));
}

function file(response, headers, type, bytes) {
  response.writeHead(200, { ...headers, "Content-Type": type });
  response.end(bytes);
}

/** Answers what is the desk's; false for everything else. */
export async function consent(request, response, headers) {
  const { pathname, searchParams } = new URL(request.url, "http://stub");
  const parts = [];
  for await (const part of request) parts.push(part);
  const say = (name, status) => example(response, headers, name, status);
  if (pathname.startsWith("/stub/next/")) {
    planned.push(pathname.slice("/stub/next/".length));
    response.writeHead(204, headers).end();
    return true;
  }
  const what = `${request.method} ${pathname.replace(/[0-9a-f]{32}/, "ID")}`;
  if (request.method !== "GET" && planned.length > 0) {
    const name = planned.shift();
    say(name, JSON.parse(read(name)).status ?? 200);
    return true;
  }
  if (what === "GET /api/v1/subjects/ID/photo") {
    const photo = readFileSync(join(examples, "../../../../docs/examples/drawn-people.jpg"));
    file(response, headers, "image/jpeg", photo);
    return true;
  }
  if (what === "GET /api/v1/subjects/ID/consent/evidence") {
    file(response, headers, "text/plain; charset=utf-8", "Robin Sample");
    return true;
  }
  if (what === "GET /api/v1/subjects/ID/export") {
    file(response, headers, "application/zip", "PK");
    return true;
  }
  const answers = {
    "GET /api/v1/desk": () => say("desk-local"),
    "GET /api/v1/policy": () => say("policy"),
    "GET /api/v1/subjects": () =>
      say(searchParams.get("safe_id") === "nobody" ? "subjects-none" : "subjects"),
    "POST /api/v1/subjects": () => {
      person = "manifest-new";
      say("subject-created", 201);
    },
    "GET /api/v1/subjects/ID": () => {
      const id = pathname.slice(-32);
      const known = JSON.parse(read(SUBJECTS[id] ?? person));
      const bytes = JSON.stringify({ ...known, subject_id: id });
      file(response, headers, "application/json", bytes);
    },
    "DELETE /api/v1/subjects/ID": () => say("erased"),
    "POST /api/v1/subjects/ID/consent": () => {
      person = "manifest-consented";
      say("consent-given", 201);
    },
    "DELETE /api/v1/subjects/ID/consent": () => {
      person = "manifest-withdrawn";
      say("consent-withdrawn");
    },
    "POST /api/v1/subjects/ID/photo": () => {
      person = "manifest-held";
      say("photo-kept", 201);
    },
    "DELETE /api/v1/subjects/ID/biometric": () => {
      person = "manifest-consented";
      say("erased");
    },
    "POST /api/v1/subjects/ID/hold": () => say("manifest-on-hold"),
    "DELETE /api/v1/subjects/ID/hold": () => say("manifest-held"),
    "POST /api/v1/subjects/ID/interaction": () => say(person),
    "POST /api/v1/subjects/ID/purpose-satisfied": () => say("manifest-satisfied"),
    "GET /api/v1/receipts/ID": () => say("receipt"),
    "GET /api/v1/audit": () => say("audit"),
    "POST /api/v1/audit/check": () => say("audit-check"),
    "GET /api/v1/audit/proof/3": () => say("audit-proof"),
    "GET /api/v1/audit/consistency": () => say("audit-consistency"),
  };
  const answer = answers[what];
  answer?.();
  return answer !== undefined;
}
