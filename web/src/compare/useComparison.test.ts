import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkPhoto, MOST_BYTES } from "../frame/photo";
import { fileOf } from "../testing";
import { bothPhotos, next, START, startsByItself } from "./useComparison";
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

  // Both photos are there and valid, and only then.
  it("Feature: age-invariant-face-recognition, Property 10: Compare button enabled state", () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 12 }), (history) => {
        // The plain account of the same history, written without the reducer.
        const held: [boolean, boolean] = [false, false];
        for (const each of history) {
          if (each.kind === "offer" && checkPhoto(each.file).ok) held[each.place] = true;
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
        const failed = { kind: "failed", message: "x", code: null, choice: null } as const;
        const after = next({ ...START, asking: failed }, change);
        if (change.kind !== "ask") expect(after.asking.kind).toBe("idle");
      }),
      RUNS,
    );
  });

  const offer = (place: 0 | 1, name: string) =>
    ({ kind: "offer", place, file: fileOf(name) }) as const;
  const after = (...events: Event[]) => events.reduce(next, START);

  it("keeps the good photo when a wrong file is offered, or one that cannot be shown", () => {
    const good = offer(0, "good.jpg");
    const shown = { kind: "shown", place: 0, file: good.file } as const;
    const wrong = after(good, shown, offer(0, "letter.pdf"));
    expect(wrong.slots[0].photo).toBe(good.file);
    expect(wrong.slots[0].error).toMatch(/^Unsupported file format: pdf/);
    const refuse = { kind: "refuse", place: 0, message: "unreadable" } as const;
    const unreadable = after(good, shown, offer(0, "noise.jpg"), refuse);
    expect(unreadable.slots[0].photo).toBe(good.file);
    expect(unreadable.slots[0].error).toBe("unreadable");
    expect(after(good, shown, refuse).slots[0].photo).toBeNull();
  });

  it("starts by itself once both photos are shown, and once only", () => {
    const [first, second] = [offer(0, "a.jpg"), offer(1, "b.jpg")];
    const show = ({ place, file }: typeof first | typeof second) =>
      ({ kind: "shown", place, file }) as const;
    expect(startsByItself(after(first, show(first), second))).toBe(false);
    const ready = after(first, show(first), second, show(second));
    expect(startsByItself(ready)).toBe(true);
    expect(startsByItself(next(ready, { kind: "ask" }))).toBe(false);
    expect(startsByItself(next(ready, { kind: "cancel" }))).toBe(false);
  });

  it("forgets the chosen face and the known age with the photo that they belong to", () => {
    const known = { age: "7", date: "" };
    const told = after(
      offer(0, "a.jpg"),
      { kind: "know", place: 0, known },
      { kind: "face", place: 0, face: 3 },
    );
    expect(told.slots[0]).toMatchObject({ known, face: 3 });
    const other = next(told, offer(0, "b.jpg"));
    expect(other.slots[0]).toMatchObject({ known: { age: "", date: "" }, face: null });
  });
});
