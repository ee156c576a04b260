import { screen } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import deskLocal from "./examples/desk-local.json";
import held from "./examples/manifest-held.json";
import { VIEWER, SUBJECT, open, person, press } from "./opened.test.kit";

const failed = {
  at: "2026-11-21T09:00:00.000Z",
  done: false,
  code: "vault.clock-ahead",
  meaning: "Nothing is destroyed by a clock that may be wrong.",
};

describe("the daily round", () => {
  it("is told of when it failed, on every screen", async () => {
    open("log", { "GET /api/v1/desk": { ...deskLocal, last_sweep: failed } });
    const told = await screen.findByText("did not destroy all that is due", { exact: false });
    expect(told.textContent).toContain(failed.meaning);
    expect(told.getAttribute("role")).toBe("alert");
  });

  it("is silent when all was done, and before the first", async () => {
    for (const last_sweep of [null, { ...failed, done: true, code: null, meaning: null }]) {
      const { page } = open("", { "GET /api/v1/desk": { ...deskLocal, last_sweep } });
      await screen.findByText("Everyone");
      expect(screen.queryByText("did not destroy", { exact: false })).toBeNull();
      page.unmount();
    }
  });
});

describe("a face template", () => {
  const compares = { "GET /api/v1/desk": { ...deskLocal, can_compare: true } };

  it("is made anew of the photo that is kept, or it says why not", async () => {
    const made = (kept: boolean, why: string | null) => ({ model: "m", embedding: { kept, why } });
    const none = made(false, "No face was found in the photo.");
    const { studio } = person(held, { ...compares, [`POST ${SUBJECT}/embedding`]: none });
    await press("Make a face template");
    expect(await screen.findByText("No face was found in the photo.", { exact: false })).toBeTruthy();
    studio.routes[`POST ${SUBJECT}/embedding`] = made(true, null);
    studio.routes[`GET ${SUBJECT}`] = {
      ...held,
      embeddings: [
        {
          id: "0",
          usage: "reference",
          model: "next",
          normalisation: "l2",
          schema_version: 1,
          created_at: held.created_at,
        },
      ],
    };
    await press("Make a face template");
    expect(await screen.findByText("face template of next")).toBeTruthy();
    expect(screen.getByText("Make the face template again")).toBeTruthy();
  });

  it("is offered only where the policy keeps one, and to officers", async () => {
    const { page } = person(held);
    await screen.findByText("View the photo");
    expect(screen.queryByText("Make a face template")).toBeNull();
    page.unmount();
    person(held, { "GET /api/v1/desk": { ...VIEWER, can_compare: true } });
    const button = await screen.findByText<HTMLButtonElement>("Make a face template");
    expect(button.disabled).toBe(true);
  });
});

describe("the page to take along", () => {
  it("is offered while a release holds", async () => {
    person(held);
    const link = await screen.findByText<HTMLAnchorElement>("Page to take along");
    expect(link.getAttribute("href")).toBe("./policy/handout");
  });
});
