import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkPhoto, MOST_BYTES } from "../frame/photo";
import { fileOf } from "../testing";
import { bothPhotos, next, START } from "./useComparison";
import type { Event } from "./useComparison";

const RUNS = { numRuns: 300, seed: 20261121 };

describe("the state of a comparison", () => {
  const place = fc.constantFrom(0 as const, 1 as const);
  const name = fc.constantFrom("a.jpg", "b.webp", "c.PNG", "d.gif", "e");
  const size = fc.constantFrom(1, MOST_BYTES, MOST_BYTES + 1);
  const event: fc.Arbitrary<Event> = fc.oneof(
    fc.record({
      kind: fc.constant("offer" as const),
      place,
      file: fc.tuple(name, size).map(([each, bytes]) => fileOf(each, bytes)),
    }),
    fc.record({ kind: fc.constant("clear" as const), place }),
    fc.record({ kind: fc.constant("refuse" as const), place, message: fc.constant("no") }),
    fc.record({
      kind: fc.constant("know" as const),
      place,
      known: fc.constant({ age: "7", date: "" }),
    }),
    fc.record({ kind: fc.constant("ask" as const) }),
  );

  it("property: button enabled iff both photos are there and valid, after any history", () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 12 }), (history) => {
        // The plain account of the same history, written without the reducer.
        const held: [boolean, boolean] = [false, false];
        for (const each of history) {
          if (each.kind === "offer") held[each.place] = checkPhoto(each.file).ok;
          if (each.kind === "clear" || each.kind === "refuse") held[each.place] = false;
        }
        const after = history.reduce(next, START);
        expect(bothPhotos(after) !== null).toBe(held[0] && held[1]);
        if (after.asking.kind === "busy") expect(bothPhotos(after)).not.toBeNull();
      }),
      RUNS,
    );
  });

  it("property: every change of a photo withdraws the answer that spoke of another", () => {
    fc.assert(
      fc.property(event, (change) => {
        const failed = { kind: "failed", message: "x", code: null } as const;
        const after = next({ ...START, asking: failed }, change);
        if (change.kind !== "ask") expect(after.asking.kind).toBe("idle");
      }),
      RUNS,
    );
  });
});
