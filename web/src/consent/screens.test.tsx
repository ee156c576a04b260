import { fireEvent, render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it, vi } from "vitest";
import { AnsweringStudio, fileOf } from "../testing";
import { ConsentPage } from "./ConsentPage";
import auditBroken from "./examples/audit-broken.json";
import audit from "./examples/audit.json";
import auditCheck from "./examples/audit-check.json";
import consentGiven from "./examples/consent-given.json";
import onHoldErasure from "./examples/consent-withdrawn-on-hold.json";
import deskLocal from "./examples/desk-local.json";
import erased from "./examples/erased.json";
import unfinished from "./examples/erasure-unfinished.json";
import classified from "./examples/manifest-classified.json";
import consented from "./examples/manifest-consented.json";
import held from "./examples/manifest-held.json";
import fresh from "./examples/manifest-new.json";
import onHold from "./examples/manifest-on-hold.json";
import satisfied from "./examples/manifest-satisfied.json";
import withdrawn from "./examples/manifest-withdrawn.json";
import photoKept from "./examples/photo-kept.json";
import personal from "./examples/policy-personal.json";
import policy from "./examples/policy.json";
import refusedRole from "./examples/problem-role.json";
import refusedWithdrawn from "./examples/problem-consent-withdrawn.json";
import taken from "./examples/problem-taken.json";
import textChanged from "./examples/problem-text-changed.json";
import vaultOff from "./examples/problem-vault-off.json";
import receipt from "./examples/receipt.json";
import created from "./examples/subject-created.json";
import none from "./examples/subjects-none.json";
import subjects from "./examples/subjects.json";

const ID = held.subject_id;
const SUBJECT = `/api/v1/subjects/${ID}`;
const PERSON = `people/${ID}`;
const VIEWER = { ...deskLocal, actor: { role: "viewer", id: "guard" } };

/** The desk at that place, with those answers beside the usual ones. */
function open(place: string, routes: Record<string, unknown> = {}) {
  window.location.hash = `#/consent/${place}`;
  const studio = new AnsweringStudio({
    "GET /api/v1/desk": deskLocal,
    "GET /api/v1/policy": policy,
    "GET /api/v1/subjects?limit=25": subjects,
    "GET /api/v1/audit?limit=25": audit,
    ...routes,
  });
  const changeKey = vi.fn<() => void>();
  const page = render(<ConsentPage studio={studio} place={place} changeKey={changeKey} />);
  const asked = () => studio.heard.map(({ what }) => what);
  return { studio, page, changeKey, asked };
}

const person = (manifest: unknown, routes: Record<string, unknown> = {}) =>
  open(PERSON, { [`GET ${SUBJECT}`]: manifest, ...routes });
const press = async (name: string | RegExp) =>
  userEvent.click(await screen.findByRole("button", { name }));
const button = (name: string | RegExp) => screen.getByRole<HTMLButtonElement>("button", { name });
const spoken = () => screen.getAllByRole("status").map((each) => each.textContent);

describe("the desk", () => {
  it("says how a vault is switched on where there is none", async () => {
    open("", { "GET /api/v1/desk": vaultOff });
    expect((await screen.findByRole("alert")).textContent).toBe(vaultOff.detail);
  });

  it("names who acts, and links the published policy", async () => {
    open("", { "GET /api/v1/desk": VIEWER });
    expect((await screen.findByText("guard")).parentElement?.textContent).toMatch(/viewer guard/);
    const link = screen.getByRole("link", { name: "Published policy" });
    expect(link.getAttribute("href")).toBe("./policy");
  });

  it("moves the focus to the title of a screen that somebody came to, not to the first", async () => {
    const { studio, page, changeKey } = open("");
    await screen.findByRole("heading", { name: "People" });
    expect(document.activeElement).toBe(document.body);
    page.rerender(<ConsentPage studio={studio} place="log" changeKey={changeKey} />);
    const title = await screen.findByRole("heading", { name: "The log" });
    await waitFor(() => expect(document.activeElement).toBe(title));
  });
});

describe("people", () => {
  it("are listed in pages, forwards and back", async () => {
    const { asked } = open("", { "GET /api/v1/subjects?after=visitor_7&limit=25": none });
    for (const { safe_id: name } of subjects.subjects) {
      expect(await screen.findByRole("link", { name })).toBeTruthy();
    }
    expect(button("Earlier").disabled).toBe(true);
    await press("Later");
    await screen.findByText("Nobody has been entered yet.");
    await press("Earlier");
    await screen.findByRole("link", { name: "visitor_7" });
    expect(asked().filter((each) => each.includes("after="))).toHaveLength(1);
  });

  it("are opened by their whole number, else the list is narrowed", async () => {
    open("", {
      "GET /api/v1/subjects?safe_id=staff-0042": subjects,
      "GET /api/v1/subjects?safe_id=visitor": none,
      "GET /api/v1/subjects?prefix=visitor&limit=25": none,
    });
    const field = await screen.findByLabelText(/^Find by/);
    await userEvent.type(field, "visitor{enter}");
    await screen.findByText("Nobody has such a number.");
    await userEvent.clear(field);
    await userEvent.type(field, "staff-0042{enter}");
    await waitFor(() => expect(window.location.hash).toBe(`#/consent/${PERSON}`));
  });

  it("are entered by a number, never by a name", async () => {
    const { studio } = open("", { "POST /api/v1/subjects": created });
    const field = await screen.findByLabelText(/^Enter a new person/);
    await userEvent.type(field, "Robin Sample{enter}");
    expect(await screen.findByText(/never a name\.$/)).toBeTruthy();
    expect(studio.heard.some(({ what }) => what.startsWith("POST"))).toBe(false);
    await userEvent.clear(field);
    await userEvent.type(field, "staff-0042{enter}");
    await waitFor(() => expect(window.location.hash).toBe(`#/consent/${PERSON}`));
    expect(studio.heard.at(-1)?.form).toEqual({ safe_id: "staff-0042" });
  });

  it("whose number is taken are not entered twice; a viewer enters nobody", async () => {
    const { page } = open("", { "POST /api/v1/subjects": taken });
    await userEvent.type(await screen.findByLabelText(/^Enter a new/), "staff-0042{enter}");
    expect(await screen.findByText("Somebody has that number already.")).toBeTruthy();
    page.unmount();
    open("", { "GET /api/v1/desk": VIEWER });
    await screen.findByText("That needs the role officer; your key has the role viewer.");
    expect(button("Enter").disabled).toBe(true);
  });
});

describe("a person's screen", () => {
  it.each([
    [fresh, "No release", "Nothing can be uploaded before a release is signed."],
    [withdrawn, "Release withdrawn", "The release was withdrawn. Nothing can be uploaded"],
    [satisfied, "Release given", "The purpose of the release is satisfied."],
  ])("says why nothing can be uploaded, and offers nothing to choose into", async (...given) => {
    const [manifest, state, why] = given;
    person(manifest);
    expect((await screen.findAllByText(state)).length).toBeGreaterThan(0);
    expect(screen.getByText(why, { exact: false })).toBeTruthy();
    expect(screen.queryByTestId("chooser-1")).toBeNull();
    const upload = screen.getByText("Store the photo") as HTMLButtonElement;
    expect(upload.disabled).toBe(true);
    expect(upload.getAttribute("aria-describedby")).toBe(screen.getByText(why, { exact: false }).id);
  });

  it("stores a chosen photo and shows what is held then", async () => {
    const { studio } = person(consented, { [`POST ${SUBJECT}/photo`]: photoKept });
    expect(await screen.findByText("Choose or take a photo first.")).toBeTruthy();
    fireEvent.change(screen.getByTestId("chooser-1"), { target: { files: [fileOf("a.gif")] } });
    expect(button("Store the photo").disabled).toBe(true);
    fireEvent.change(screen.getByTestId("chooser-1"), { target: { files: [fileOf("a.jpg")] } });
    studio.routes[`GET ${SUBJECT}`] = held;
    await press("Store the photo");
    expect(await screen.findByText("A photo is kept")).toBeTruthy();
    const sent = studio.heard.find(({ what }) => what === `POST ${SUBJECT}/photo`);
    expect((sent?.form["photo"] as File).name).toBe("a.jpg");
  });

  it("shows a refusal with the way to a consent", async () => {
    person(consented, { [`POST ${SUBJECT}/photo`]: refusedWithdrawn });
    await screen.findByText("Choose or take a photo first.");
    fireEvent.change(screen.getByTestId("chooser-1"), { target: { files: [fileOf("a.jpg")] } });
    await press("Store the photo");
    const alert = (await screen.findByText(/nothing was kept/)).closest<HTMLElement>("[role=alert]")!;
    const way = within(alert).getByRole("link", { name: "Show the text and sign" });
    expect(way.getAttribute("href")).toBe(`#/consent/${PERSON}/sign`);
  });

  it("fetches the photo only when somebody asks, and says that it is logged", async () => {
    const photo = new Blob(["x"], { type: "image/jpeg" });
    const { asked } = person(held, { [`GET ${SUBJECT}/photo`]: photo });
    const view = await screen.findByRole("button", { name: "View the photo" });
    const note = document.getElementById(view.getAttribute("aria-describedby") ?? "");
    expect(note?.textContent).toMatch(/^Each view is written into the log/);
    expect(asked()).not.toContain(`GET ${SUBJECT}/photo`);
    await userEvent.click(view);
    expect(await screen.findByAltText("The photo kept of staff-0042")).toBeTruthy();
    await press("Hide the photo");
    expect(screen.queryByAltText(/^The photo kept/)).toBeNull();
    expect(asked().filter((each) => each === `GET ${SUBJECT}/photo`)).toHaveLength(1);
  });

  it("says what is held and until when; under a hold, that nothing goes", async () => {
    const { page } = person(held);
    expect(await screen.findByText(/It is destroyed by 2 November 2029 at the latest\./)).toBeTruthy();
    page.unmount();
    person(onHold);
    expect(await screen.findByText(/not destroyed until the legal hold is lifted/)).toBeTruthy();
    expect(screen.getByText(onHold.legal_hold.reason)).toBeTruthy();
  });

  it("shows guesses as guesses, where a policy keeps them", async () => {
    person(classified);
    expect(await screen.findByText("Guess: age years")).toBeTruthy();
    expect(screen.getAllByText(/a model\u2019s guess; it may be wrong/)).toHaveLength(2);
  });

  it("lets the photo go only after a second press", async () => {
    const { asked } = person(held, { [`POST ${SUBJECT}/purpose-satisfied`]: satisfied });
    await press("The purpose is satisfied");
    expect(asked().some((each) => each.startsWith("POST"))).toBe(false);
    await press("Yes, let the photo go");
    expect(asked()).toContain(`POST ${SUBJECT}/purpose-satisfied`);
  });

  it("places a hold with its reason and lifts it; a viewer does neither", async () => {
    const { studio, page } = person(held, {
      [`POST ${SUBJECT}/hold`]: onHold,
      [`DELETE ${SUBJECT}/hold`]: held,
    });
    await userEvent.type(await screen.findByLabelText(/^Why nothing may/), " Case 1 {enter}");
    expect(await screen.findByText(onHold.legal_hold.reason)).toBeTruthy();
    expect(studio.heard.at(-1)?.form).toEqual({ reason: "Case 1" });
    await press("Lift the hold");
    expect(await screen.findByText("None. The schedule runs.")).toBeTruthy();
    page.unmount();
    person(onHold, { "GET /api/v1/desk": VIEWER });
    await screen.findByText("Legal hold", { selector: "h2" });
    expect(button("Lift the hold").disabled).toBe(true);
    expect(button("Erase…").disabled).toBe(true);
  });

  it("asks for no release where the policy needs none", async () => {
    person(fresh, { "GET /api/v1/policy": personal });
    expect(await screen.findByText(/nobody is asked for a release/)).toBeTruthy();
    expect(screen.getByTestId("chooser-1")).toBeTruthy();
  });

  it("offers another key where the role was refused", async () => {
    const { changeKey } = person(held, { [`POST ${SUBJECT}/interaction`]: refusedRole });
    await press("They were here today");
    await screen.findByText(refusedRole.detail);
    await press("Use another key");
    expect(changeKey).toHaveBeenCalledOnce();
  });
});

describe("signing", () => {
  const sign = (routes: Record<string, unknown> = {}) =>
    open(`${PERSON}/sign`, { [`GET ${SUBJECT}`]: fresh, ...routes });

  async function typeName() {
    await userEvent.type(await screen.findByLabelText(/^Name of the person/), "Kim Sample");
    await userEvent.click(screen.getByLabelText("as authorised representative"));
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
      fireEvent(
        pad,
        new MouseEvent(kind, { bubbles: true, clientX, clientY, button: pressed }),
      );
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
      [`GET ${SUBJECT}`]: onHold,
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
    expect(await screen.findByText("write-ahead log (somebody reads)")).toBeTruthy();
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
    expect(entries.at(-1)?.textContent).toMatch(/A person was entered/);
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
