import { fireEvent, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it, vi } from "vitest";
import auditBroken from "./examples/audit-broken.json";
import audit from "./examples/audit.json";
import growth from "./examples/audit-consistency.json";
import auditCheck from "./examples/audit-check.json";
import consentGiven from "./examples/consent-given.json";
import onHoldErasure from "./examples/consent-withdrawn-on-hold.json";
import erased from "./examples/erased.json";
import unfinished from "./examples/erasure-unfinished.json";
import held from "./examples/manifest-held.json";
import fresh from "./examples/manifest-new.json";
import onHold from "./examples/manifest-on-hold.json";
import policy from "./examples/policy.json";
import textChanged from "./examples/problem-text-changed.json";
import receipt from "./examples/receipt.json";
import { fileOf } from "../testing";
import { SUBJECT, PERSON, ofOne, open, press, button } from "./opened.test.kit";

const spoken = () => screen.getAllByRole("status").map((each) => each.textContent);

describe("signing", () => {
  const sign = (routes: Record<string, unknown> = {}) =>
    open(`${PERSON}/sign`, { [`GET ${SUBJECT}`]: fresh, ...routes });

  async function typeName() {
    await userEvent.type(await screen.findByLabelText(/^Name of the person/), "Kim Sample");
    await userEvent.click(screen.getByLabelText("as authorized representative"));
    await userEvent.click(screen.getByLabelText("Type the name"));
    await userEvent.type(screen.getByLabelText(/^To sign, type/), "Kim Sample");
    await userEvent.click(screen.getByRole("checkbox"));
  }

  it("sends name, capacity, method and the hash of the very text that is shown", async () => {
    const { studio } = sign({ [`POST ${SUBJECT}/consent`]: consentGiven });
    await typeName();
    await press("Sign the release");
    await waitFor(() => expect(window.location.hash).toBe(`#/consent/${PERSON}`));
    expect(studio.heard.at(-1)?.form).toEqual({
      text_hash: policy.release.text_hash,
      purpose: "identification",
      signer: "Kim Sample",
      capacity: "representative",
      method: "typed",
      signature: "Kim Sample",
    });
  });

  it("takes strokes of a pointer, and gives them back one by one", async () => {
    sign();
    const pad = await screen.findByTestId("pad");
    // jsdom has no pointers; a mouse event of that name carries the same places.
    const hand = (kind: string, clientX: number, clientY: number, pressed = 0) =>
      fireEvent(pad, new MouseEvent(kind, { bubbles: true, clientX, clientY, button: pressed }));
    hand("pointerdown", 2, 2, 2); // the right button writes nothing
    for (const y of [5, 9]) {
      hand("pointerdown", 1, y);
      hand("pointermove", 4, y);
      hand("pointerup", 4, y);
      hand("pointermove", 9, y); // the pen is up
    }
    expect(pad.querySelectorAll("path")).toHaveLength(2);
    expect(pad.querySelector("path")?.getAttribute("d")?.match(/L/g)).toHaveLength(1);
    expect(pad.getAttribute("aria-label")).toBe("Field to sign in, signed");
    await press("Undo the last stroke");
    expect(pad.querySelectorAll("path")).toHaveLength(1);
    await press("Clear");
    expect(screen.getByText("Write the name of the person who signs.")).toBeTruthy();
    expect(button("Sign the release").disabled).toBe(true);
  });

  it("keeps a scan of the paper that was signed, once somebody says that it has this text", async () => {
    const { studio } = sign({ [`POST ${SUBJECT}/consent`]: consentGiven });
    await userEvent.type(await screen.findByLabelText(/^Name of the person/), "Kim Sample");
    await userEvent.click(screen.getByLabelText("On paper"));
    expect(screen.getByText("Add a scan or a photo of the paper that was signed.")).toBeTruthy();
    const chooser = () => screen.getByTestId("chooser-1");
    fireEvent.change(chooser(), { target: { files: [fileOf("release.pdf")] } });
    expect(screen.getByText(/^Unsupported file format: pdf/)).toBeTruthy();
    const scan = new File(["x"], "release.png", { type: "image/png" });
    fireEvent.change(chooser(), { target: { files: [scan] } });
    expect(screen.getByText("Say that the paper has this very text.")).toBeTruthy();
    await userEvent.click(screen.getByLabelText(/^The paper that was signed has this very text/));
    await press("Keep the signed release");
    await waitFor(() => expect(window.location.hash).toBe(`#/consent/${PERSON}`));
    const { evidence, ...form } = studio.heard.at(-1)?.form ?? {};
    expect((evidence as File).name).toBe("evidence.png");
    expect(form).toEqual({
      text_hash: policy.release.text_hash,
      purpose: "identification",
      signer: "Kim Sample",
      capacity: "subject",
      method: "paper",
    });
  });

  it("shows the new text when it changed meanwhile, and asks for everything anew", async () => {
    const { studio } = sign({ [`POST ${SUBJECT}/consent`]: textChanged });
    await typeName();
    await press("Sign the release");
    await screen.findByText(/changed meanwhile/);
    const release = { ...policy.release, text: "# Another text", text_hash: "0".repeat(64) };
    studio.routes["GET /api/v1/policy"] = { ...policy, release };
    await press("Show the new text");
    expect(await screen.findByRole("heading", { name: "Another text" })).toBeTruthy();
    expect(screen.getByLabelText<HTMLInputElement>(/^Name of the person/).value).toBe("");
  });
});

describe("the ends", () => {
  it("withdrawing leads to the receipt", async () => {
    open(`${PERSON}/withdraw`, {
      [`GET ${SUBJECT}`]: held,
      [`DELETE ${SUBJECT}/consent`]: { erasure: erased },
    });
    await press("Withdraw the release");
    await waitFor(() => expect(window.location.hash).toBe(`#/consent/receipts/${receipt.id}`));
  });

  it("withdrawing under a hold says that the photo stays", async () => {
    open(`${PERSON}/withdraw`, {
      [`GET ${SUBJECT}`]: ofOne(onHold),
      [`DELETE ${SUBJECT}/consent`]: onHoldErasure,
    });
    expect((await screen.findByRole("note")).textContent).toMatch(/the photo stays until/);
    await press("Withdraw the release");
    expect(await screen.findByRole("heading", { name: "The release is withdrawn" })).toBeTruthy();
    expect(screen.getByText(/stays while the legal hold stands/)).toBeTruthy();
  });

  it("erasing needs the number typed, and names what was still found", async () => {
    const { asked } = open(`${PERSON}/erase`, {
      [`GET ${SUBJECT}`]: held,
      [`DELETE ${SUBJECT}`]: unfinished,
    });
    await userEvent.click(await screen.findByRole("radio", { name: /^Everything/ }));
    await userEvent.type(screen.getByLabelText(/^To confirm/), "staff-004");
    expect(button("Erase for good").disabled).toBe(true);
    await userEvent.type(screen.getByLabelText(/^To confirm/), "2");
    await press("Erase for good");
    expect(await screen.findByText("write-ahead log: it is being read")).toBeTruthy();
    expect(asked()).toContain(`DELETE ${SUBJECT}`);
  });

  it("the receipt is shown whole, with what it takes to check it", async () => {
    open(`receipts/${receipt.id}`, { [`GET /api/v1/receipts/${receipt.id}`]: receipt });
    expect(await screen.findByRole("heading", { name: "Receipt of an erasure" })).toBeTruthy();
    expect(screen.getByText(receipt.signature)).toBeTruthy();
    expect(document.querySelector("pre")?.textContent).toBe(receipt.text);
    expect(screen.getByText(/openssl pkeyutl -verify/)).toBeTruthy();
    const print = vi.spyOn(window, "print").mockImplementation(() => undefined);
    await press("Print the receipt");
    expect(print).toHaveBeenCalledOnce();
  });
});

describe("the log", () => {
  it("lists what was done in plain words, newest first, with the state of the check", async () => {
    open("log");
    expect(await screen.findByRole("heading", { name: "The log is sound" })).toBeTruthy();
    const entries = screen.getAllByRole("listitem").filter((each) => each.querySelector(".leaf"));
    expect(entries).toHaveLength(audit.leaves.length);
    expect(entries[0]?.textContent).toMatch(/^6Data were destroyed/);
    expect(entries.at(-1)?.textContent).toMatch(/The daily round looked/);
  });

  it("says loudly that it is broken, and where", async () => {
    open("log", { "GET /api/v1/audit?limit=25": auditBroken });
    expect(await screen.findByRole("heading", { name: "The log was tampered with" })).toBeTruthy();
    expect(screen.getByText(auditBroken.check.verdict)).toBeTruthy();
  });

  it("is checked anew on request, and says what was found", async () => {
    open("log", { "POST /api/v1/audit/check": auditCheck });
    await press("Check it all now");
    await waitFor(() => expect(spoken()).toContain("The log is sound"));
  });

  it("shows the receipt of an erasure that nobody sat by", async () => {
    open("log");
    const [link] = await screen.findAllByRole("link", { name: "Show the receipt" });
    expect(link?.getAttribute("href")).toBe(`#/consent/receipts/${receipt.id}`);
  });

  it("is compared with a state that somebody kept", async () => {
    open("log", { "GET /api/v1/audit/consistency?first=3": growth });
    const entries = await screen.findByLabelText("Entries then");
    await userEvent.type(entries, "8");
    expect(screen.getByText("The log has 7 entries now: then it had 1 to 7.")).toBeTruthy();
    await userEvent.clear(entries);
    await userEvent.type(entries, "3");
    await userEvent.type(screen.getByLabelText(/^Root then/), "f".repeat(64));
    await press("Prove it");
    expect(await screen.findByText(/^The root that you have from then is another/)).toBeTruthy();
    await userEvent.clear(screen.getByLabelText(/^Root then/));
    await press("Prove it");
    expect(await screen.findByText(/^Proved by this browser: the 7 entries of today/)).toBeTruthy();
    expect(screen.getByText(/^The state of then is as this server shows it\./)).toBeTruthy();
  });

  it("is turned to older entries and back to the newest", async () => {
    const leaf = (index: number) => ({ ...audit.leaves[3]!, index });
    const page = (from: number, to: number) => ({
      ...audit,
      size: 60,
      leaves: Array.from({ length: to - from }, (_, each) => leaf(from + each)),
      next: to < 60 ? to : null,
    });
    const { asked } = open("log", {
      "GET /api/v1/audit?limit=25": page(35, 60),
      "GET /api/v1/audit?limit=25&from=10": page(10, 35),
    });
    expect(await screen.findByText("Entries 35 to 59 of 60")).toBeTruthy();
    expect(button("Newer").disabled).toBe(true);
    await press("Older");
    expect(await screen.findByText("Entries 10 to 34 of 60")).toBeTruthy();
    await press("Newer");
    expect(await screen.findByText("Entries 35 to 59 of 60")).toBeTruthy();
    expect(asked().filter((each) => each.startsWith("GET /api/v1/audit"))).toHaveLength(3);
  });
});
