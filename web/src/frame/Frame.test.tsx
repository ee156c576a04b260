import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { createServer } from "node:http";
import { useState } from "react";
import type { AddressInfo } from "node:net";
import { describe, expect, it } from "vitest";
import { Status } from "./answers";
import status from "../compare/examples/status.json";
import { ApiKeyForm } from "./ApiKeyForm";
import { studioAt } from "./api";
import { Footer } from "./Footer";
import { Frame } from "./Frame";
import type { Slice, SliceProps } from "./slice";

const slice = (id: string, name: string): Slice => ({ id, name, Page: () => <h1>{name} page</h1> });

describe("the frame", () => {
  it("lists the slices that it is given, shows the first, and follows the address", async () => {
    window.location.hash = "";
    render(<Frame slices={[slice("compare", "Compare"), slice("people", "People")]} />);
    expect(screen.getAllByRole("link").map((each) => each.textContent)).toEqual([
      "Skip to the page",
      "Compare",
      "People",
      "Software in this page",
    ]);
    expect(screen.getByRole("heading").textContent).toBe("Compare page");
    expect(screen.getByRole("link", { name: "Compare" }).getAttribute("aria-current")).toBe("page");
    window.location.hash = "#/people";
    expect((await screen.findByText("People page")).tagName).toBe("H1");
    expect(document.title).toBe("People · mien");
  });

  it("hands a slice the place behind its name, and none to a slice that was not named", async () => {
    const Page = ({ place }: SliceProps) => <p>at [{place}]</p>;
    window.location.hash = "#/consent/people/1/sign";
    const slices = ["compare", "consent"].map((id) => ({ id, name: id, Page }));
    render(<Frame slices={slices} />);
    expect(screen.getByText("at [people/1/sign]")).toBeTruthy();
    expect(screen.getByRole("link", { name: "consent" }).getAttribute("aria-current")).toBe("page");
    window.location.hash = "#/nobody/knows";
    expect(await screen.findByText("at []")).toBeTruthy();
    window.location.hash = "";
  });

  it("tells in the footer who compares, with which models, under which licenses", () => {
    render(<Footer status={Status(status, "")} note="Photos are not stored." />);
    expect(screen.getByText("Runs on this server. Photos are not stored.")).toBeTruthy();
    expect(screen.getByText("includes non-commercial models")).toBeTruthy();
    for (const model of status.models) expect(screen.getByText(model.id)).toBeTruthy();
  });

  it("gives no figure and no provider where the server said nothing", () => {
    render(<Footer status={null} note={undefined} />);
    expect(screen.queryByText(/Faces are compared by/)).toBeNull();
  });
});

/** A server that wants a key, and keeps the keys that it was shown. */
async function lockedServer(key: string) {
  const shown: (string | string[] | undefined)[] = [];
  const server = createServer((request, response) => {
    const cors = { "Access-Control-Allow-Origin": "*", "Access-Control-Allow-Headers": "*" };
    if (request.method === "OPTIONS") return void response.writeHead(204, cors).end();
    shown.push(request.headers["x-api-key"]);
    const open = request.headers["x-api-key"] === key;
    response.writeHead(open ? 200 : 401, cors).end(JSON.stringify(open ? status : {}));
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  const close = (): void => {
    server.closeAllConnections();
    server.close();
  };
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { base, shown, close };
}

describe("the API key", () => {
  it("gets a field when the server wants one, a word when it is wrong, and is kept nowhere", async () => {
    const server = await lockedServer("the-right-key");
    render(<Frame base={server.base} slices={[slice("compare", "Compare")]} />);
    const label = "Enter the API key";
    await userEvent.type(await screen.findByLabelText(label), "wrong{enter}");
    expect(await screen.findByText("Wrong key")).toBeTruthy();
    await userEvent.type(screen.getByLabelText(label), "the-right-key{enter}");
    expect(await screen.findByText("Runs on this server.")).toBeTruthy();
    expect(screen.queryByLabelText(label)).toBeNull();
    server.close();
    expect(server.shown).toEqual([undefined, "wrong", "the-right-key"]);
    expect([window.localStorage.length, window.sessionStorage.length]).toEqual([0, 0]);
    expect(document.cookie).toBe("");
    expect(document.documentElement.outerHTML).not.toContain("the-right-key");
  });

  it("that no header can carry is refused beside the field", async () => {
    const given: string[] = [];
    render(<ApiKeyForm refused={false} onKey={(key) => given.push(key)} />);
    await userEvent.type(screen.getByLabelText(/Enter the API key/), "schl\u00fcssel{enter}");
    expect(screen.getByRole("alert").textContent).toMatch(/without accents/);
    expect(given).toEqual([]);
  });

  it("is asked for and handed on without spaces", async () => {
    const given: string[] = [];
    render(<ApiKeyForm refused={false} onKey={(key) => given.push(key)} />);
    const field = screen.getByLabelText("Enter the API key");
    await userEvent.type(field, " secret {enter}");
    expect(given).toEqual(["secret"]);
    expect(field.getAttribute("type")).toBe("password");
  });

  it("is forgotten when a slice wants another, for the next person has one of their own", async () => {
    const server = await lockedServer("the-right-key");
    const Page = ({ studio, changeKey }: SliceProps) => {
      const [said, setSaid] = useState("");
      const asking = { path: "/api/v1/status", shape: Status };
      const ask = () =>
        void studio.ask(asking, new AbortController().signal).then(({ kind }) => setSaid(kind));
      return (
        <>
          <button onClick={ask}>Ask</button>
          <button onClick={changeKey}>Another</button>
          <p>said {said}</p>
        </>
      );
    };
    render(<Frame base={server.base} slices={[{ id: "desk", name: "Desk", Page }]} />);
    const label = "Enter the API key";
    await userEvent.type(await screen.findByLabelText(label), "the-right-key{enter}");
    await userEvent.click(screen.getByRole("button", { name: "Ask" }));
    expect(await screen.findByText("said answer")).toBeTruthy();
    await userEvent.click(screen.getByRole("button", { name: "Another" }));
    expect(await screen.findByLabelText(label)).toBeTruthy();
    expect(screen.queryByText("Wrong key")).toBeNull();
    await userEvent.click(screen.getByRole("button", { name: "Ask" }));
    expect(await screen.findByText("said problem")).toBeTruthy();
    server.close();
    expect(server.shown.at(-1)).toBeUndefined();
  });

  it("goes with every request as X-API-Key", async () => {
    const server = await lockedServer("secret");
    const outcome = await studioAt(server.base, () => "secret").status(
      new AbortController().signal,
    );
    server.close();
    expect(outcome.kind).toBe("answer");
    expect(server.shown).toEqual(["secret"]);
  });
});

describe("an outside provider", () => {
  it.each([
    ["in use", "openai"],
    ["that failed last time and is asked again", "local"],
  ])("%s is named before anything is sent", async (_, in_use) => {
    const Page = ({ provider }: { provider: string | null }) => <p>asks {provider ?? "nobody"}</p>;
    const outside = { ...status, provider: { asked: "openai", in_use, why: "it failed" } };
    const answers = createServer((_request, response) => {
      response.writeHead(200, { "Access-Control-Allow-Origin": "*" }).end(JSON.stringify(outside));
    });
    await new Promise<void>((ready) => answers.listen(0, "127.0.0.1", ready));
    const base = `http://127.0.0.1:${(answers.address() as AddressInfo).port}`;
    render(<Frame base={base} slices={[{ id: "compare", name: "Compare", Page }]} />);
    expect(await screen.findByText("asks openai")).toBeTruthy();
    answers.closeAllConnections();
    answers.close();
  });
});
