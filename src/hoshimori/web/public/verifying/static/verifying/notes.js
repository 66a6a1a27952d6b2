/*
 * Signed notes: a text, and below it lines of signatures by named keys (C2SP signed-note v1.0.0).
 *
 * Signatures by keys one does not know are passed over; one under the name and identifier of a known key that does not
 * fit makes the whole note worthless.
 */

import { joined, sha256, utf8 } from "./bytes.js";
import { octets, textOf } from "./lines.js";
import { Rejected, unreadable } from "./rejected.js";
import { ed25519 } from "./signing.js";

export const NOTE = 0x01;
export const COSIGNATURE = 0x04;
export const LARGEST_NOTE = 512 * 1024;
const MOST_SIGNATURES = 64;
const KEY_LENGTH = 32;
const ID_LENGTH = 4;
const EM_DASH = "\u2014";
const NAME = /^[^+\p{White_Space}\u001c-\u001f]+$/u;
const ID_IN_HEX = /^[0-9a-f]{8}$/;

/** A public key as people hand it on: name, identifier in hex and key in base 64, joined by plus signs. */
export async function verifierKey(written) {
  const [name, keyId, ...rest] = written.split("+");
  if (!rest.length || !ID_IN_HEX.test(keyId)) throw unreadable("KEY");
  const material = octets(rest.join("+"));
  const [kind, bytes] = [material[0], material.slice(1)];
  if (kind !== NOTE && kind !== COSIGNATURE) throw unreadable("KEY_KIND");
  if (!NAME.test(name)) throw unreadable("KEY_NAME");
  if (bytes.length !== KEY_LENGTH) throw unreadable("KEY");
  const id = hex((await sha256(joined(utf8(`${name}\n`), material))).slice(0, ID_LENGTH));
  if (id !== keyId) throw unreadable("KEY_ID");
  return { name, id, kind, public: hex(bytes), key: await ed25519(bytes) };
}

/** Requires that no two of these keys are the same or cannot be told apart. */
export function requireDifferent(keys) {
  const names = new Set(keys.map((key) => `${key.name}+${key.id}`));
  const publics = new Set(keys.map((key) => key.public));
  if (names.size !== keys.length || publics.size !== keys.length) throw unreadable("KEYS_COLLIDE");
}

/** The note in a file: its text, the last newline included, and its signatures; nothing of it is checked yet. */
export function read(bytes) {
  const whole = textOf(bytes, LARGEST_NOTE);
  const gap = whole.lastIndexOf("\n\n");
  if (gap < 0 || !whole.slice(gap + 2).endsWith("\n")) throw unreadable("NO_SIGNATURE");
  const lines = whole.slice(gap + 2, -1).split("\n");
  if (lines.length > MOST_SIGNATURES) throw unreadable("TOO_MANY_SIGNATURES");
  return { text: `${whole.slice(0, gap)}\n`, signatures: lines.map(signature) };
}

function signature(line) {
  const [dash, name, encoded, ...more] = line.split(" ");
  if (dash !== EM_DASH || name === undefined || !NAME.test(name) || encoded === undefined || more.length) {
    throw unreadable("SIGNATURE_LINE");
  }
  const value = octets(encoded);
  if (value.length <= ID_LENGTH) throw unreadable("SIGNATURE_LENGTH");
  return { name, id: hex(value.slice(0, ID_LENGTH)), value: value.slice(ID_LENGTH) };
}

/** The signatures that name one of these keys, each with that key. */
export function by(note, keys) {
  requireDifferent(keys);
  const pairs = note.signatures.map((each) => [keys.find((key) => key.name === each.name && key.id === each.id), each]);
  return pairs.filter(([key]) => key !== undefined);
}

/** Requires that at least one of the trusted keys signed the note, and that none of their signatures is wrong. */
export async function check(note, keys) {
  if (keys.some((key) => key.kind !== NOTE)) throw unreadable("KEY_KIND");
  const found = by(note, keys);
  for (const [key, each] of found) {
    if (!(await key.key.hasSigned(utf8(note.text), each.value))) throw new Rejected("LOG_SIGNATURE_WRONG");
  }
  if (!found.length) throw new Rejected("LOG_NOT_SIGNED");
}

function hex(bytes) {
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
