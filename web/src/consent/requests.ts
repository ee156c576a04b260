/** What the desk asks of the server. Ids come from answers, words from people. */
import type { Asker, Asking, Outcome } from "../frame/ask";
import type { Shape } from "../frame/shape";
import type { Progress } from "../frame/upload";
import * as answers from "./answers";
import type { Capacity, Release } from "./answers";
import * as log from "./log-answers";

/** How a release was signed: the typed name, or a picture of the drawing or the paper. */
export type Signature =
  { method: "typed"; name: string } | { method: "drawn" | "paper"; picture: Blob };

export interface Signing {
  release: Release;
  purpose: string;
  signer: string;
  capacity: Capacity;
  signature: Signature;
}

/** A question that is ready; the signal stops it. */
export type Request<T> = (signal: AbortSignal) => Promise<Outcome<T>>;
export type Requests = ReturnType<typeof requestsTo>;

/** How many of one page. */
export const PAGE = 25;

export function requestsTo(studio: Asker) {
  const asking =
    <T>(what: Asking<T>): Request<T> =>
    (signal) =>
      studio.ask(what, signal);
  const reading = <T>(path: string, shape: Shape<T>) => asking({ path, shape });
  const doing = <T>(method: "POST" | "DELETE", path: string, shape: Shape<T>, body?: FormData) =>
    asking({ method, path, shape, ...(body === undefined ? {} : { body }) });
  const fetching =
    (path: string): Request<Blob> =>
    (signal) =>
      studio.file(path, signal);
  const of = (id: string, what = ""): string => `/api/v1/subjects/${encodeURIComponent(id)}${what}`;

  return {
    desk: reading("/api/v1/desk", log.deskAnswer),
    policy: reading("/api/v1/policy", answers.policyAnswer),
    signedText: (hash: string) =>
      reading(`/api/v1/policy/texts/${encodeURIComponent(hash)}`, answers.signedTextAnswer),
    people: (prefix: string, after: string | null) =>
      reading(`/api/v1/subjects?${listing(prefix, after)}`, answers.subjectsAnswer),
    person: (safeId: string) =>
      reading(`/api/v1/subjects?safe_id=${encodeURIComponent(safeId)}`, answers.subjectsAnswer),
    make: (safeId: string) =>
      doing("POST", "/api/v1/subjects", answers.createdAnswer, form({ safe_id: safeId })),
    manifest: (id: string) => reading(of(id), answers.manifestAnswer),
    give: (id: string, signing: Signing) =>
      doing("POST", of(id, "/consent"), answers.givenAnswer, signed(signing)),
    withdraw: (id: string) => doing("DELETE", of(id, "/consent"), answers.withdrawnAnswer),
    evidence: (id: string) => fetching(of(id, "/consent/evidence")),
    keep: (id: string, photo: File, onProgress: Progress) =>
      asking({
        method: "POST",
        path: of(id, "/photo"),
        body: form({ photo }),
        shape: answers.keptAnswer,
        onProgress,
      }),
    template: (id: string) => doing("POST", of(id, "/embedding"), answers.templateAnswer),
    photo: (id: string) => fetching(of(id, "/photo")),
    copy: (id: string) => fetching(of(id, "/export")),
    erasePhoto: (id: string) => doing("DELETE", of(id, "/biometric"), answers.erasureAnswer),
    eraseAll: (id: string) => doing("DELETE", of(id), answers.erasureAnswer),
    hold: (id: string, reason: string) =>
      doing("POST", of(id, "/hold"), answers.manifestAnswer, form({ reason })),
    liftHold: (id: string) => doing("DELETE", of(id, "/hold"), answers.manifestAnswer),
    interacted: (id: string) => doing("POST", of(id, "/interaction"), answers.manifestAnswer),
    satisfied: (id: string) => doing("POST", of(id, "/purpose-satisfied"), answers.manifestAnswer),
    receipt: (id: string) =>
      reading(`/api/v1/receipts/${encodeURIComponent(id)}`, answers.receiptAnswer),
    log: (from: number | null) =>
      reading(`/api/v1/audit?limit=${PAGE}${from === null ? "" : `&from=${from}`}`, log.logAnswer),
    checkLog: doing("POST", "/api/v1/audit/check", log.checkAnswer),
    proof: (leaf: number) => reading(`/api/v1/audit/proof/${leaf}`, log.proofAnswer),
    growth: (first: number) =>
      reading(`/api/v1/audit/consistency?first=${first}`, log.growthAnswer),
  };
}

/** The server refuses an empty field: what is not asked is left out. */
function listing(prefix: string, after: string | null): URLSearchParams {
  return new URLSearchParams({
    ...(prefix === "" ? {} : { prefix }),
    ...(after === null ? {} : { after }),
    limit: String(PAGE),
  });
}

/** The server takes a picture by its name's ending and its content. */
function endingOf(picture: Blob): string {
  return /^image\/(jpeg|png|webp)$/.exec(picture.type)?.[1] ?? "png";
}

function form(fields: Record<string, string | File>): FormData {
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) body.append(name, value);
  return body;
}

function signed({ release, purpose, signer, capacity, signature }: Signing): FormData {
  const body = form({
    text_hash: release.text_hash,
    purpose,
    signer,
    capacity,
    method: signature.method,
  });
  if (signature.method === "typed") body.append("signature", signature.name);
  else body.append("evidence", signature.picture, `evidence.${endingOf(signature.picture)}`);
  return body;
}
