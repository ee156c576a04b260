import { describe, expect, it } from "vitest";
import type { Check } from "../frame/answers";
import onHold from "./examples/problem-on-hold.json";
import noConsent from "./examples/problem-no-consent.json";
import textChanged from "./examples/problem-text-changed.json";
import unknown from "./examples/problem-unknown-subject.json";
import taken from "./examples/problem-taken.json";
import withdrawn from "./examples/problem-consent-withdrawn.json";
import audit from "./examples/audit.json";
import receipt from "./examples/receipt.json";
import { receiptLines } from "./receipt";
import * as words from "./words";

describe("times and terms", () => {
  it("carry their zone, for they are printed and read elsewhere", () => {
    expect(words.moment("2026-11-02T09:31:07.214Z", "UTC")).toBe("2 November 2026 at 09:31 UTC");
    expect(words.moment("2026-07-02T23:31:07.214Z", "Europe/Berlin")).toMatch(
      /^3 July 2026 at 01:31 /,
    );
    expect(words.day("2026-11-02T23:31:07.214Z", "UTC")).toBe("2 November 2026");
  });

  it.each([
    ["P3Y", "3 years"],
    ["P1Y6M", "1 year and 6 months"],
    ["P30D", "30 days"],
    ["PT1H", "PT1H"],
  ])("say %s as %s", (period, said) => expect(words.term(period)).toBe(said));
});

describe("the log in words", () => {
  it("has plain words for every action of the format, and shows what it does not know", () => {
    for (const { action } of audit.leaves) expect(words.action(action)).not.toMatch(/_/);
    expect(words.action("SOMETHING_NEW")).toBe("something new");
  });

  it("names who acted, and the program as no person", () => {
    expect(words.actor("officer:front-desk")).toBe("officer front-desk");
    expect(words.actor("system:sweeper")).toBe("the program itself");
  });

  it("tells how many entries a check cannot speak of", () => {
    const check = audit.check as Check;
    expect([7, 9, 3].map((size) => words.uncheckedSince(check, size))).toEqual([0, 2, 0]);
    expect(words.uncheckedSince({ ...check, verdict: "leaf 3: altered" }, 9)).toBeNull();
  });

  it("shortens hashes and no words", () => {
    expect(words.short("05a4adab722b82fbd128d8de3dee1869")).toBe("05a4adab722b\u2026");
    expect(words.short("biometric_consent_template_v1")).toBe("biometric_consent_template_v1");
  });
});

describe("a receipt in words", () => {
  it.each([
    ["biometric", "the photo and everything made from it"],
    ["everything", "everything of the person, the release too"],
  ])("says of the scope %s: %s", (scope, said) => {
    expect(receiptLines(`title\nscope: ${scope}\n`)).toEqual([{ name: "Destroyed", words: said }]);
  });
});

describe("refusals", () => {
  it.each([noConsent, withdrawn, textChanged, onHold, unknown, taken])(
    "of code $code speak of the desk and not of routes",
    (problem) => {
      const said = words.problemInWords({ ...problem, retryAfterSeconds: null });
      expect(said.message).not.toMatch(/\/api|GET|POST|DELETE|\{id\}/);
      expect(said.code).toBe(problem.code);
    },
  );

  it("that a new release mends are known as such", () => {
    expect([noConsent, withdrawn].every(({ code }) => words.newReleaseHelps(code))).toBe(true);
    expect([onHold.code, taken.code, null].some(words.newReleaseHelps)).toBe(false);
  });

  it("nobody has words for keep the server's, with its wait", () => {
    const problem = { status: 503, code: "vault.busy", detail: "Busy.", retryAfterSeconds: 5 };
    expect(words.problemInWords(problem).message).toBe("Busy. (Try again in 5 s.)");
  });
});

describe("a receipt", () => {
  it("is shown whole: every line of the signed text, in its order", () => {
    const lines = receiptLines(receipt.text);
    expect(lines).toHaveLength(receipt.text.trimEnd().split("\n").length - 1);
    expect(lines.find(({ name }) => name === "Because")?.words).toBe("it was requested");
    const [, bytes = ""] = /^bytes looked through: (\d+)$/m.exec(receipt.text) ?? [];
    const grouped = Number(bytes).toLocaleString("en-GB");
    expect(lines.find(({ name }) => name === "Bytes searched")?.words).toBe(grouped);
    expect(lines.find(({ name }) => name === "Receipt")?.words).toBe(receipt.id);
  });

  it("of a newer form shows what it does not know as it is written", () => {
    expect(receiptLines("mien erasure receipt v9\nmoon phase: 12\n")).toEqual([
      { name: "moon phase", words: "12" },
    ]);
  });
});
