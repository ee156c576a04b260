import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, it } from "vitest";
import status from "../compare/examples/status.json";
import { ApiKeyForm } from "./ApiKeyForm";
import { studioAt } from "./api";
import { Footer } from "./Footer";
import { Frame } from "./Frame";
import type { Slice } from "./slice";

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

  it("tells in the footer who compares, with which models, under which licences", () => {
    render(<Footer status={status} />);
    expect(screen.getByText("this server's own models")).toBeTruthy();
    expect(screen.getByText("some non-commercial")).toBeTruthy();
    for (const model of status.models) expect(screen.getByText(model.id)).toBeTruthy();
  });

  it("gives no figure and no provider where the server said nothing", () => {
    render(<Footer status={null} />);
    expect(screen.queryByText(/Faces are compared by/)).toBeNull();
  });
});

describe("the API key", () => {
  it("is asked for and handed on without spaces", async () => {
    const given: string[] = [];
    render(<ApiKeyForm onKey={(key) => given.push(key)} />);
    const field = screen.getByLabelText("This server asks for its API key");
    await userEvent.type(field, " secret {enter}");
    expect(given).toEqual(["secret"]);
    expect(field.getAttribute("type")).toBe("password");
  });

  it("goes with every request as X-API-Key", async () => {
    const seen: (string | string[] | undefined)[] = [];
    const server = createServer((request, response) => {
      if (request.method !== "OPTIONS") seen.push(request.headers["x-api-key"]);
      const cors = { "Access-Control-Allow-Origin": "*", "Access-Control-Allow-Headers": "*" };
      response.writeHead(200, cors).end(JSON.stringify(status));
    });
    await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
    const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const outcome = await studioAt(base, () => "secret").status(new AbortController().signal);
    server.closeAllConnections();
    server.close();
    expect(outcome.kind).toBe("answer");
    expect(seen).toEqual(["secret"]);
  });
});
