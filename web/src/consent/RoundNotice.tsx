import type { Round } from "../frame/answers";
import { moment } from "./words";

/** The policy promises that what is due is destroyed every day: staff must see when it was not. */
export function RoundNotice({ round }: { round: Round | null }) {
  if (round === null || round.done) return null;
  return (
    <p className="notice no-print" role="alert">
      The daily round of {moment(round.at)} did not destroy all that is due.
      {round.meaning !== null && ` ${round.meaning}`}
    </p>
  );
}
