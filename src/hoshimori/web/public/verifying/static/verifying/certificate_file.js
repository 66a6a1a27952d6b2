/*
 * The certificate file (`hoshimori/certificate/1`): a signed statement with all that is needed to judge it without
 * asking anybody. Every name is known and stands once; what is not there is empty, and nothing is checked here.
 */

import { inBase64url, sha256, text, utf8 } from "./bytes.js";
import { canonical, readObject } from "./json.js";
import { LIMITS, Rejected } from "./rejected.js";

const FORMAT = "hoshimori/certificate/1";
const TEXTS = ["sd_jwt", "disclosure", "status_list", "comment", "purpose"];
const PAIRS = new Map([
  ["binding", ["audience", "nonce"]],
  ["history", ["leaf", "proof"]],
]);
const OWN_WORDS = ["about", "nonconformity", "correction", "corrected_on"];
const KNOWN = new Set(["format", "own_words", ...TEXTS, ...PAIRS.keys()]);
const SPACE = /^[ \t\r\n]+|[ \t\r\n]+$/g;
const EMPTY = { sd_jwt: "", disclosure: "", audience: "", nonce: "", leaf: "", proof: "", status_list: "", comment: "", purpose: "" };

/** What stands in a certificate file, or in a file or QR code that holds a compact SD-JWT alone. */
export function read(bytes) {
  if (bytes.length > LIMITS.file) throw new Rejected("TOO_LARGE");
  const written = textIn(bytes).replace(SPACE, "");
  if (!written.startsWith("{")) return { ...EMPTY, sd_jwt: written, own_words: [] };
  const members = readObject(utf8(written), LIMITS.depth);
  const isKnown = [...members.keys()].every((name) => KNOWN.has(name));
  if (members.get("format") !== FORMAT || !members.has("sd_jwt") || !isKnown) throw wrong();
  const found = { ...EMPTY, ...texts(members, TEXTS) };
  for (const [name, pair] of PAIRS) {
    if (members.has(name)) Object.assign(found, whole(members.get(name), pair));
  }
  return { ...found, own_words: ownWords(members) };
}

/** The nonce by which the company's key signs, with what it shows, the words it adds to it. */
export async function nonceOf(file) {
  const told = file.own_words.map((each) => new Map(Object.entries(each)));
  const signed = new Map([
    ["disclosure", file.disclosure],
    ["purpose", file.purpose],
    ["comment", file.comment],
    ["own_words", told],
  ]);
  return inBase64url(await sha256(canonical(signed)));
}

function textIn(bytes) {
  try {
    return text(bytes);
  } catch {
    throw wrong();
  }
}

function texts(members, names) {
  const found = Object.fromEntries(names.map((name) => [name, members.has(name) ? members.get(name) : ""]));
  if (Object.values(found).some((value) => typeof value !== "string")) throw wrong();
  return found;
}

/** An object that has exactly these members, each of them a text. */
function whole(value, names) {
  if (!(value instanceof Map) || value.size !== names.length || !names.every((name) => value.has(name))) throw wrong();
  return texts(value, names);
}

function ownWords(members) {
  const told = members.has("own_words") ? members.get("own_words") : [];
  if (!Array.isArray(told) || told.length > LIMITS.ownWords) throw wrong();
  return told.map((each) => whole(each, OWN_WORDS));
}

function wrong() {
  return new Rejected("FILE_WRONG");
}
