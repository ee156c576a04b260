import { useState } from "react";
import type { FormEvent } from "react";
import type { Manifest, ReleaseForm } from "../frame/answers";
import type { Capacity } from "./rules";
import { useAct } from "./asking";
import { Choices } from "./Choices";
import { Failure, goTo, PLACE, PrintButton, useDesk, Why } from "./Desk";
import type { Request, Signature } from "./requests";
import { maySign } from "./rules";
import type { Draft } from "./rules";
import { fitted, PaperScan, ToSignOnPaper } from "./PaperScan";
import { SignaturePad } from "./SignaturePad";
import { pictureOf } from "./strokes";
import type { Stroke } from "./strokes";
import { plainName, term } from "./words";

interface SigningProps {
  manifest: Manifest;
  release: ReleaseForm;
  onTextChanged: () => void;
}

type Written = Omit<Draft, "strokes" | "scanned">;

const BLANK: Written = { signer: "", agreed: false, method: "drawn", typed: "" };

/** Who signs, for whom, how, and that they agree; then the release is given. */
export function Signing({ manifest, release, onTextChanged }: SigningProps) {
  const { requests, facts, say } = useDesk();
  const [draft, setDraft] = useState(BLANK);
  const [capacity, setCapacity] = useState<Capacity>("subject");
  const [purpose, setPurpose] = useState(release.purposes[0] ?? "");
  const [strokes, setStrokes] = useState<readonly Stroke[]>([]);
  const [scan, setScan] = useState<File | null>(null);
  const { busy, fault, act } = useAct();
  const change = (part: Partial<Written>): void => setDraft({ ...draft, ...part });
  const whole = { ...draft, strokes: strokes.length, scanned: scan !== null };
  const may = maySign(facts.actor.role, whole);
  const id = manifest.subject_id;

  const give: Request<unknown> = async (signal) => {
    const signature = await signatureOf(draft, strokes, scan);
    if (signature === null)
      return { kind: "problem", problem: draft.method === "paper" ? NO_SCAN : NO_PICTURE };
    const signer = draft.signer.trim();
    return requests.give(id, { release, purpose, signer, capacity, signature })(signal);
  };
  const sign = (event: FormEvent): void => {
    event.preventDefault();
    if (!may.ok) return;
    void act(give, () => {
      say("The release was signed");
      goTo(PLACE.person(id));
    });
  };
  return (
    <form className="card desk-form signing" onSubmit={sign} aria-label="Signature">
      <label className="no-print" htmlFor="signer">
        Name of the person who signs
      </label>
      <input
        id="signer"
        className="no-print"
        autoComplete="off"
        value={draft.signer}
        onChange={(event) => change({ signer: event.target.value })}
      />
      <fieldset className="several no-print">
        <legend>They sign</legend>
        <Choices
          name="capacity"
          value={capacity}
          onValue={setCapacity}
          choices={{ subject: "for themselves", representative: "as authorized representative" }}
        />
      </fieldset>
      {release.purposes.length > 1 && (
        <fieldset className="several no-print">
          <legend>For</legend>
          <Choices
            name="purpose"
            value={purpose}
            onValue={setPurpose}
            choices={Object.fromEntries(release.purposes.map((each) => [each, plainName(each)]))}
          />
        </fieldset>
      )}
      <fieldset className="several no-print">
        <legend>Signature</legend>
        <Choices
          name="method"
          value={draft.method}
          onValue={(method) => change({ method, agreed: false })}
          choices={{ drawn: "Draw it", typed: "Type the name", paper: "On paper" }}
        />
      </fieldset>
      {draft.method === "paper" && <PaperScan scan={scan} onScan={setScan} />}
      {draft.method === "drawn" && (
        <>
          <SignaturePad strokes={strokes} onStrokes={setStrokes} />
          <p className="small no-print">
            With finger, pen or mouse. Without one of these, choose &ldquo;Type the name&rdquo;: it
            counts the same.
          </p>
        </>
      )}
      {draft.method === "typed" && (
        <>
          <label className="no-print" htmlFor="typed">To sign, type the name once more</label>
          <input
            id="typed"
            className="typed-signature no-print"
            autoComplete="off"
            value={draft.typed}
            onChange={(event) => change({ typed: event.target.value })}
          />
        </>
      )}
      <ToSignOnPaper release={release} signer={draft.signer} />
      <label className="agreed no-print">
        <input
          type="checkbox"
          checked={draft.agreed}
          onChange={(event) => change({ agreed: event.target.checked })}
        />
        <span>
          {draft.method === "paper"
            ? "The paper that was signed has this very text, letter for letter."
            : `I have read the text above and agree to it. It holds for ${term(release.term)} ` +
              "unless I withdraw it."}
        </span>
      </label>
      <div className="actions no-print">
        <button
          type="submit"
          className="button"
          disabled={!may.ok || busy}
          aria-describedby="sign-why"
        >
          {busy ? "Keeping it…" : draft.method === "paper" ? KEEP : "Sign the release"}
        </button>
        <PrintButton>Print it to be signed on paper</PrintButton>
      </div>
      <Why id="sign-why" may={may} />
      <Failure fault={fault}>
        {fault?.code === "consent.text-changed" && (
          <button type="button" className="link" onClick={onTextChanged}>
            Show the new text
          </button>
        )}
      </Failure>
    </form>
  );
}

const KEEP = "Keep the signed release";

const NO_PICTURE = {
  status: 0,
  detail: "This browser cannot make a picture of the signature. Please type the name instead.",
  code: null,
  retryAfterSeconds: null,
};

const NO_SCAN = {
  ...NO_PICTURE,
  detail:
    "This picture of the paper cannot be made small enough (1 MB). Please scan it with fewer dots " +
    "per inch, or in gray.",
};

async function signatureOf(
  { method, typed }: Written,
  strokes: readonly Stroke[],
  scan: File | null,
): Promise<Signature | null> {
  if (method === "typed") return { method, name: typed.trim() };
  const picture =
    method === "drawn" ? await pictureOf(strokes) : scan === null ? null : await fitted(scan);
  return picture === null ? null : { method, picture };
}
