import type { ComponentType } from "react";
import type { Studio } from "./api";

/** What every slice's page is given. */
export interface SliceProps {
  studio: Studio;
  /** What the server said about itself; null until it did, or when it did not. */
  provider: string | null;
  /** The part of the address behind `#/id/`, for the slice to read; empty where there is none. */
  place: string;
  /** Forgets the key and asks for another. */
  changeKey: () => void;
}

/** One job of the studio. The frame knows slices only through this list entry. */
export interface Slice {
  /** The part of the address behind `#/`; the folder's name. */
  id: string;
  name: string;
  /** What the footer says of the photos that the page is given. */
  note?: string;
  Page: ComponentType<SliceProps>;
}
