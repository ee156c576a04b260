import { useMemo } from "react";
import type { Manifest, Policy } from "../frame/answers";
import { useLoaded } from "./asking";
import { PLACE, ScreenOf, Title, useDesk } from "./Desk";
import { Markdown } from "./Markdown";
import { Signing } from "./Signing";
import { plainName } from "./words";

/** The release, whole, and the signature under it. The person reads, and signs on this screen. */
export function SignScreen({ id }: { id: string }) {
  const { requests } = useDesk();
  const request = useMemo(() => requests.manifest(id), [requests, id]);
  const { loaded, reload: again } = useLoaded(request);
  // The text in force now, and not when the page was opened: that is what is signed.
  const { loaded: policy, reload } = useLoaded(requests.policy);
  return (
    <ScreenOf of={loaded} what="the person" again={again}>
      {(manifest) => (
        <ScreenOf of={policy} what="the release" again={reload}>
          {(inForce) => <Paper manifest={manifest} policy={inForce} onTextChanged={reload} />}
        </ScreenOf>
      )}
    </ScreenOf>
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
        <p>This policy is for household use: no signature is needed.</p>
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
