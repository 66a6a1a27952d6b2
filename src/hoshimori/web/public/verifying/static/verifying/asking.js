/*
 * Judges a file by what the register publishes on its own address: its keys, the key of its history, the list of states
 * that the certificate names. The file itself goes nowhere.
 */

import { read as readFile } from "./certificate_file.js";
import { utf8 } from "./bytes.js";
import { plain } from "./checking.js";
import { readObject } from "./json.js";
import { judge } from "./judging.js";
import { Rejected } from "./rejected.js";
import { reference } from "./status.js";
import { read as readTrust } from "./trust.js";

const DEPTH = 8;
const MILLISECONDS = 1000;

/** The register cannot be reached, so nothing can be said. */
export class Unreachable extends Error {}

/** The verdict on the bytes of a file, as plain values; `where` are the addresses that the page names. */
export async function judged(bytes, where) {
  const at = Math.floor(Date.now() / MILLISECONDS);
  try {
    return plain(await weighed(readFile(bytes), await trusted(where), where, at));
  } catch (no) {
    if (no instanceof Rejected) return { outcome: "NOT_BELIEVED", reason: no.reason };
    throw no;
  }
}

async function weighed(file, believed, where, at) {
  const first = await judge({ ...file, status_list: "" }, believed, { at });
  const statusList = await listNamed(first, where);
  const verdict = await judge(file, believed, { at, statusList });
  if (verdict.reason !== "LOG_WITNESSES_TOO_FEW" || Number(where.witnessesNeeded)) return verdict;
  // A witness was away when the checkpoint was published; that is said, and is no reason to disbelieve.
  return judge(file, { ...believed, witnesses: null }, { at, statusList });
}

/** Whom to believe, as the register says it now. */
async function trusted(where) {
  const [published, history] = await Promise.all([fetched(where.keys), fetched(where.historyKey)]);
  if (published === null) throw new Unreachable();
  const { keys } = plain(readObject(utf8(published), DEPTH));
  const signing = (purpose) => keys.filter((key) => key.purpose === purpose);
  const trust = {
    issuer: where.issuer,
    keys: signing("CERTIFICATES"),
    status_keys: signing("STATUS"),
    log_keys: (history ?? "").split("\n").filter(Boolean),
    witnesses: (where.witnesses ?? "").split(" ").filter(Boolean),
    witnesses_needed: Number(where.witnessesNeeded),
  };
  return readTrust(utf8(JSON.stringify(trust)));
}

/** The list in which the state stands that a certificate names, from this very address; nothing where there is none. */
async function listNamed(verdict, where) {
  const named = verdict.facts.size ? reference(verdict.facts) : null;
  const before = where.issuer + where.states;
  const shard = named?.uri.startsWith(before) ? named.uri.slice(before.length) : "";
  return /^[0-9]+$/.test(shard) ? ((await fetched(where.states + shard)) ?? "").trim() : "";
}

/** What stands at an address of the register, or null where nothing does or nobody answers. */
async function fetched(address) {
  try {
    const answer = await fetch(address, { cache: "no-cache", credentials: "omit", mode: "same-origin" });
    return answer.ok ? await answer.text() : null;
  } catch {
    return null;
  }
}
