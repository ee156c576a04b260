/** What the tests of several folders share: files of a given size, and a studio that is a script. */
import type { CompareAnswer, Outcome, Selection, StatusAnswer, Studio } from "./frame/api";

/** A file that says it has `size` bytes without holding them. */
export function fileOf(name: string, size = 1000): File {
  const file = new File(["x"], name);
  Object.defineProperty(file, "size", { value: size });
  return file;
}

export interface Asked {
  photos: readonly [File, File];
  select: Selection;
  signal: AbortSignal;
  answer: (outcome: Outcome<CompareAnswer>) => void;
}

/** Keeps every question until the test answers it. */
export class ScriptedStudio implements Studio {
  readonly asked: Asked[] = [];

  compare(photos: readonly [File, File], select: Selection, signal: AbortSignal) {
    return new Promise<Outcome<CompareAnswer>>((answer) => {
      this.asked.push({ photos, select, signal, answer });
    });
  }

  status(): Promise<Outcome<StatusAnswer>> {
    return Promise.resolve({ kind: "unreachable" });
  }
}
