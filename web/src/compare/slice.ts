import type { Slice } from "../frame/slice";
import { ComparePage } from "./ComparePage";
import "./compare.css";
import "./result.css";

export const compare: Slice = {
  id: "compare",
  name: "Compare",
  note: "Photos are not stored.",
  Page: ComparePage,
};
