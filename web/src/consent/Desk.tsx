import { createContext, useContext, useEffect, useRef } from "react";
import type { ReactNode } from "react";
import type { Desk as DeskFacts, Policy } from "../frame/answers";
import type { Requests } from "./requests";
import { mayAct } from "./rules";
import type { May } from "./rules";
import type { Loaded } from "./asking";
import type { Fault } from "./words";

/** What every screen of the desk stands on. */
export interface Desk {
  requests: Requests;
  facts: DeskFacts;
  policy: Policy;
  /** Speaks to a screen reader, politely. */
  say: (words: string) => void;
  /** Whether the reader came here from another screen: then its title takes the focus. */
  moved: boolean;
  changeKey: () => void;
}

export const DeskContext = createContext<Desk | null>(null);

export function useDesk(): Desk {
  const desk = useContext(DeskContext);
  if (desk === null) throw new Error("a screen of the desk stands outside of it");
  return desk;
}

/** What the current user may do. */
export function useMayAct(needed: "officer" | "admin"): May {
  return mayAct(useDesk().facts.actor.role, needed);
}

export const PLACE = {
  people: "#/consent",
  person: (id: string) => `#/consent/people/${id}`,
  sign: (id: string) => `#/consent/people/${id}/sign`,
  withdraw: (id: string) => `#/consent/people/${id}/withdraw`,
  erase: (id: string) => `#/consent/people/${id}/erase`,
  receipt: (id: string) => `#/consent/receipts/${id}`,
  log: "#/consent/log",
};

export function goTo(place: string): void {
  window.location.hash = place;
}

interface TitleProps {
  children: ReactNode;
  /** A line above, as the way back. */
  above?: ReactNode;
}

/** The one heading of a screen; focused when the reader arrives, so that a reader speaks it. */
export function Title({ children, above }: TitleProps) {
  const { moved } = useDesk();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (moved) heading.current?.focus();
  }, [moved]);
  return (
    <div className="desk-title">
      {above !== undefined && <p className="small no-print">{above}</p>}
      <h1 ref={heading} tabIndex={-1}>
        {children}
      </h1>
    </div>
  );
}

interface LoadedProps<T> {
  of: Loaded<T>;
  what: string;
  /** Asks once more, where the server could not be reached. */
  again: () => void;
  children: (value: T) => ReactNode;
}

export function WhenLoaded<T>({ of, what, again, children }: LoadedProps<T>) {
  if (of.kind === "there") return <>{children(of.value)}</>;
  if (of.kind === "loading") return <p className="small">Looking up {what}…</p>;
  return (
    <Failure fault={of.fault}>
      {of.fault.code === null && (
        <button type="button" className="link" onClick={again}>
          Try again
        </button>
      )}
    </Failure>
  );
}

/** As WhenLoaded, for what a whole screen is about: without it there is still a title, and a way. */
export function ScreenOf<T>(props: LoadedProps<T>) {
  return (
    <>
      {props.of.kind === "failed" && (
        <Title above={<a href={PLACE.people}>All people</a>}>Nothing to show</Title>
      )}
      <WhenLoaded {...props} />
    </>
  );
}

/** Why something did not come about, with the way on where the page knows one. */
export function Failure({ fault, children }: { fault: Fault | null; children?: ReactNode }) {
  const { changeKey } = useDesk();
  if (fault === null) return null;
  return (
    <div className="desk-failure" role="alert">
      <p>{fault.message}</p>
      {fault.code === "vault.role" && (
        <button type="button" className="link" onClick={changeKey}>
          Use another key
        </button>
      )}
      {children}
    </div>
  );
}

/** Why a button cannot be pressed, beside it and tied to it by `id`. */
export function Why({ id, may }: { id: string; may: May }) {
  return (
    <p className="small why no-print" id={id}>
      {may.ok ? "" : may.why}
    </p>
  );
}

export function PrintButton({ children = "Print" }: { children?: ReactNode }) {
  return (
    <button type="button" className="button quiet" onClick={() => window.print()}>
      {children}
    </button>
  );
}
