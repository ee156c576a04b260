/** What the desk allows before it asks; the server decides again, by the same rules and its clock. */
import type { Clocks, Given, Manifest, Policy, Who } from "../frame/answers";

export type Role = Who["role"];
export type ConsentState = Given["state"];
export type Method = Given["method"];
export type Capacity = Given["capacity"];
export type Cause = NonNullable<Clocks["biometric_cause"]>;

export type May = { ok: true } | { ok: false; why: string };

const YES: May = { ok: true };
const no = (why: string): May => ({ ok: false, why });

const RANK: Record<Role, number> = { viewer: 0, officer: 1, admin: 2, system: 2 };

export function mayAct(role: Role, needed: "officer" | "admin"): May {
  if (RANK[role] >= RANK[needed]) return YES;
  return no(`That needs the role ${needed}; your key has the role ${role}.`);
}

/** Whether a photo may be kept of this person now: the vault's gate in the words of the desk. */
export function mayCollect(manifest: Manifest, policy: Policy): May {
  if (!policy.keeps.includes("photograph")) return no("The policy keeps no photograph.");
  if (policy.release === null) return YES;
  const latest = manifest.consents[0];
  if (manifest.consent_state === null || latest === undefined) {
    return no("Nothing can be uploaded before a release is signed.");
  }
  if (manifest.consent_state === "withdrawn") {
    return no("The release was withdrawn. Nothing can be uploaded until a new one is signed.");
  }
  if (manifest.consent_state === "expired") {
    return no("The release has run out. Nothing can be uploaded until a new one is signed.");
  }
  if (latest.template !== policy.release.template) {
    return no("The release that was signed is not the text in force. A new one must be signed.");
  }
  if (manifest.clocks.purpose_satisfied !== null) {
    return no(
      "The purpose of the release is satisfied. Nothing can be uploaded until a new one is signed.",
    );
  }
  return YES;
}

/** The rule of the upload button, whole: role, release, file. */
export function mayUpload(role: Role, manifest: Manifest, policy: Policy, photo: File | null): May {
  const checks = [mayAct(role, "officer"), mayCollect(manifest, policy)];
  return (
    checks.find((each) => !each.ok) ?? (photo === null ? no("Choose or take a photo first.") : YES)
  );
}

const SAFE_ID = /^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/;

/** The organization's number, and never a name: the vault stores it in clear. */
export function maySafeId(safeId: string): May {
  if (SAFE_ID.test(safeId)) return YES;
  return no(
    "A number has 1 to 64 letters, digits, _ or - without spaces, and begins with a letter or " +
      "digit. Use a staff or case number, never a name.",
  );
}

/** What begins like a number: good enough to look for. */
export function mayLookFor(prefix: string): May {
  return prefix === "" || /^[A-Za-z0-9_-]{1,64}$/.test(prefix) ? YES : maySafeId(prefix);
}

export interface Draft {
  signer: string;
  agreed: boolean;
  method: Method;
  typed: string;
  strokes: number;
  /** A picture of the paper that was signed is there. */
  scanned: boolean;
}

/** The longest name that the vault takes. */
export const LONGEST_NAME = 200;

/** Whether a release can be sent: who signs, a signature of that method, and that they agree. */
export function maySign(role: Role, draft: Draft): May {
  const acting = mayAct(role, "officer");
  if (!acting.ok) return acting;
  if (draft.signer.trim() === "") return no("Write the name of the person who signs.");
  if (draft.signer.trim().length > LONGEST_NAME) {
    return no(`A name has at most ${LONGEST_NAME} characters.`);
  }
  if (draft.method === "typed" && draft.typed.trim() !== draft.signer.trim()) {
    return no("To sign, the person types their name just as it is written above.");
  }
  if (draft.method === "drawn" && draft.strokes === 0) {
    return no("The person has not signed in the field yet.");
  }
  if (draft.method === "paper" && !draft.scanned) {
    return no("Add a scan or a photo of the paper that was signed.");
  }
  if (!draft.agreed) {
    return no(
      draft.method === "paper"
        ? "Say that the paper has this very text."
        : "The person must say that they have read the text and agree.",
    );
  }
  return YES;
}

/** An erasure is confirmed by typing the person's number: letter for letter. */
export function mayErase(role: Role, manifest: Manifest, typed: string): May {
  const acting = mayAct(role, "officer");
  if (!acting.ok) return acting;
  if (manifest.legal_hold !== null) return no("A legal hold forbids erasing until it is lifted.");
  if (typed.trim() !== manifest.safe_id) return no(`Type ${manifest.safe_id} to confirm.`);
  return YES;
}
