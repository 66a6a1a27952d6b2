/* Short proofs that an entry is in the tree over the register's history (RFC 6962 §2.1, SHA-256). Sizes are BigInts. */

import { joined, same, sha256 } from "./bytes.js";
import { LARGEST_NUMBER } from "./lines.js";
import { Rejected } from "./rejected.js";

const LEAF = Uint8Array.of(0);
const NODE = Uint8Array.of(1);

/** The head of the tree without entries. */
export async function emptyHead() {
  return sha256(new Uint8Array());
}

/** The hash of one entry; it can never be mistaken for that of a node. */
export async function leafHash(entry) {
  return sha256(joined(LEAF, entry));
}

async function nodeHash(left, right) {
  return sha256(joined(NODE, left, right));
}

/** Lets pass only a proof that the entry with the hash `leaf` stands at `index` in the tree with the head `root`. */
export async function checkInclusion({ leaf, index, size, proof, root }) {
  const sides = index < size && size <= LARGEST_NUMBER ? sidesAbove(index, size) : null;
  if (sides === null || sides.length !== proof.length) throw new Rejected("LOG_ENTRY_NOT_PROVEN");
  let found = leaf;
  for (const [place, isLeft] of sides.entries()) {
    found = isLeft ? await nodeHash(proof[place], found) : await nodeHash(found, proof[place]);
  }
  if (!same(found, root)) throw new Rejected("LOG_ENTRY_NOT_PROVEN");
}

/** Walks down from the head to one entry; says of what is left aside, lowest first, whether it lies on the left. */
function sidesAbove(index, size) {
  let [start, end] = [0n, size];
  const sides = [];
  while (end - start > 1n) {
    const middle = start + split(end - start);
    const isLeft = index >= middle;
    sides.unshift(isLeft);
    if (isLeft) start = middle;
    else end = middle;
  }
  return sides;
}

/** How many of `size` entries, at least two, are on the left: the largest power of two below it. */
function split(size) {
  return 1n << BigInt((size - 1n).toString(2).length - 1);
}
