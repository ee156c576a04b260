import type { Slice } from "../frame/slice";
import { ConsentPage } from "./ConsentPage";
import "./consent.css";
import "./papers.css";
import "./print.css";

export const consent: Slice = { id: "consent", name: "Consent", Page: ConsentPage };
