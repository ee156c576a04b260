import { useState } from "react";
import { useAct } from "./asking";
import { Failure, useDesk } from "./Desk";
import { Markdown } from "./Markdown";

/** What was signed, word for word, whatever the release says today; shown on request, and printed. */
export function SignedText({ hash }: { hash: string }) {
  const { requests } = useDesk();
  const { busy, fault, act } = useAct();
  const [text, setText] = useState<string | null>(null);
  const show = (): void => void act(requests.signedText(hash), (answer) => setText(answer.text));
  return (
    <div>
      {text === null ? (
        <button type="button" className="link no-print" disabled={busy} onClick={show}>
          Show the text that was signed
        </button>
      ) : (
        <button type="button" className="link no-print" onClick={() => setText(null)}>
          Hide the text
        </button>
      )}
      {text !== null && <Markdown text={text} />}
      <Failure fault={fault} />
    </div>
  );
}
