/* When and for whom a statement holds (RFC 7519, 4.1). `at` is in seconds since 1970. */

import { numeric } from "./json.js";
import { LEEWAY, Rejected } from "./rejected.js";

/** Requires what is expected of the claims as they stand after disclosure (RFC 9901, 7.1 step 6). */
export function check(claims, expected) {
  if (expected.required.some((name) => !claims.has(name))) throw new Rejected("CLAIM_MISSING");
  checkKind(claims, expected.kinds);
  checkPeriod(claims, expected.at, expected.acceptsEnded);
  checkAudience(claims, expected.audience ?? "");
}

function checkKind(claims, kinds) {
  const kind = claims.get("vct");
  if (typeof kind !== "string") throw new Rejected("CLAIM_WRONG");
  if (!kinds.includes(kind)) throw new Rejected("KIND_WRONG");
}

/** Requires that the period, as far as one is named, has begun and not ended; clocks may differ a little. */
export function checkPeriod(claims, at, acceptsEnded = false) {
  if (hasEnded(claims, at) && !acceptsEnded) throw new Rejected("EXPIRED");
  if (at + LEEWAY < moment(claims, "nbf", 0)) throw new Rejected("NOT_YET_VALID");
  if (at + LEEWAY < moment(claims, "iat", 0)) throw new Rejected("ISSUED_IN_FUTURE");
}

/** Whether the period, if it has an end, is over. */
export function hasEnded(claims, at) {
  return at - LEEWAY >= moment(claims, "exp", Number.POSITIVE_INFINITY);
}

/** A NumericDate in seconds since 1970 (RFC 7519, 2), or `otherwise` where there is none. */
export function moment(claims, name, otherwise) {
  if (!claims.has(name)) return otherwise;
  const value = numeric(claims.get(name));
  if (value === undefined || value < 0) throw new Rejected("CLAIM_WRONG");
  return value;
}

function checkAudience(claims, audience) {
  if (!claims.has("aud")) return;
  const named = claims.get("aud");
  const several = Array.isArray(named) ? named : [named];
  if (several.some((each) => typeof each !== "string")) throw new Rejected("CLAIM_WRONG");
  if (!audience || !several.includes(audience)) throw new Rejected("AUDIENCE_WRONG");
}
