import { useMemo, useState } from "react";
import type { FormEvent } from "react";
import type { Capacity, Manifest, Policy, Release } from "./answers";
import { useAct, useLoaded } from "./asking";
import { Failure, goTo, PLACE, PrintButton, Title, useDesk, WhenLoaded, Why } from "./Desk";
import { Markdown } from "./Markdown";
import type { Request, Signature } from "./requests";
import { maySign } from "./rules";
import type { Draft } from "./rules";
import { SignaturePad } from "./SignaturePad";
import { pictureOf } from "./strokes";
import type { Stroke } from "./strokes";
import { plainName, term } from "./words";

/** The release, whole, and the signature under it. The person reads, and signs on this screen. */
export function SignScreen({ id }: { id: string }) {
  const { requests } = useDesk();
  const request = useMemo(() => requests.manifest(id), [requests, id]);
  const { loaded } = useLoaded(request);
  // The text in force now, and not when the page was opened: that is what is signed.
  const { loaded: policy, reload } = useLoaded(requests.policy);
  return (
    <WhenLoaded of={loaded} what="the person">
      {(manifest) => (
        <WhenLoaded of={policy} what="the release">
          {(inForce) => <Paper manifest={manifest} policy={inForce} onTextChanged={reload} />}
        </WhenLoaded>
      )}
    </WhenLoaded>
  );
}

interface PaperProps {
  manifest: Manifest;
  policy: Policy;
  onTextChanged: () => void;
}

function Paper({ manifest, policy, onTextChanged }: PaperProps) {
  const { release } = policy;
  const back = <a href={PLACE.person(manifest.subject_id)}>Back to {manifest.safe_id}</a>;
  if (release === null) {
    return (
      <>
        <Title above={back}>No release is needed</Title>
        <p>This policy is for household use: nobody is asked to sign.</p>
      </>
    );
  }
  return (
    <>
      <Title above={back}>Please read, then sign</Title>
      <article className="card paper" aria-label="The release">
        <Markdown text={release.text} />
        <p className="small print-only">
          {plainName(release.template)}, SHA-256 of the text: {release.text_hash}
        </p>
      </article>
      <Signing
        key={release.text_hash}
        manifest={manifest}
        release={release}
        onTextChanged={onTextChanged}
      />
    </>
  );
}

interface SigningProps {
  manifest: Manifest;
  release: Release;
  onTextChanged: () => void;
}

const BLANK: Draft = { signer: "", agreed: false, method: "drawn", typed: "", strokes: 0 };

function Signing({ manifest, release, onTextChanged }: SigningProps) {
  const { requests, facts, say } = useDesk();
  const [draft, setDraft] = useState(BLANK);
  const [capacity, setCapacity] = useState<Capacity>("subject");
  const [purpose, setPurpose] = useState(release.purposes[0] ?? "");
  const [strokes, setStrokes] = useState<readonly Stroke[]>([]);
  const { busy, fault, act } = useAct();
  const change = (part: Partial<Draft>): void => setDraft({ ...draft, ...part });
  const may = maySign(facts.actor.role, { ...draft, strokes: strokes.length });
  const id = manifest.subject_id;

  const give: Request<unknown> = async (signal) => {
    const signature = await signatureOf(draft, strokes);
    if (signature === null) return { kind: "problem", problem: NO_PICTURE };
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
      <label htmlFor="signer">Name of the person who signs</label>
      <input
        id="signer"
        autoComplete="off"
        value={draft.signer}
        onChange={(event) => change({ signer: event.target.value })}
      />
      <fieldset className="several">
        <legend>They sign</legend>
        <Choices
          name="capacity"
          value={capacity}
          onValue={setCapacity}
          choices={{ subject: "for themselves", representative: "as authorised representative" }}
        />
      </fieldset>
      {release.purposes.length > 1 && (
        <fieldset className="several">
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
          onValue={(method) => change({ method })}
          choices={{ drawn: "Draw it", typed: "Type the name" }}
        />
      </fieldset>
      {draft.method === "drawn" ? (
        <>
          <SignaturePad strokes={strokes} onStrokes={setStrokes} />
          <p className="small no-print">
            With finger, pen or mouse. Without one of these, choose &ldquo;Type the name&rdquo;: it
            counts the same.
          </p>
        </>
      ) : (
        <>
          <label htmlFor="typed">To sign, type the name once more</label>
          <input
            id="typed"
            className="typed-signature"
            autoComplete="off"
            value={draft.typed}
            onChange={(event) => change({ typed: event.target.value })}
          />
        </>
      )}
      <label className="agreed">
        <input
          type="checkbox"
          checked={draft.agreed}
          onChange={(event) => change({ agreed: event.target.checked })}
        />
        <span>
          I have read the text above and agree to it. It holds for {term(release.term)} unless I
          withdraw it.
        </span>
      </label>
      <div className="actions no-print">
        <button
          type="submit"
          className="button"
          disabled={!may.ok || busy}
          aria-describedby="sign-why"
        >
          {busy ? "Signing…" : "Sign the release"}
        </button>
        <PrintButton>Print the text</PrintButton>
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

const NO_PICTURE = {
  status: 0,
  detail: "This browser cannot make a picture of the signature. Please type the name instead.",
  code: null,
  retryAfterSeconds: null,
};

async function signatureOf(draft: Draft, strokes: readonly Stroke[]): Promise<Signature | null> {
  if (draft.method === "typed") return { method: "typed", name: draft.typed.trim() };
  const picture = await pictureOf(strokes);
  return picture === null ? null : { method: "drawn", picture };
}

interface ChoicesProps<T extends string> {
  name: string;
  value: T;
  choices: Record<T, string>;
  onValue: (value: T) => void;
}

function Choices<T extends string>({ name, value, choices, onValue }: ChoicesProps<T>) {
  return (
    <div className="choices">
      {(Object.entries(choices) as [T, string][]).map(([each, label]) => (
        <label key={each}>
          <input
            type="radio"
            name={name}
            checked={value === each}
            onChange={() => onValue(each)}
          />
          <span>{label}</span>
        </label>
      ))}
    </div>
  );
}
