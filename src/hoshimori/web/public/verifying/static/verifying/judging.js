/*
 * Judges a certificate file: the statement, the company's signature, the state, the history; one verdict for all of it.
 *
 * Step by step the same as in Python (`credentials/exchange/judging.py`), with the same reasons. Nothing is fetched here:
 * whoever judges names the keys to believe and the moment.
 */

import { nonceOf } from "./certificate_file.js";
import * as history from "./history.js";
import { readObject, Written } from "./json.js";
import { LIMITS, Rejected } from "./rejected.js";
import { CERTIFICATE, verify } from "./statement.js";
import * as status from "./status.js";
import { utf8 } from "./bytes.js";
import { hasEnded } from "./validity.js";

const KIND_PATH = "/credentials/types/certificate/1";
const LEAF_FORMAT = "hoshimori/history/1";
const SHOWN = new Set(["categories", "feedback"]);
const HOWEVER_LONG_AGO = 36_500 * 24 * 60 * 60;
const WORDS = ["disclosure", "purpose", "comment"];
const SAME = new Map([
  ["number", "registration_number"],
  ["corporate_number", "corporate_number"],
  ["level", "level"],
  ["edition", "edition"],
  ["valid_from", "valid_from"],
  ["last_valid_on", "last_valid_on"],
]);
const STATES = new Map([
  ["VALID", "VALID"],
  ["SUSPENDED", "SUSPENDED"],
  ["WITHDRAWN", "INVALID"],
  ["RETURNED", "INVALID"],
  ["EXPIRED", "INVALID"],
]);
const REQUIRED = ["exp", "status", "name_ja", ...SAME.values()];

/**
 * How a certificate stands at a moment; what cannot be believed tells nothing but the reason.
 *
 * `trusted` is {issuer, keys, statusKeys, log, witnesses}: keys as {issuer, kid, key}, `log` null or {origin, keys},
 * `witnesses` null or {witnesses, atLeast}. `question` is {at, statusList, demandsHistory, audience, nonce}.
 */
export async function judge(file, trusted, question) {
  try {
    return await weighed(file, trusted, question);
  } catch (no) {
    if (!(no instanceof Rejected)) throw no;
    return verdictOf({ outcome: "NOT_BELIEVED", reason: no.reason });
  }
}

function verdictOf(known) {
  const nothing = { reason: "", facts: new Map(), shown: new Map(), proven: [], notProven: [], stateAsOf: null };
  const unsaid = { witnesses: 0, audience: "", signedAt: null, purpose: "", comment: "", ownWords: [] };
  return { ...nothing, ...unsaid, ...known };
}

async function weighed(file, trusted, question) {
  const verified = await verify(file.sd_jwt, trusted.keys, expectation(file, trusted, question));
  const claims = [...verified.claims];
  const verdict = verdictOf({
    outcome: "BELIEVED",
    facts: new Map(claims.filter(([name]) => !SHOWN.has(name))),
    shown: new Map(claims.filter(([name]) => SHOWN.has(name))),
    proven: ["ISSUED_BY_OPERATOR"],
  });
  await addHolder(verdict, verified, file);
  await addState(verdict, verified, file, trusted, question);
  await addHistory(verdict, file, trusted, question);
  if (hasEnded(verified.claims, question.at)) Object.assign(verdict, { outcome: "ENDED", reason: "EXPIRED" });
  verdict.notProven.push("SECURITY");
  return verdict;
}

/** What is expected of the statement: for whom and to which question the company has to have signed. */
function expectation(file, trusted, question) {
  const audience = question.audience || file.audience;
  const nonce = question.nonce || file.nonce;
  const isBound = file.sd_jwt !== "" && !file.sd_jwt.endsWith("~");
  if (!isBound && (audience || nonce)) throw new Rejected("BINDING_MISSING");
  if (isBound && !(audience && nonce)) throw new Rejected("BINDING_UNEXPECTED");
  return {
    at: question.at,
    kinds: [trusted.issuer + KIND_PATH],
    profile: CERTIFICATE,
    required: REQUIRED,
    audience: question.audience ?? "",
    binding: isBound ? { audience, nonce, longestAgo: HOWEVER_LONG_AGO } : null,
    acceptsEnded: true,
  };
}

/** Adds what the company's own signature says: that it shows this itself, to whom, and in which words. */
async function addHolder(verdict, { bound }, file) {
  const hasWords = WORDS.some((name) => file[name]) || file.own_words.length > 0;
  if (hasWords && (!bound || bound.nonce !== (await nonceOf(file)))) throw new Rejected("WORDS_NOT_SIGNED");
  if (!bound) {
    verdict.notProven.push("HELD_BY_COMPANY");
    return;
  }
  if (file.audience && file.audience !== bound.audience) throw new Rejected("AUDIENCE_WRONG");
  if (file.nonce && file.nonce !== bound.nonce) throw new Rejected("NONCE_WRONG");
  verdict.proven.push("HELD_BY_COMPANY", "SHOWN_TO");
  if (file.own_words.length) verdict.notProven.push("OWN_WORDS");
  if (file.comment) verdict.notProven.push("COMMENT");
  Object.assign(verdict, { audience: bound.audience, signedAt: bound.signedAt });
  Object.assign(verdict, { purpose: file.purpose, comment: file.comment, ownWords: file.own_words });
}

/** Adds how the registration stands, by the list of states; what ended or was suspended stays so in an old list. */
async function addState(verdict, verified, file, trusted, question) {
  const token = question.statusList || file.status_list;
  if (!token || !verified.state) {
    setUnknown(verdict, "STATUS_LIST_MISSING");
    return;
  }
  const list = await status.read(token, trusted.statusKeys, question.at, true);
  const state = status.said(verified.state, list);
  const isFresh = status.isFresh(list, question.at);
  verdict.proven.push("STATE_AT");
  verdict.stateAsOf = list.issuedAt;
  if (state === "INVALID") {
    Object.assign(verdict, { outcome: "ENDED", reason: "STATE_ENDED" });
  } else if (state === "SUSPENDED") {
    if (!isFresh) verdict.notProven.push("STATE_NOW");
    Object.assign(verdict, { outcome: "SUSPENDED", reason: "STATE_SUSPENDED" });
  } else if (!isFresh) {
    setUnknown(verdict, "STATUS_LIST_STALE");
  }
}

/** The verdict of who cannot know how the registration stands now. */
function setUnknown(verdict, reason) {
  verdict.notProven.push("STATE_NOW");
  Object.assign(verdict, { outcome: "STATE_UNKNOWN", reason });
}

/** Adds whether the entry in the file stands in the register's history and is about this certificate. */
async function addHistory(verdict, file, { log, witnesses }, question) {
  if (question.demandsHistory && !(file.leaf && file.proof)) throw new Rejected("HISTORY_MISSING");
  if (question.demandsHistory && !log) throw new Rejected("NOBODY_TRUSTED");
  if (!log || !(file.leaf || file.proof)) {
    verdict.notProven.push("HISTORY");
    return;
  }
  const entry = utf8(file.leaf);
  const { seen } = await history.check(history.read(utf8(file.proof)), { entry, log, quorum: witnesses, at: question.at });
  const state = stateInLeaf(readObject(entry, LIMITS.depth), verdict.facts);
  if (state === "INVALID") Object.assign(verdict, { outcome: "ENDED", reason: "STATE_ENDED" });
  if (state === "SUSPENDED" && verdict.outcome === "STATE_UNKNOWN") {
    Object.assign(verdict, { outcome: "SUSPENDED", reason: "STATE_SUSPENDED" });
  }
  verdict.witnesses = seen.size;
  verdict.proven.push("IN_HISTORY");
  if (seen.size) verdict.proven.push("WITNESSED");
  else verdict.notProven.push("WITNESSES");
}

/** The state that an entry of the history says, which has to be about this certificate and to say the same of it. */
function stateInLeaf(leaf, facts) {
  const state = STATES.get(leaf.get("state"));
  if (leaf.get("format") !== LEAF_FORMAT || state === undefined) throw new Rejected("LEAF_WRONG");
  for (const [theirs, ours] of SAME) {
    if (!isSame(leaf.get(theirs), facts.get(ours))) throw new Rejected("LEAF_OF_ANOTHER");
  }
  return state;
}

function isSame(one, other) {
  if (one instanceof Written && other instanceof Written) return one.value === other.value;
  return one === other;
}
