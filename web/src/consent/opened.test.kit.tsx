/** Opens the desk for the tests of its screens; no test itself. */
import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { vi } from "vitest";
import { AnsweringStudio } from "../testing";
import { ConsentPage } from "./ConsentPage";
import audit from "./examples/audit.json";
import deskLocal from "./examples/desk-local.json";
import held from "./examples/manifest-held.json";
import policy from "./examples/policy.json";
import subjects from "./examples/subjects.json";

export const ID = held.subject_id;
export const SUBJECT = `/api/v1/subjects/${ID}`;
export const PERSON = `people/${ID}`;
export const VIEWER = { ...deskLocal, actor: { role: "viewer", id: "guard" } };

/** The desk at that place, with those answers beside the usual ones. */
export function open(place: string, routes: Record<string, unknown> = {}) {
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

/** Examples are of several people; a test follows one. */
export const ofOne = <T extends object>(manifest: T) => ({
  ...manifest,
  subject_id: held.subject_id,
  safe_id: held.safe_id,
});
export const person = (manifest: object, routes: Record<string, unknown> = {}) =>
  open(PERSON, { [`GET ${SUBJECT}`]: ofOne(manifest), ...routes });
export const press = async (name: string | RegExp) =>
  userEvent.click(await screen.findByRole("button", { name }));
export const button = (name: string | RegExp) =>
  screen.getByRole<HTMLButtonElement>("button", { name });
