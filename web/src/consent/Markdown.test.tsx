import { render } from "@testing-library/react";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import policy from "./examples/policy.json";
import { Markdown } from "./Markdown";

const lettersOf = (text: string) => text.replace(/[^\p{L}\p{N}]/gu, "");

describe("a text to sign", () => {
  it("is shown whole, with its heading and its bold beginnings", () => {
    const { container } = render(<Markdown text={policy.release.text} />);
    expect(lettersOf(container.textContent ?? "")).toBe(lettersOf(policy.release.text));
    expect(container.querySelector("h2")?.textContent).toMatch(/^Release for the collection/);
    expect(container.querySelector("strong")?.textContent).toBe("Who asks.");
  });

  it("shows the schedule's table as one", () => {
    const { container } = render(<Markdown text={policy.text} />);
    expect(container.querySelectorAll("th")).toHaveLength(2);
    expect(container.querySelectorAll("tbody tr")).toHaveLength(4);
    expect(container.querySelectorAll("hr")).toHaveLength(1);
  });

  it("property: no letter and no digit of any text is lost, and nothing becomes markup", () => {
    const line = fc.constantFrom(
      "# Head", "## Two", "**bold** then", "| a | b |", "| --- | --- |", "| 1 | 2 |", "- one",
      "---", "", "<img src=x>", "a ** b", "# # ##", "|", "[a](b)", "####### seven",
    );
    fc.assert(
      fc.property(fc.array(line, { maxLength: 14 }), (lines) => {
        const text = lines.join("\n");
        const { container, unmount } = render(<Markdown text={text} />);
        expect(lettersOf(container.textContent ?? "")).toBe(lettersOf(text));
        expect(container.querySelector("img, script, a")).toBeNull();
        unmount();
      }),
      { numRuns: 150, seed: 20261121 },
    );
  });
});
