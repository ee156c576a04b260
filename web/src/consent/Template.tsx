import { useId, useState } from "react";
import type { Manifest } from "../frame/answers";
import { useAct } from "./asking";
import { Failure, useDesk, useMayAct, Why } from "./Desk";

interface TemplateProps {
  manifest: Manifest;
  onChange: () => void;
}

/** The face template of the photo that is kept, made again, as after a change of the model. */
export function Template({ manifest, onChange }: TemplateProps) {
  const { requests, say } = useDesk();
  const { busy, fault, act } = useAct();
  const [why, setWhy] = useState<string | null>(null);
  const may = useMayAct("officer");
  const reason = useId();
  const make = (): void =>
    void act(requests.template(manifest.subject_id), ({ embedding }) => {
      setWhy(embedding.why);
      if (embedding.kept) {
        say("The face template was made");
        onChange();
      }
    });
  return (
    <div className="no-print">
      <button
        type="button"
        className="button quiet"
        disabled={busy || !may.ok}
        aria-describedby={reason}
        onClick={make}
      >
        {busy ? "Looking at the photo…" : template(manifest)}
      </button>
      <Why id={reason} may={may} />
      {why !== null && <p role="status">No face template was made. {why}</p>}
      <Failure fault={fault} />
    </div>
  );
}

function template(manifest: Manifest): string {
  return manifest.embeddings.length === 0
    ? "Make a face template"
    : "Make the face template again";
}
