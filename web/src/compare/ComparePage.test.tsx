import { act, fireEvent, render, screen, within } from "@testing-library/react";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { CompareAnswer } from "../frame/answers";
import type { Outcome } from "../frame/api";
import { fileOf, ScriptedStudio } from "../testing";
import { ComparePage } from "./ComparePage";
import different from "./examples/different.json";
import fallback from "./examples/fallback.json";
import inconclusive from "./examples/inconclusive.json";
import outside from "./examples/outside.json";
import severalFaces from "./examples/problem-several-faces.json";
import rejected from "./examples/rejected.json";
import same from "./examples/same.json";

function open(provider: string | null = "local") {
  const studio = new ScriptedStudio();
  const page = render(<ComparePage studio={studio} provider={provider} />);
  return { studio, page };
}

function choose(place: 1 | 2, file: File) {
  fireEvent.change(screen.getByTestId(`chooser-${place}`), { target: { files: [file] } });
}

const compareButton = () => screen.getByRole<HTMLButtonElement>("button", { name: /^(Compare|Comparing…)$/ });

async function answered(outcome: Outcome<CompareAnswer>) {
  const { studio } = open();
  choose(1, fileOf("a.jpg"));
  choose(2, fileOf("b.png"));
  fireEvent.click(compareButton());
  await act(async () => studio.asked[0]?.answer(outcome));
  return studio;
}

const answer = (example: unknown): Outcome<CompareAnswer> => ({
  kind: "answer",
  value: example as CompareAnswer,
});

describe("the way to an answer", () => {
  it("Feature: age-invariant-face-recognition, Property 10: Compare button enabled state", () => {
    const name = fc.constantFrom("a.jpg", "b.jpeg", "c.png", "d.webp", "e.gif", "f");
    const step = fc.tuple(fc.constantFrom(1 as const, 2 as const), name);
    fc.assert(
      fc.property(fc.array(step, { maxLength: 5 }), (steps) => {
        const { page } = open();
        const held = new Map<number, boolean>();
        for (const [place, file] of steps) {
          choose(place, fileOf(file));
          // A wrong file does not replace a good one.
          if (/\.(jpg|jpeg|png|webp)$/.test(file)) held.set(place, true);
        }
        // By role would be the words of a reader, but reads the whole page's styles each time.
        const button = page.container.querySelector<HTMLButtonElement>("button[type='submit']");
        expect(button?.disabled === false).toBe(held.get(1) === true && held.get(2) === true);
        page.unmount();
      }),
      { numRuns: 100, seed: 20261121 },
    );
  });

  it("asks once with both photos, in order, and says that it is busy", () => {
    const { studio } = open();
    choose(1, fileOf("a.jpg"));
    choose(2, fileOf("b.png"));
    fireEvent.click(compareButton());
    expect(studio.asked[0]?.photos.map((photo) => photo.name)).toEqual(["a.jpg", "b.png"]);
    expect(compareButton().disabled).toBe(true);
    expect(compareButton().textContent).toBe("Comparing…");
    expect(screen.getByRole("status").textContent).toBe("Comparing the two photos");
  });

  it("asks with what is known of each photo; a change of it withdraws the answer", async () => {
    const studio = await answered(answer(same));
    const age = (photo: string) => screen.getByLabelText(`Age in the ${photo} photo`);
    fireEvent.change(age("first"), { target: { value: "7" } });
    expect(screen.queryByText("Likely the same person")).toBeNull();
    fireEvent.change(age("second"), { target: { value: "41" } });
    fireEvent.click(compareButton());
    expect(studio.asked[1]?.known.map((each) => each.age)).toEqual(["7", "41"]);
  });

  const outcomes: [string, Outcome<CompareAnswer>][] = [
    ["an answer", answer(same)],
    ["a network failure", { kind: "unreachable" }],
    [
      "an error of the server",
      {
        kind: "problem",
        problem: { status: 422, detail: "No face.", code: null, retryAfterSeconds: null },
      },
    ],
  ];
  it.each(outcomes)("stops loading on %s", async (_, outcome) => {
    await answered(outcome);
    expect(compareButton().textContent).toBe("Compare");
    expect(compareButton().disabled).toBe(false);
  });

  it("forgets a request when a photo changes under it", async () => {
    const { studio } = open();
    choose(1, fileOf("a.jpg"));
    choose(2, fileOf("b.png"));
    fireEvent.click(compareButton());
    choose(2, fileOf("c.png"));
    expect(studio.asked[0]?.signal.aborted).toBe(true);
    await act(async () => studio.asked[0]?.answer(answer(same)));
    expect(screen.queryByText("Likely the same person")).toBeNull();
  });

  it("starts by itself when both photos are shown, but not where a photo would leave", () => {
    for (const provider of ["local", "openai"]) {
      const { studio, page } = open(provider);
      choose(1, fileOf("a.jpg"));
      choose(2, fileOf("b.png"));
      for (const image of screen.getAllByRole("img")) fireEvent.load(image);
      expect(studio.asked).toHaveLength(provider === "local" ? 1 : 0);
      page.unmount();
    }
  });

  it("can be cancelled", () => {
    const { studio } = open();
    choose(1, fileOf("a.jpg"));
    choose(2, fileOf("b.png"));
    fireEvent.click(compareButton());
    fireEvent.click(screen.getByRole("button", { name: "Cancel" }));
    expect(studio.asked[0]?.signal.aborted).toBe(true);
    expect(compareButton().disabled).toBe(false);
  });
});

describe("the zones", () => {
  it("say beside themselves why a file was not taken, and take the next one", () => {
    open();
    choose(1, fileOf("letter.pdf"));
    const zone = within(screen.getByRole("region", { name: "First photo" }));
    expect(zone.getByRole("alert").textContent).toBe(
      "Unsupported file format: pdf. Allowed: jpg, jpeg, png, webp",
    );
    choose(1, fileOf("a.jpg", 11 * 1024 * 1024));
    expect(zone.getByRole("alert").textContent).toBe("File size exceeds 10 MB limit");
    choose(1, fileOf("a.jpg"));
    expect(zone.getByRole("alert").textContent).toBe("");
  });

  it("keep the good photo when a wrong file is offered", () => {
    open();
    choose(1, fileOf("a.jpg"));
    choose(1, fileOf("letter.pdf"));
    expect(screen.getByRole("img", { name: /^First photo: a.jpg/ })).toBeTruthy();
    expect(screen.getByText(/^Unsupported file format: pdf/)).toBeTruthy();
  });

  it("say that a picture cannot be read when the browser finds that out", () => {
    open();
    choose(2, fileOf("a.jpg"));
    const zone = within(screen.getByRole("region", { name: "Second photo" }));
    fireEvent.error(zone.getByRole("img"));
    expect(zone.getByRole("alert").textContent).toMatch(/^Could not decode image/);
    expect(zone.queryByRole("img")).toBeNull();
  });

  it("take two dropped files at once, the second into the other zone", () => {
    open();
    const well = screen.getByRole("button", { name: "Choose the second photo" });
    fireEvent.drop(well, { dataTransfer: { files: [fileOf("b.jpg"), fileOf("a.jpg")] } });
    expect(screen.getByRole("img", { name: /^Second photo: b.jpg/ })).toBeTruthy();
    expect(screen.getByRole("img", { name: /^First photo: a.jpg/ })).toBeTruthy();
  });

  it("take a pasted picture: the first empty one, or the one that has the focus", () => {
    open();
    fireEvent.paste(document.body, { clipboardData: { files: [fileOf("one.png")] } });
    fireEvent.paste(document.body, { clipboardData: { files: [fileOf("two.png")] } });
    expect(screen.getByRole("img", { name: /^Second photo: two.png/ })).toBeTruthy();
    screen.getByRole("button", { name: /^First photo/ }).focus();
    fireEvent.paste(document.body, { clipboardData: { files: [fileOf("three.png")] } });
    expect(screen.getByRole("img", { name: /^First photo: three.png/ })).toBeTruthy();
  });

  it("warn before anything is sent when an outside provider would see it", () => {
    open("openai");
    expect(screen.getByText(/will leave this machine/)).toBeTruthy();
  });
});

describe("the result", () => {
  it.each([
    [same, "Likely the same person"],
    [fallback, "Likely the same person"],
    [different, "Likely different people"],
    [inconclusive, "Can’t tell from these photos"],
    [rejected, "Not compared"],
    [outside, "An outside AI thinks: likely the same person"],
  ])("speaks the decision and its reasons, once", async (example, words) => {
    await answered(answer(example));
    expect(screen.getByRole("heading", { name: words })).toBeTruthy();
    expect(screen.getByRole("status").textContent).toBe(words);
    const repeated = example.decision === "rejected" ? 1 : 0;
    expect(screen.queryAllByText(example.message)).toHaveLength(repeated);
    for (const { message } of example.reasons) {
      expect(screen.getByText(message, { exact: false })).toBeTruthy();
    }
  });

  it("shows score, threshold, the error that matters, and the rest as details", async () => {
    await answered(answer(same));
    expect(screen.getByRole("img", { name: /^Score 0.61 .* threshold is 0.35$/ })).toBeTruthy();
    const figure = document.querySelector(".key-figure");
    expect(figure?.textContent).toMatch(/^About 1 in 100,000 pairs of different people/);
    expect(screen.getByText(/1 in 420,000 to 1 in 32,000/)).toBeTruthy();
    expect(screen.getByText("0.40")).toBeTruthy();
    expect(screen.getByText(/^Highest among women over 59/)).toBeTruthy();
    expect(screen.getByText("about 36 years, adult")).toBeTruthy();
  });

  it("highlights exactly one face in each photo and draws the others", async () => {
    await answered(answer(different));
    const drawings = [...document.querySelectorAll(".marks")];
    expect(drawings.map((each) => each.querySelectorAll(".face").length)).toEqual([3, 3]);
    expect(drawings.map((each) => each.querySelectorAll(".face.chosen").length)).toEqual([1, 1]);
    const rect = drawings[1]?.querySelector(".chosen rect");
    expect(rect?.getAttribute("x")).toBe(String(different.photos[1]?.faces[1]?.box[0]));
  });

  it("draws no scale without a score, and none for a judgment from outside", async () => {
    await answered(answer(rejected));
    expect(document.querySelector(".scale, .key-figure")).toBeNull();
    document.body.replaceChildren();
    await answered(answer(outside));
    expect(document.querySelector(".scale")).toBeNull();
    expect(screen.getByText(/not a measurement. It is not comparable/)).toBeTruthy();
    expect(screen.queryByRole("img", { name: /^Score/ })).toBeNull();
  });

  it("says plainly that a photo left the machine, and to whom", async () => {
    await answered(answer(outside));
    expect(screen.getByRole("note").textContent).toBe(
      "A photo left this machine: crops of the faces were sent to the outside provider " +
        `\u201copenai\u201d.${outside.warning}`,
    );
  });

  it("says after a fallback that a photo may have left, and who answered", async () => {
    await answered(answer(fallback));
    expect(screen.getByRole("note").textContent).toBe(
      "A photo may have left this machine: an outside provider was asked first." +
        `${fallback.warning}`,
    );
    expect(screen.getByRole("img", { name: /^Score/ })).toBeTruthy();
  });

  it("speaks of no leaving where none was", async () => {
    await answered(answer(same));
    expect(screen.queryByText(/left this machine/)).toBeNull();
  });

  it("shows a network failure in the contract's words", async () => {
    await answered({ kind: "unreachable" });
    const words = screen.getAllByRole("alert").map((each) => each.textContent);
    expect(words).toContain("Connection error. Please try again.");
  });

  const several = (document?: unknown): Outcome<CompareAnswer> => {
    const detail = "Multiple faces detected; please upload an image with exactly one face";
    const code = "face.several";
    return {
      kind: "problem",
      problem: { status: 422, detail, code, retryAfterSeconds: null, document },
    };
  };

  it("offers the largest faces, or all, where there were several", async () => {
    const studio = await answered(several());
    fireEvent.click(screen.getByRole("button", { name: "Use the largest" }));
    expect(studio.asked.map((each) => each.select)).toEqual(["only", "largest"]);
  });

  it("asks which face is meant in its photo, and compares that one", async () => {
    const studio = await answered(several(severalFaces));
    expect(screen.getByText(/^The first photo shows 3 people/)).toBeTruthy();
    fireEvent.keyDown(screen.getByRole("button", { name: "Use face 2 of 3" }), {
      key: "Enter",
    });
    expect(studio.asked.map((each) => each.faces)).toEqual([
      [null, null],
      [1, null],
    ]);
  });

  it("lets another face be chosen after an answer", async () => {
    const studio = await answered(answer(different));
    const second = within(screen.getByRole("group", { name: "Faces in the second photo" }));
    fireEvent.click(second.getAllByRole("button")[0]!);
    expect(studio.asked[1]?.faces).toEqual([null, 0]);
  });

  it("takes the focus to the answer", async () => {
    await answered(answer(same));
    expect(document.activeElement?.className).toBe("outcome");
  });

  it("compares another photo with the first one", async () => {
    await answered(answer(same));
    fireEvent.click(screen.getByRole("button", { name: "Compare another" }));
    expect(screen.getByRole("img", { name: /^First photo: a.jpg/ })).toBeTruthy();
    expect(screen.getByRole("button", { name: "Choose the second photo" })).toBe(
      document.activeElement,
    );
  });
});
