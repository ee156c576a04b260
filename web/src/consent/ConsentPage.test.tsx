import { cleanup, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { ConsentPage } from "./ConsentPage";
import held from "./examples/manifest-held.json";
import key from "./examples/problem-key.json";
import taken from "./examples/problem-taken.json";
import unknown from "./examples/problem-unknown-subject.json";
import vaultOff from "./examples/problem-vault-off.json";
import created from "./examples/subject-created.json";
import none from "./examples/subjects-none.json";
import subjects from "./examples/subjects.json";
import { PERSON, SUBJECT, VIEWER, open, press, button } from "./opened.test.kit";

describe("the desk", () => {
  it("says how a vault is switched on where there is none", async () => {
    open("", { "GET /api/v1/desk": vaultOff });
    expect((await screen.findByRole("alert")).textContent).toBe(vaultOff.detail);
  });

  it("asks for a key in words of the desk, not of the protocol", async () => {
    open("", { "GET /api/v1/desk": key });
    const said = (await screen.findByRole("alert")).textContent;
    expect(said).toMatch(/^Each of the staff has a key of their own/);
    expect(said).not.toMatch(/header|X-API-Key/);
  });

  it("has a title and a way back where there is nobody, and asks again on request", async () => {
    open(PERSON, { [`GET ${SUBJECT}`]: unknown });
    expect(await screen.findByRole("heading", { name: "Nothing to show" })).toBeTruthy();
    expect(screen.getByRole("link", { name: "All people" })).toBeTruthy();
    expect(screen.queryByRole("button", { name: "Try again" })).toBeNull();
    cleanup();
    const lost = open(PERSON);
    await screen.findByText("Connection error. Please try again.");
    lost.studio.routes[`GET ${SUBJECT}`] = held;
    await press("Try again");
    expect(await screen.findByRole("heading", { name: "staff-0042" })).toBeTruthy();
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
    await screen.findByText("No one has been added yet.");
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
    await screen.findByText("No number begins like that.");
    await press("Show everyone");
    expect(await screen.findByRole("heading", { name: "Everyone" })).toBeTruthy();
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
    const { page } = open("", {
      "POST /api/v1/subjects": taken,
      "GET /api/v1/subjects?safe_id=staff-0042": subjects,
    });
    await userEvent.type(await screen.findByLabelText(/^Enter a new/), "staff-0042{enter}");
    expect(await screen.findByText("That number is already in use.")).toBeTruthy();
    await press("Open their page");
    await waitFor(() => expect(window.location.hash).toBe(`#/consent/${PERSON}`));
    page.unmount();
    open("", { "GET /api/v1/desk": VIEWER });
    await screen.findByText("That needs the role officer; your key has the role viewer.");
    expect(button("Enter").disabled).toBe(true);
  });
});
