import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { compare } from "./compare/slice";
import { Frame } from "./frame/Frame";
import "./frame/tokens.css";
import "./frame/frame.css";

const root = document.getElementById("root");
if (root === null) throw new Error("index.html has no element with the id root");
createRoot(root).render(
  <StrictMode>
    <Frame slices={[compare]} />
  </StrictMode>,
);
