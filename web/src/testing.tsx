/** What the tests of several folders share: files of a given size, and a studio that is a script. */
import type { CompareAnswer, Status } from "./frame/answers";
import type { Outcome, Question, Studio } from "./frame/api";
import type { Asking } from "./frame/ask";

/** A file that says it has `size` bytes without holding them. */
export function fileOf(name: string, size = 1000): File {
  const file = new File(["x"], name);
  Object.defineProperty(file, "size", { value: size });
  return file;
}

export interface Asked extends Question {
  signal: AbortSignal;
  answer: (outcome: Outcome<CompareAnswer>) => void;
}

/** Keeps every question until the test answers it. */
export class ScriptedStudio implements Studio {
  readonly asked: Asked[] = [];

  compare(question: Question, signal: AbortSignal) {
    return new Promise<Outcome<CompareAnswer>>((answer) => {
      this.asked.push({ ...question, signal, answer });
    });
  }

  status(): Promise<Outcome<Status>> {
    return Promise.resolve({ kind: "unreachable" });
  }

  ask<T>(_: Asking<T>): Promise<Outcome<T>> {
    return Promise.resolve({ kind: "unreachable" });
  }

  file(_: string): Promise<Outcome<Blob>> {
    return Promise.resolve({ kind: "unreachable" });
  }
}

/** What was asked of an AnsweringStudio, as `METHOD path`, and the form that went with it. */
export interface Heard {
  what: string;
  form: Record<string, FormDataEntryValue>;
}

/**
 * Answers each route with an example of the contract, read by the slice's own shape; a problem by
 * its `status` and `code`. A route that the test may change is a field of `routes`; one that is not
 * there cannot be reached, and one that is a promise is answered when that is.
 */
export class AnsweringStudio extends ScriptedStudio {
  readonly heard: Heard[] = [];

  constructor(readonly routes: Record<string, unknown>) {
    super();
  }

  override async ask<T>(asking: Asking<T>): Promise<Outcome<T>> {
    const body = await this.told(`${asking.method ?? "GET"} ${asking.path}`, asking.body);
    if (body === undefined) return { kind: "unreachable" };
    asking.onProgress?.(1);
    return problemIn(body) ?? { kind: "answer", value: asking.shape(body, "") };
  }

  override async file(path: string): Promise<Outcome<Blob>> {
    const body = await this.told(`GET ${path}`);
    if (body instanceof Blob) return { kind: "answer", value: body };
    return problemIn(body) ?? { kind: "unreachable" };
  }

  private told(what: string, form?: FormData): Promise<unknown> {
    this.heard.push({ what, form: Object.fromEntries(form ?? []) });
    return Promise.resolve(this.routes[what]);
  }
}

function problemIn(body: unknown): Outcome<never> | null {
  const { status, detail, code } = (body ?? {}) as Record<string, unknown>;
  if (typeof status !== "number" || typeof code !== "string") return null;
  const problem = { status, detail: String(detail), code, retryAfterSeconds: null };
  return { kind: "problem", problem };
}
