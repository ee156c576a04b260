// @vitest-environment node
import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Consistency, Inclusion, Log } from "../frame/answers";
import auditExample from "./examples/audit.json";
import growthExample from "./examples/audit-consistency.json";
import proofExample from "./examples/audit-proof.json";
import receipt from "./examples/receipt.json";
import { grewFrom } from "./GrowthPanel";
import { proves } from "./ProofPanel";
import { headIsSigned, leadsToRoot, onlyGrew, receiptIsSigned } from "./verify";

const RUNS = { numRuns: 150, seed: 20261121 };
const log = Log(auditExample, "");
const proof = Inclusion(proofExample, "");
const growth = Consistency(growthExample, "");

/** The definitions of RFC 6962, section 2.1, as they are written there. */
const sha256 = (...parts: Buffer[]) => createHash("sha256").update(Buffer.concat(parts)).digest();
const leafHash = (content: string) => sha256(Buffer.of(0), Buffer.from(content));
const split = (size: number) => 2 ** Math.ceil(Math.log2(size) - 1);
function root(leaves: readonly Buffer[]): Buffer {
  if (leaves.length === 1) return leaves[0]!;
  const k = split(leaves.length);
  return sha256(Buffer.of(1), root(leaves.slice(0, k)), root(leaves.slice(k)));
}
function path(at: number, leaves: readonly Buffer[]): Buffer[] {
  if (leaves.length === 1) return [];
  const k = split(leaves.length);
  return at < k
    ? [...path(at, leaves.slice(0, k)), root(leaves.slice(k))]
    : [...path(at - k, leaves.slice(k)), root(leaves.slice(0, k))];
}

/** SUBPROOF of RFC 6962, section 2.1.2. */
function subproof(first: number, leaves: readonly Buffer[], known: boolean): Buffer[] {
  if (first === leaves.length) return known ? [] : [root(leaves)];
  const k = split(leaves.length);
  return first <= k
    ? [...subproof(first, leaves.slice(0, k), known), root(leaves.slice(k))]
    : [...subproof(first - k, leaves.slice(k), false), root(leaves.slice(0, k))];
}

const anyGrowth: fc.Arbitrary<Consistency> = fc
  .integer({ min: 1, max: 70 })
  .chain((second) => fc.tuple(fc.constant(second), fc.integer({ min: 1, max: second })))
  .map(([second, first]) => {
    const hashes = Array.from({ length: second }, (_, index) => leafHash(`leaf ${index}`));
    const headOf = (size: number) => ({
      ...growth.first_head,
      size,
      root: root(hashes.slice(0, size)).toString("hex"),
    });
    return {
      first,
      second,
      path: subproof(first, hashes, true).map((each) => each.toString("hex")),
      first_head: headOf(first),
      second_head: headOf(second),
    };
  });

const anyProof: fc.Arbitrary<Inclusion> = fc
  .integer({ min: 1, max: 70 })
  .chain((size) => fc.tuple(fc.constant(size), fc.nat(size - 1)))
  .map(([size, leaf]) => {
    const hashes = Array.from({ length: size }, (_, index) => leafHash(`leaf ${index}`));
    return {
      leaf,
      size,
      content: `leaf ${leaf}`,
      leaf_hash: hashes[leaf]!.toString("hex"),
      path: path(leaf, hashes).map((each) => each.toString("hex")),
      head: { ...proof.head, size, root: root(hashes).toString("hex") },
    };
  });

describe("a proof that a leaf is in the log", () => {
  it("property: holds for every leaf of every tree of RFC 6962", async () => {
    await fc.assert(
      fc.asyncProperty(anyProof, async (each) => {
        expect(await leadsToRoot(each)).toBe("true");
      }),
      RUNS,
    );
  });

  it("property: holds no more once content, place, size, path or root are others", async () => {
    const spoil = fc.constantFrom<(proof: Inclusion) => Inclusion>(
      (each) => ({ ...each, content: `${each.content} ` }),
      (each) => ({ ...each, leaf: each.leaf + 1 }),
      (each) => ({ ...each, leaf: -1 }),
      (each) => ({ ...each, size: each.size + 1 }),
      (each) => ({ ...each, path: [...each.path, each.head.root] }),
      (each) => ({ ...each, path: each.path.length === 0 ? ["00"] : each.path.slice(1) }),
      (each) => ({ ...each, head: { ...each.head, root: each.leaf_hash.replace(/^./, "g") } }),
    );
    await fc.assert(
      fc.asyncProperty(anyProof, spoil, async (each, spoilt) => {
        expect(await leadsToRoot(spoilt(each))).toBe("false");
      }),
      RUNS,
    );
  });

  it("is the contract's example, whole: path, root and signature", async () => {
    expect(await proves(proof, log.leaves[3]!, log.public_key)).toBe("true");
  });

  it("must be of the entry that is shown", async () => {
    expect(await proves(proof, log.leaves[2]!, log.public_key)).toBe("false");
    const forged = { ...proof, head: { ...proof.head, time: "2026-11-20T14:02:11.311Z" } };
    expect(await proves(forged, log.leaves[3]!, log.public_key)).toBe("false");
  });
});

describe("a proof that the log only grew", () => {
  it("property: holds between any two sizes of every tree of RFC 6962", async () => {
    await fc.assert(
      fc.asyncProperty(anyGrowth, async (each) => {
        expect(await onlyGrew(each)).toBe("true");
      }),
      RUNS,
    );
  });

  it("property: holds no more once a size, the path or a root is another", async () => {
    const other = "0".repeat(64);
    const spoil = fc.constantFrom<(growth: Consistency) => Consistency>(
      (each) => ({ ...each, first: each.first + 1 }),
      (each) => ({ ...each, second: each.second + 1 }),
      (each) => ({ ...each, path: [...each.path, other] }),
      (each) => ({ ...each, path: each.path.length === 0 ? [other] : each.path.slice(1) }),
      (each) => ({ ...each, first_head: { ...each.first_head, root: other } }),
      (each) => ({ ...each, second_head: { ...each.second_head, root: other } }),
    );
    await fc.assert(
      fc.asyncProperty(anyGrowth, spoil, async (each, spoilt) => {
        expect(await onlyGrew(spoilt(each))).toBe("false");
      }),
      RUNS,
    );
  });

  it("is the contract's example, whole: path, both roots and both signatures", async () => {
    expect(await grewFrom(growth, "", log.public_key)).toBe("true");
    expect(await grewFrom(growth, growth.first_head.root, log.public_key)).toBe("true");
  });

  it("is of the head that somebody kept, and of signed heads alone", async () => {
    expect(await grewFrom(growth, "0".repeat(64), log.public_key)).toBe("other root");
    const time = "2026-11-20T14:02:11.311Z";
    const forged = { ...growth, first_head: { ...growth.first_head, time } };
    expect(await grewFrom(forged, "", log.public_key)).toBe("false");
  });
});

describe("signatures", () => {
  it("of the newest head and of the receipt hold under the published key", async () => {
    expect(await headIsSigned(log.head!, log.public_key)).toBe("true");
    expect(await receiptIsSigned(receipt)).toBe("true");
  });

  it("property: no other text has that signature", async () => {
    const place = fc.nat(receipt.text.length - 1);
    await fc.assert(
      fc.asyncProperty(place, async (at) => {
        const text = `${receipt.text.slice(0, at)}\u0001${receipt.text.slice(at + 1)}`;
        expect(await receiptIsSigned({ ...receipt, text })).toBe("false");
      }),
      { ...RUNS, numRuns: 50 },
    );
  });

  it("of a key or a form that is none are not true", async () => {
    expect(await receiptIsSigned({ ...receipt, public_key: "no key" })).toBe("false");
    expect(await receiptIsSigned({ ...receipt, signature: "!" })).toBe("false");
  });
});
