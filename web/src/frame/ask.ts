/** The one place that talks to the studio's server. Outcomes are values: nothing here throws. */
import { ShapeError } from "./shape";
import type { Shape } from "./shape";
import { sendTelling } from "./upload";
import type { Progress } from "./upload";

/** RFC 9457; `retryAfter` is the header's seconds, where the server sent it. */
export interface Problem {
  status: number;
  detail: string;
  code: string | null;
  retryAfterSeconds: number | null;
  /** The whole document, for a slice that knows what else its problems carry. */
  document?: unknown;
}

export type Outcome<T> =
  | { kind: "answer"; value: T }
  | { kind: "problem"; problem: Problem }
  | { kind: "unreachable" }
  | { kind: "cancelled" };

export interface Asking<T> {
  /** GET unless said. */
  method?: "GET" | "POST" | "DELETE";
  path: string;
  body?: FormData;
  /** What the answer must look like. */
  shape: Shape<T>;
  /** Told how much of the body is on its way. */
  onProgress?: Progress;
}

export interface Asker {
  /** Asks for JSON of one form. */
  ask<T>(asking: Asking<T>, signal: AbortSignal): Promise<Outcome<T>>;
  /** Asks for a file's bytes. */
  file(path: string, signal: AbortSignal): Promise<Outcome<Blob>>;
}

/** `apiKey` is asked before every request; null sends none. */
export function askerAt(base: string, apiKey: () => string | null): Asker {
  function headers(accept: string): Record<string, string> {
    const key = apiKey();
    return { Accept: accept, ...(key === null ? {} : { "X-API-Key": key }) };
  }

  return {
    ask({ method = "GET", path, body, shape, onProgress }, signal) {
      const init = {
        method,
        headers: headers("application/json, application/problem+json"),
        signal,
        ...(body === undefined ? {} : { body }),
      };
      const sending = onProgress
        ? () => sendTelling(base + path, init, onProgress)
        : () => fetch(base + path, init);
      return outcomeOf(sending, signal, async (response) => shape(await jsonOf(response), ""));
    },
    file(path, signal) {
      const init = { headers: headers("*/*"), signal };
      return outcomeOf(
        () => fetch(base + path, init),
        signal,
        (response) => response.blob(),
      );
    },
  };
}

async function outcomeOf<T>(
  send: () => Promise<Response>,
  signal: AbortSignal,
  read: (response: Response) => Promise<T>,
): Promise<Outcome<T>> {
  try {
    const response = await send();
    const outcome: Outcome<T> = response.ok
      ? { kind: "answer", value: await read(response) }
      : { kind: "problem", problem: problemOf(response, await jsonOf(response)) };
    return signal.aborted ? { kind: "cancelled" } : outcome;
  } catch (fault) {
    if (signal.aborted) return { kind: "cancelled" };
    if (fault instanceof ShapeError) return { kind: "problem", problem: strangeAnswer(fault) };
    return { kind: "unreachable" };
  }
}

/** Null for a body that is no JSON: the shape then says what is missing. */
function jsonOf(response: Response): Promise<unknown> {
  return response.json().catch((): unknown => null);
}

function problemOf(response: Response, body: unknown): Problem {
  const given = (typeof body === "object" && body !== null ? body : {}) as Record<string, unknown>;
  const words = [given["detail"], given["error"], given["title"]].find(
    (each): each is string => typeof each === "string" && each !== "",
  );
  const wait = Number.parseInt(response.headers.get("Retry-After") ?? "", 10);
  return {
    status: response.status,
    detail: words ?? `The server answered with status ${response.status} and gave no reason.`,
    code: typeof given["code"] === "string" ? given["code"] : null,
    retryAfterSeconds: Number.isNaN(wait) ? null : wait,
    document: body,
  };
}

function strangeAnswer(fault: ShapeError): Problem {
  return {
    status: 200,
    detail:
      `The server's answer has an unexpected form: ${fault.message}. ` +
      "The page and the server may be of different versions: reload the page.",
    code: "unexpected-answer",
    retryAfterSeconds: null,
  };
}
