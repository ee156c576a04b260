// @vitest-environment node
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import * as answers from "../frame/answers";
import { ShapeError } from "../frame/shape";
import type { Shape } from "../frame/shape";

const FOLDER = join(import.meta.dirname, "examples");

/** Which shape reads which examples, by the beginning of their names. */
const SHAPES: [RegExp, Shape<object> | null][] = [
  [/^manifest-/, answers.Manifest],
  [/^policy/, answers.Policy],
  [/^subjects/, answers.Subjects],
  [/^subject-created$/, answers.New],
  [/^consent-given$/, answers.Signed],
  [/^consent-withdrawn/, answers.Withdrawn],
  [/^photo-kept$/, answers.Kept],
  [/^(erased|erasure-unfinished)$/, answers.Erasure],
  [/^receipt$/, answers.Receipt],
  [/^desk/, answers.Desk],
  [/^audit(-broken)?$/, answers.Log],
  [/^audit-check$/, answers.Check],
  [/^audit-proof$/, answers.Inclusion],
  [/^audit-consistency$/, answers.Consistency],
  // What the page does not ask for.
  [/^(problem-|sweep-|verified|audit-heads$)/, null],
];

const examples = readdirSync(FOLDER)
  .map((name) => name.replace(/\.json$/, ""))
  .map((name) => ({ name, shape: SHAPES.find(([pattern]) => pattern.test(name))?.[1] }));
const asked = examples.flatMap(({ name, shape }) => (shape ? [{ name, shape }] : []));
const read = (name: string): unknown =>
  JSON.parse(readFileSync(join(FOLDER, `${name}.json`), "utf8"));

describe("the examples of the contract", () => {
  it("have all a place here", () => {
    const strangers = examples.filter(({ shape }) => shape === undefined);
    expect(strangers.map(({ name }) => name)).toEqual([]);
    expect(asked.length).toBeGreaterThan(20);
  });

  it.each(asked)("$name is read, and what is read says what is written", ({ name, shape }) => {
    const written = read(name);
    expect(written).toMatchObject(shape(written, ""));
  });

  const filled = asked.filter(({ name }) => name !== "subjects-none");
  it.each(filled)("$name is refused when any field that is read goes wrong", ({ name, shape }) => {
    const paths = leaves(shape(read(name), ""));
    expect(paths.length).toBeGreaterThan(0);
    for (const path of paths) {
      const broken = structuredClone(read(name));
      let at = broken as Record<string, unknown>;
      for (const key of path.slice(0, -1)) at = at[key] as Record<string, unknown>;
      at[path.at(-1)!] = Symbol.for("neither text nor number");
      expect(() => shape(broken, ""), path.join(".")).toThrow(ShapeError);
    }
  });
});

function leaves(value: unknown, path: string[] = []): string[][] {
  if (typeof value !== "object" || value === null) return value === null ? [] : [path];
  return Object.entries(value).flatMap(([key, each]) => leaves(each, [...path, key]));
}
