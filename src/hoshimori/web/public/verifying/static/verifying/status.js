/* The published list of states: signed, compressed, packed (Token Status List, 4, 5.1, 7.1 and 8.3). */

import { ofBase64url } from "./bytes.js";
import { numeric, readObject } from "./json.js";
import { LEEWAY, LIMITS, Rejected } from "./rejected.js";
import { unseal } from "./signing.js";
import { checkPeriod, moment } from "./validity.js";

const TYPE = "statuslist+jwt";
const WIDTHS = [1, 2, 4, 8];
const LONGEST_AGE = 24 * 60 * 60;
const STATES = ["VALID", "INVALID", "SUSPENDED"];

/** Where the state of a statement stands, or null where it has none (Token Status List, 6.2). */
export function reference(claims) {
  if (!claims.has("status")) return null;
  const status = claims.get("status");
  const place = status instanceof Map ? status.get("status_list") : undefined;
  const [index, uri] = place instanceof Map ? [place.get("idx"), place.get("uri")] : [];
  if (typeof index !== "number" || index < 0 || typeof uri !== "string" || !uri) throw new Rejected("STATUS_WRONG");
  return { uri, index };
}

/**
 * A list whose signature was checked and which has not ended; `at` in seconds since 1970.
 *
 * Whoever `acceptsEnded` learns what was so when the list was issued.
 */
export async function read(token, keys, at, acceptsEnded = false) {
  if (token.length > LIMITS.statusToken) throw new Rejected("TOO_LARGE");
  const opened = await unseal(token, keys, TYPE);
  const claims = readObject(opened.payload, LIMITS.depth);
  if (claims.has("iss") && claims.get("iss") !== opened.key.issuer) throw new Rejected("ISSUER_WRONG");
  const { uri, bits, lst } = members(claims);
  checkPeriod(claims, at, acceptsEnded);
  const ends = moment(claims, "exp", Number.POSITIVE_INFINITY);
  const packed = await decompress(ofBase64url(lst));
  return { uri, bits, packed, issuedAt: moment(claims, "iat", 0), expiresAt: ends, ttl: timeToLive(claims) };
}

function members(claims) {
  const list = claims.get("status_list");
  const [uri, issued] = [claims.get("sub"), claims.get("iat")];
  const [bits, lst] = list instanceof Map ? [list.get("bits"), list.get("lst")] : [];
  const isDated = numeric(issued) !== undefined || typeof issued === "boolean";
  if (typeof uri !== "string" || !isDated || !WIDTHS.includes(bits) || typeof lst !== "string") {
    throw new Rejected("STATUS_LIST_WRONG");
  }
  return { uri, bits, lst };
}

function timeToLive(claims) {
  if (!claims.has("ttl")) return Number.POSITIVE_INFINITY;
  const seconds = numeric(claims.get("ttl"));
  if (seconds === undefined || seconds <= 0) throw new Rejected("STATUS_LIST_WRONG");
  return seconds;
}

/** The bytes of one whole ZLIB stream; one that grows too large is given up on the way. */
async function decompress(bytes) {
  const reader = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate")).getReader();
  const packed = new Uint8Array(LIMITS.statusBytes);
  let length = 0;
  for (;;) {
    const { value, done } = await reader.read().catch(() => {
      throw new Rejected("STATUS_LIST_WRONG");
    });
    if (done) return packed.slice(0, length);
    if (length + value.length > LIMITS.statusBytes) {
      reader.cancel().catch(() => {});
      throw new Rejected("TOO_LARGE");
    }
    packed.set(value, length);
    length += value.length;
  }
}

/** What a list said when it was issued, however long ago that is: VALID, INVALID or SUSPENDED. */
export function said(of, within) {
  if (within.uri !== of.uri) throw new Rejected("STATUS_LIST_OF_ANOTHER");
  if (of.index >= Math.floor((within.packed.length * 8) / within.bits)) throw new Rejected("STATUS_INDEX_OUTSIDE");
  const state = STATES[valueAt(within, of.index)];
  if (state === undefined) throw new Rejected("STATUS_UNKNOWN");
  return state;
}

/** Whether a list may still be believed; it counts as fetched when it was issued, so that no old file is taken for fresh. */
export function isFresh(within, at) {
  return at < believedUntil(within);
}

function believedUntil(within) {
  return Math.min(within.expiresAt, within.issuedAt + within.ttl, within.issuedAt + LONGEST_AGE) + LEEWAY;
}

function valueAt(within, index) {
  const bit = index * within.bits;
  return (within.packed[Math.floor(bit / 8)] >> (bit % 8)) & ((1 << within.bits) - 1);
}
