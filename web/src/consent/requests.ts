/** What the desk asks of the server. Ids come from answers, words from people. */
import * as answers from "../frame/answers";
import type { ReleaseForm } from "../frame/answers";
import type { Capacity } from "./rules";
import type { Asker, Asking, Outcome } from "../frame/ask";
import type { Shape } from "../frame/shape";
import type { Progress } from "../frame/upload";

/** How a release was signed: the typed name, or a picture of the drawing or the paper. */
export type Signature =
  { method: "typed"; name: string } | { method: "drawn" | "paper"; picture: Blob };

export interface Signing {
  release: ReleaseForm;
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
    desk: reading("/api/v1/desk", answers.Desk),
    policy: reading("/api/v1/policy", answers.Policy),
    signedText: (hash: string) =>
      reading(`/api/v1/policy/texts/${encodeURIComponent(hash)}`, answers.SignedText),
    people: (prefix: string, after: string | null) =>
      reading(`/api/v1/subjects?${listing(prefix, after)}`, answers.Subjects),
    person: (safeId: string) =>
      reading(`/api/v1/subjects?safe_id=${encodeURIComponent(safeId)}`, answers.Subjects),
    make: (safeId: string) =>
      doing("POST", "/api/v1/subjects", answers.New, form({ safe_id: safeId })),
    manifest: (id: string) => reading(of(id), answers.Manifest),
    give: (id: string, signing: Signing) =>
      doing("POST", of(id, "/consent"), answers.Signed, signed(signing)),
    withdraw: (id: string) => doing("DELETE", of(id, "/consent"), answers.Withdrawn),
    evidence: (id: string) => fetching(of(id, "/consent/evidence")),
    keep: (id: string, photo: File, onProgress: Progress) =>
      asking({
        method: "POST",
        path: of(id, "/photo"),
        body: form({ photo }),
        shape: answers.Kept,
        onProgress,
      }),
    template: (id: string) => doing("POST", of(id, "/embedding"), answers.Remade),
    photo: (id: string) => fetching(of(id, "/photo")),
    copy: (id: string) => fetching(of(id, "/export")),
    erasePhoto: (id: string) => doing("DELETE", of(id, "/biometric"), answers.Erasure),
    eraseAll: (id: string) => doing("DELETE", of(id), answers.Erasure),
    hold: (id: string, reason: string) =>
      doing("POST", of(id, "/hold"), answers.Manifest, form({ reason })),
    liftHold: (id: string) => doing("DELETE", of(id, "/hold"), answers.Manifest),
    interacted: (id: string) => doing("POST", of(id, "/interaction"), answers.Manifest),
    satisfied: (id: string) => doing("POST", of(id, "/purpose-satisfied"), answers.Manifest),
    receipt: (id: string) =>
      reading(`/api/v1/receipts/${encodeURIComponent(id)}`, answers.Receipt),
    log: (from: number | null) =>
      reading(`/api/v1/audit?limit=${PAGE}${from === null ? "" : `&from=${from}`}`, answers.Log),
    checkLog: doing("POST", "/api/v1/audit/check", answers.Check),
    proof: (leaf: number) => reading(`/api/v1/audit/proof/${leaf}`, answers.Inclusion),
    growth: (first: number) =>
      reading(`/api/v1/audit/consistency?first=${first}`, answers.Consistency),
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
