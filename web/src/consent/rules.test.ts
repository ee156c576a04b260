import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Manifest, Policy } from "../frame/answers";
import type { Role } from "./rules";
import consented from "./examples/manifest-consented.json";
import onHold from "./examples/manifest-on-hold.json";
import personal from "./examples/policy-personal.json";
import policyExample from "./examples/policy.json";
import { mayAct, mayErase, mayLookFor, maySafeId, maySign, mayUpload } from "./rules";
import type { Draft } from "./rules";

const RUNS = { numRuns: 300, seed: 20261121 };
const policy = Policy(policyExample, "");
const household = Policy(personal, "");
const base = Manifest(consented, "");
const role = fc.constantFrom<Role>("viewer", "officer", "admin");
const file = new File(["x"], "a.jpg");

/** Somebody with a release in any state, or none, under a policy that may have moved on. */
const person: fc.Arbitrary<Manifest> = fc
  .record({
    state: fc.constantFrom("given", "withdrawn", "expired", null),
    template: fc.constantFrom(policy.release!.template, "biometric_consent_template_v0"),
    satisfied: fc.constantFrom(null, "2026-11-20T12:00:00.000Z"),
  })
  .map(({ state, template, satisfied }) => ({
    ...base,
    consent_state: state,
    consents: state === null ? [] : [{ ...base.consents[0]!, state, template }],
    clocks: { ...base.clocks, purpose_satisfied: satisfied },
  }));
const inForce = fc.constantFrom<Policy>(policy, household, { ...policy, keeps: [] });

describe("the upload button", () => {
  it("property: enabled iff role, policy, release and file all allow it", () => {
    fc.assert(
      fc.property(role, person, inForce, fc.boolean(), (who, whose, text, chosen) => {
        const released =
          text.release === null ||
          (whose.consent_state === "given" &&
            whose.consents[0]?.template === text.release.template &&
            whose.clocks.purpose_satisfied === null);
        const expected = who !== "viewer" && text.keeps.length > 0 && released && chosen;
        const may = mayUpload(who, whose, text, chosen ? file : null);
        expect(may.ok).toBe(expected);
        if (!may.ok) expect(may.why).toMatch(/\.$/);
      }),
      RUNS,
    );
  });
});

describe("signing", () => {
  const draft: fc.Arbitrary<Draft> = fc.record({
    signer: fc.constantFrom("", "  ", "Robin Sample", "x".repeat(201)),
    agreed: fc.boolean(),
    method: fc.constantFrom("typed" as const, "drawn" as const, "paper" as const),
    typed: fc.constantFrom("", "Robin Sample", " Robin Sample ", "Kim Sample"),
    strokes: fc.nat(2),
    scanned: fc.boolean(),
  });

  it("property: possible iff a name, a signature of that method, and agreement are there", () => {
    fc.assert(
      fc.property(role, draft, (who, each) => {
        const signed = {
          typed: each.typed.trim() === "Robin Sample",
          drawn: each.strokes > 0,
          paper: each.scanned,
        }[each.method];
        const expected =
          who !== "viewer" && each.signer === "Robin Sample" && signed && each.agreed;
        expect(maySign(who, each).ok).toBe(expected);
      }),
      RUNS,
    );
  });
});

describe("erasing", () => {
  it("property: possible iff the number is typed letter for letter and no hold stands", () => {
    const typed = fc.oneof(
      fc.constantFrom(base.safe_id, ` ${base.safe_id} `, base.safe_id.toUpperCase(), ""),
      fc.string({ maxLength: 12 }),
    );
    fc.assert(
      fc.property(role, typed, fc.boolean(), (who, words, held) => {
        const whose = Manifest(held ? onHold : consented, "");
        const expected = who !== "viewer" && !held && words.trim() === base.safe_id;
        expect(mayErase(who, whose, words).ok).toBe(expected);
      }),
      RUNS,
    );
  });
});

describe("numbers of people", () => {
  it("property: are what the vault takes: letters, digits, _ and -, 1 to 64, no sign first", () => {
    const letter = fc.constantFrom(..."aZ09_- ./\u00fc");
    fc.assert(
      fc.property(fc.string({ unit: letter, maxLength: 70 }), (each) => {
        const plain = [...each].every((one) => "aZ09_-".includes(one));
        const expected = plain && each.length >= 1 && each.length <= 64 && !/^[_-]/.test(each);
        expect(maySafeId(each).ok).toBe(expected);
        if (expected) expect(mayLookFor(each).ok).toBe(true);
      }),
      RUNS,
    );
  });

  it("may be looked for by any beginning, and by none", () => {
    expect(["", "s", "staff-0", "-"].map((each) => mayLookFor(each).ok)).toEqual(
      Array<boolean>(4).fill(true),
    );
    expect(mayLookFor("Robin Sample").ok).toBe(false);
  });
});

it("names the role that is needed and the one that the key has", () => {
  expect(mayAct("viewer", "officer")).toMatchObject({
    why: "That needs the role officer; your key has the role viewer.",
  });
  expect(mayAct("officer", "admin").ok).toBe(false);
  expect(mayAct("admin", "admin").ok).toBe(true);
});
