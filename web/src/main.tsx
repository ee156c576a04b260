import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
// The frame's styles come first, so that a slice's may refine them.
import "./frame/tokens.css";
import "./frame/frame.css";
import "./frame/choices.css";
import "./frame/zone.css";
import { compare } from "./compare/slice";
import { consent } from "./consent/slice";
import { Frame } from "./frame/Frame";

const root = document.getElementById("root");
if (root === null) throw new Error("index.html has no element with the id root");
createRoot(root).render(
  <StrictMode>
    <Frame slices={[compare, consent]} />
  </StrictMode>,
);
