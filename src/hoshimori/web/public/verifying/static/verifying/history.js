/*
 * A proof that an entry stands in the register's history, checked without asking anybody.
 *
 * C2SP tlog-proof (2026-05-22), tlog-checkpoint v1.0.0, tlog-cosignature v1.0.1 in its Ed25519 form.
 */

import { same, utf8 } from "./bytes.js";
import { bigEndian, hashOf, LARGEST_NUMBER, number, octets, textOf } from "./lines.js";
import { checkInclusion, emptyHead, leafHash } from "./merkle.js";
import * as notes from "./notes.js";
import { Rejected, unreadable } from "./rejected.js";

const HEADER = "c2sp.org/tlog-proof@v1";
const LARGEST_PROOF = notes.LARGEST_NOTE + 64 * 1024;
const LONGEST_PROOF = 63;
const FEWEST_LINES = 3;
const TIME_LENGTH = 8;
const COSIGNATURE_LENGTH = 72;

/** The proof in a file, for it to be checked: where the entry stands, what leads to the head, the signed checkpoint. */
export function read(bytes) {
  const whole = textOf(bytes, LARGEST_PROOF);
  const gap = whole.indexOf("\n\n");
  const [header, ...lines] = (gap < 0 ? whole : whole.slice(0, gap)).split("\n");
  if (gap < 0 || header !== HEADER) throw unreadable("PROOF_LINES");
  if (lines.length && lines[0].startsWith("extra ")) {
    if (!octets(lines.shift().slice("extra ".length)).length) throw unreadable("PROOF_LINES");
  }
  if (!lines.length || !lines[0].startsWith("index ")) throw unreadable("PROOF_LINES");
  const [index, ...hashes] = lines;
  if (hashes.length > LONGEST_PROOF) throw unreadable("PROOF_TOO_LONG");
  const at = number(index.slice("index ".length));
  return { index: at, hashes: hashes.map(hashOf), note: notes.read(utf8(whole.slice(gap + 2))) };
}

/**
 * Lets pass only a proof that `entry` stands in the log, with the witnesses asked for.
 *
 * `log` is {origin, keys}; `quorum` is null or {witnesses, atLeast}; `at` in seconds since 1970. Returns the checkpoint
 * and which witnesses saw it, each with the time.
 */
export async function check(proof, { entry, log, quorum, at }) {
  if (quorum) requireQuorum(quorum, log);
  const checkpoint = await checked(proof.note, log);
  const seen = quorum ? await cosigned(proof.note, quorum, at) : new Map();
  const leaf = await leafHash(entry);
  await checkInclusion({ leaf, index: proof.index, size: checkpoint.size, proof: proof.hashes, root: checkpoint.root });
  return { checkpoint, seen };
}

function requireQuorum({ witnesses, atLeast }, log) {
  if (witnesses.some((key) => key.kind !== notes.COSIGNATURE)) throw unreadable("KEY_KIND");
  if (new Set(witnesses.map((key) => key.public)).size !== witnesses.length) throw unreadable("KEYS_COLLIDE");
  if (atLeast < 1 || atLeast > witnesses.length) throw unreadable("NUMBER");
  const own = new Set(log.keys.map((key) => key.public));
  if (witnesses.some((key) => own.has(key.public))) throw unreadable("KEYS_COLLIDE");
}

/** What the note states, once a key of the log has signed it and it is about that log. */
async function checked(note, log) {
  await notes.check(note, log.keys);
  const checkpoint = await parse(note.text);
  if (checkpoint.origin !== log.origin) throw new Rejected("LOG_IS_ANOTHER");
  return checkpoint;
}

async function parse(text) {
  const lines = text.slice(0, -1).split("\n");
  if (!text.endsWith("\n") || lines.length < FEWEST_LINES || lines.includes("")) throw unreadable("CHECKPOINT_LINES");
  const [origin, size, root] = [lines[0], number(lines[1]), hashOf(lines[2])];
  if (size === 0n && !same(root, await emptyHead())) throw unreadable("EMPTY_TREE");
  return { origin, size, root };
}

/** When each known witness last cosigned, if enough of them did not later than `at`. */
async function cosigned(note, quorum, at) {
  const latest = new Map();
  for (const [witness, { value }] of notes.by(note, quorum.witnesses)) {
    const seconds = await secondsIfFitting(note.text, witness, value);
    if (seconds <= at) latest.set(witness.name, Math.max(seconds, latest.get(witness.name) ?? 0));
  }
  if (latest.size < quorum.atLeast) throw new Rejected("LOG_WITNESSES_TOO_FEW");
  return latest;
}

async function secondsIfFitting(text, witness, value) {
  if (value.length !== COSIGNATURE_LENGTH) throw unreadable("SIGNATURE_LENGTH");
  const seconds = bigEndian(value.slice(0, TIME_LENGTH));
  if (seconds === 0n || seconds > LARGEST_NUMBER) throw unreadable("TIME");
  const message = utf8(`cosignature/v1\ntime ${seconds}\n${text}`);
  if (!(await witness.key.hasSigned(message, value.slice(TIME_LENGTH)))) throw new Rejected("LOG_SIGNATURE_WRONG");
  return Number(seconds);
}
