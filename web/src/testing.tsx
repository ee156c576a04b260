/** What the tests of several folders share: files of a given size, and a studio that is a script. */
import type { CompareAnswer, Outcome, Question, StatusAnswer, Studio } from "./frame/api";

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

  status(): Promise<Outcome<StatusAnswer>> {
    return Promise.resolve({ kind: "unreachable" });
  }
}
