import { fireEvent, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { fileOf } from "../testing";
import classified from "./examples/manifest-classified.json";
import consented from "./examples/manifest-consented.json";
import held from "./examples/manifest-held.json";
import fresh from "./examples/manifest-new.json";
import onHold from "./examples/manifest-on-hold.json";
import satisfied from "./examples/manifest-satisfied.json";
import withdrawn from "./examples/manifest-withdrawn.json";
import photoKept from "./examples/photo-kept.json";
import personal from "./examples/policy-personal.json";
import refusedRole from "./examples/problem-role.json";
import refusedWithdrawn from "./examples/problem-consent-withdrawn.json";
import { SUBJECT, PERSON, VIEWER, ofOne, person, press, button } from "./opened.test.kit";

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
    expect(upload.getAttribute("aria-describedby")).toBe(
      screen.getByText(why, { exact: false }).id,
    );
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

  it("shows a refusal with the way to a consent, and what is true now", async () => {
    const { studio } = person(consented, { [`POST ${SUBJECT}/photo`]: refusedWithdrawn });
    await screen.findByText("Choose or take a photo first.");
    fireEvent.change(screen.getByTestId("chooser-1"), { target: { files: [fileOf("a.jpg")] } });
    studio.routes[`GET ${SUBJECT}`] = ofOne(withdrawn);
    await press("Store the photo");
    expect(await screen.findAllByText("Release withdrawn")).toHaveLength(2);
    const alert = (await screen.findByText(/nothing was kept/)).closest<HTMLElement>(
      "[role=alert]",
    )!;
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
    expect(
      await screen.findByText(/It is destroyed by 21 November 2029 at the latest\./),
    ).toBeTruthy();
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
      [`POST ${SUBJECT}/hold`]: ofOne(onHold),
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
    expect(await screen.findByText(/no release is needed/)).toBeTruthy();
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
