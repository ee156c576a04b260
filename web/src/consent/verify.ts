import type { Consistency, Head, Inclusion, Receipt } from "../frame/answers";
/**
 * Checks what the log and the receipts claim, in this browser and not with the server's word: the
 * hashes of RFC 6962, section 2.1, and Ed25519 (RFC 8032). `docs/policies/audit-format.md` is the
 * format.
 */

export type Verified = "true" | "false" | "unknown";

/** Browsers offer it to secure pages only: this machine itself, or TLS. */
export function canHash(): boolean {
  return "subtle" in crypto;
}

/** Whether the path leads from the leaf's bytes to the root of the head. */
export async function leadsToRoot(proof: Inclusion): Promise<Verified> {
  if (!canHash()) return "unknown";
  const { leaf, size, path, head } = proof;
  if (head.size !== size || leaf < 0 || leaf >= size) return "false";
  let hash = await sha256(Uint8Array.of(0), new TextEncoder().encode(proof.content));
  let [at, last] = [leaf, size - 1];
  for (const each of path) {
    if (last === 0) return "false";
    const sibling = bytesOf(each);
    if (at % 2 === 1 || at === last) {
      hash = await sha256(Uint8Array.of(1), sibling, hash);
      while (at % 2 === 0 && at !== 0) [at, last] = [half(at), half(last)];
    } else {
      hash = await sha256(Uint8Array.of(1), hash, sibling);
    }
    [at, last] = [half(at), half(last)];
  }
  return last === 0 && hexOf(hash) === head.root ? "true" : "false";
}

/**
 * Whether the tree of the second head begins with all leaves of the first, as RFC 9162, section
 * 2.1.4.2, follows the path: both roots are computed from the same hashes, side by side.
 */
export async function onlyGrew(growth: Consistency): Promise<Verified> {
  if (!canHash()) return "unknown";
  const { first, second, first_head: older, second_head: newer } = growth;
  if (older.size !== first || newer.size !== second || first < 1 || first > second) return "false";
  if (first === second) {
    return growth.path.length === 0 && older.root === newer.root ? "true" : "false";
  }
  // A whole subtree is known by the older root itself, which the path then leaves out.
  const whole = Number.isInteger(Math.log2(first));
  const [start, ...path] = (whole ? [older.root, ...growth.path] : growth.path).map(bytesOf);
  if (start === undefined) return "false";
  let [at, last] = [first - 1, second - 1];
  while (at % 2 === 1) [at, last] = [half(at), half(last)];
  let [then, now] = [start, start];
  for (const each of path) {
    if (last === 0) return "false";
    if (at % 2 === 1 || at === last) {
      then = await sha256(Uint8Array.of(1), each, then);
      now = await sha256(Uint8Array.of(1), each, now);
      while (at % 2 === 0 && at !== 0) [at, last] = [half(at), half(last)];
    } else {
      now = await sha256(Uint8Array.of(1), now, each);
    }
    [at, last] = [half(at), half(last)];
  }
  return last === 0 && hexOf(then) === older.root && hexOf(now) === newer.root ? "true" : "false";
}

/** Whether that key signed the head. */
export function headIsSigned(head: Head, publicKey: string): Promise<Verified> {
  const root = btoa(String.fromCharCode(...bytesOf(head.root)));
  const signed = `mien/audit/${head.key}\n${head.size}\n${root}\ntime ${head.time}\n`;
  return isSigned(signed, head.signature, publicKey);
}

export function receiptIsSigned(receipt: Receipt): Promise<Verified> {
  return isSigned(receipt.text, receipt.signature, receipt.public_key);
}

/** Unknown in a browser without Ed25519. */
async function isSigned(text: string, signature: string, pem: string): Promise<Verified> {
  if (!canHash()) return "unknown";
  try {
    const key = await crypto.subtle.importKey("spki", derOf(pem), "Ed25519", false, ["verify"]);
    const signed = new TextEncoder().encode(text);
    const good = await crypto.subtle.verify("Ed25519", key, base64(signature), signed);
    return good ? "true" : "false";
  } catch (fault) {
    return fault instanceof DOMException && fault.name === "NotSupportedError"
      ? "unknown"
      : "false";
  }
}

function half(index: number): number {
  return Math.floor(index / 2);
}

async function sha256(...parts: Uint8Array<ArrayBuffer>[]): Promise<Uint8Array<ArrayBuffer>> {
  const whole = Uint8Array.from(parts.flatMap((part) => [...part]));
  return new Uint8Array(await crypto.subtle.digest("SHA-256", whole));
}

function derOf(pem: string): Uint8Array<ArrayBuffer> {
  return base64(pem.replace(/-----[^-]+-----|\s/g, ""));
}

function base64(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
}

function bytesOf(hex: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}

function hexOf(bytes: Uint8Array): string {
  return [...bytes].map((each) => each.toString(16).padStart(2, "0")).join("");
}
