import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { CompareAnswer } from "../frame/answers";
import { placeOnScale } from "./ScoreScale";
import outside from "./examples/outside.json";
import same from "./examples/same.json";
import {
  ageInWords,
  calibrationInWords,
  distanceInWords,
  headline,
  leftOutInWords,
  oneIn,
  rateInWords,
  reasonInWords,
  scoreAndThreshold,
  summary,
} from "./words";

const RUNS = { numRuns: 500, seed: 20261121 };
const cosine = fc.double({ min: -1, max: 1, noNaN: true });
const threshold = fc.double({ min: 0.05, max: 0.95, noNaN: true });
/** Scores that crowd around the threshold, where rounding could turn the order. */
const near = threshold.chain((edge) =>
  fc.tuple(
    fc.oneof(
      cosine,
      fc.double({ min: -1e-3, max: 1e-3, noNaN: true }).map((off) => edge + off),
      fc.constantFrom(edge, edge - 1e-9, edge + 1e-9),
    ),
    fc.constant(edge),
  ),
);
const asNumber = (shown: string): number => Number(shown.replace("−", "-"));

describe("threshold display consistency", () => {
  it("property: threshold consistency: shown under the threshold iff it is under it", () => {
    fc.assert(
      fc.property(near, ([score, edge]) => {
        const [shown, shownEdge] = scoreAndThreshold(score, edge);
        const under = shown.startsWith("just under") || asNumber(shown) < asNumber(shownEdge);
        if (score < edge) expect(under).toBe(true);
        else expect(asNumber(shown)).toBeGreaterThanOrEqual(asNumber(shownEdge));
      }),
      RUNS,
    );
  });

  it("property: threshold consistency: the dot is left of the line only for a lower score", () => {
    fc.assert(
      fc.property(near, ([score, edge]) => {
        const [dot, line] = [placeOnScale(score), placeOnScale(edge)];
        expect(dot >= 0 && dot <= 100).toBe(true);
        if (score >= edge) expect(dot).toBeGreaterThanOrEqual(line);
        else expect(dot).toBeLessThanOrEqual(line);
      }),
      RUNS,
    );
  });

  it("shows as many decimals as the order needs, and no more", () => {
    expect(scoreAndThreshold(0.612, 0.35)).toEqual(["0.61", "0.35"]);
    expect(scoreAndThreshold(0.3496, 0.35)).toEqual(["0.3496", "0.3500"]);
    expect(scoreAndThreshold(0.35, 0.35)).toEqual(["0.35", "0.35"]);
    expect(scoreAndThreshold(-0.004, 0.35)).toEqual(["0.00", "0.35"]);
    expect(scoreAndThreshold(-0.12, 0.35)).toEqual(["−0.12", "0.35"]);
    expect(scoreAndThreshold(0.35 - 1e-12, 0.35)).toEqual(["just under 0.35", "0.35"]);
  });
});

describe("distance display consistency", () => {
  it("property: the distance is shown within [0, 1], to a hundredth", () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), (distance) => {
        expect(Math.abs(Number(distanceInWords(distance)) - distance)).toBeLessThanOrEqual(0.00501);
      }),
      RUNS,
    );
  });
});

describe("the false match rate in words", () => {
  it("property: the words are within 5 % of the rate below 1 in 20, within 1 in 100 above", () => {
    // Uniform over the exponents: 1e-9 to 1.
    const rate = fc.double({ min: -9, max: -1e-9, noNaN: true }).map((power) => 10 ** power);
    fc.assert(
      fc.property(rate, (each) => {
        const shown = /^([\d,]+) in ([\d,]+)$/.exec(oneIn(each));
        const [part, whole] = [shown?.[1], shown?.[2]].map((x) => Number(x?.replaceAll(",", "")));
        const said = part! / whole!;
        if (each < 0.05) expect(Math.abs(said / each - 1)).toBeLessThanOrEqual(0.05 + 1e-9);
        else expect(Math.abs(said - each)).toBeLessThanOrEqual(0.01);
      }),
      RUNS,
    );
  });

  it("keeps none and all for exactly that", () => {
    expect([0, 1, 0.999, 1e-9].map(oneIn)).toEqual([
      "none",
      "all",
      "99 in 100",
      "1 in 1,000,000,000",
    ]);
  });

  const measured = { rate: 0.001, low: 0.0005, high: 0.002, comparisons: 125000, calibration: "X" };

  it("is a sentence with the interval and the calibration", () => {
    expect(rateInWords(measured, false)).toBe(
      "About 1 in 1,000 pairs of different people score this high.",
    );
    expect(calibrationInWords(measured)).toBe(
      "95% interval: 1 in 2,000 to 1 in 500. Measured on 125,000 pairs (X).",
    );
  });

  it("claims no more than the upper limit where no such pair was seen", () => {
    const unseen = { ...measured, rate: 0.0001, low: 0, high: 0.0003 };
    expect(rateInWords(unseen, false)).toBe(
      "Fewer than 1 in 3,300 pairs of different people score this high.",
    );
    expect(calibrationInWords(unseen)).toContain("none to 1 in 3,300");
  });

  it("says when it is not known", () => {
    expect(rateInWords(null, false)).toContain("is not known");
    expect(rateInWords(null, true)).toContain("judged this alike is not known");
  });
});

describe("the other words", () => {
  it("name a judgment as one, and only where there is one", () => {
    expect(headline("same", false)).toBe("Likely the same person");
    expect(headline("same", true)).toBe("An outside AI thinks: likely the same person");
    expect(headline("rejected", true)).toBe("Not compared");
  });

  it("give the age with its group, or that it is not known", () => {
    expect(ageInWords({ age: 34, age_known: false, age_group: "adult" })).toBe(
      "about 34 years, adult",
    );
    expect(ageInWords({ age: 34, age_known: true, age_group: "adult" })).toBe(
      "34 years, adult (as you said)",
    );
    expect(ageInWords({ age: 1, age_known: false, age_group: "infant" })).toBe("about 1 year, infant");
    expect(ageInWords({ age: null, age_known: false, age_group: null })).toBe("age not known");
  });

  it("name the photo that a reason speaks of", () => {
    expect(reasonInWords({ code: "blurred", message: "Blurred.", photo: 2 })).toBe(
      "Photo 2: Blurred.",
    );
    expect(reasonInWords({ code: "x", message: "Both.", photo: null })).toBe("Both.");
  });
});

describe("what is copied", () => {
  it("has verdict, score, threshold, error rate and models", () => {
    expect(summary(same as unknown as CompareAnswer).split("\n")).toEqual([
      "Likely the same person",
      "Score 0.61, threshold 0.35",
      "About 1 in 100,000 pairs of different people score this high.",
      "Models: det_10g, w600k_r50, yunet_2023mar",
    ]);
  });

  it("says that a photo left the machine", () => {
    expect(summary(outside as unknown as CompareAnswer)).toContain("left this machine");
  });
});

describe("faces that were not compared", () => {
  it("are counted together with those that a limit left out", () => {
    expect(leftOutInWords(0, 0)).toBeNull();
    expect(leftOutInWords(1, 0)).toBe("1 other face not compared");
    expect(leftOutInWords(2, 81)).toBe("83 other faces not compared");
  });
});
