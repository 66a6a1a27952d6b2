/* The holder's signature over what it shows, to whom and in answer to what (RFC 9901, 4.3 and 7.3). */

import { numeric, readObject } from "./json.js";
import { LEEWAY, LIMITS, Rejected } from "./rejected.js";
import { digest } from "./revealing.js";
import { fromJwk, unseal } from "./signing.js";
import { checkPeriod, moment } from "./validity.js";

const TYPE = "kb+jwt";

/** The holder's key that the issuer wrote down (RFC 7800, 3.2). */
export async function holderKey(claims) {
  const cnf = claims.get("cnf");
  if (!(cnf instanceof Map && cnf.has("jwk"))) throw new Rejected("BINDING_MISSING");
  return fromJwk(cnf.get("jwk"));
}

/**
 * Checks that the holder signed this very presentation for this audience.
 *
 * `expected` is {audience, nonce, longestAgo}; `longestAgo` in seconds.
 */
export async function check(token, presentation, holder, expected, at) {
  const opened = await unseal(token, [{ issuer: "holder", kid: "", key: holder }], TYPE);
  const claims = readObject(opened.payload, LIMITS.depth);
  requireForm(claims);
  checkPeriod(claims, at);
  const signed = moment(claims, "iat", 0);
  if (at - signed > expected.longestAgo + LEEWAY) throw new Rejected("BINDING_TOO_OLD");
  if (claims.get("aud") !== expected.audience) throw new Rejected("AUDIENCE_WRONG");
  if (claims.get("nonce") !== expected.nonce) throw new Rejected("NONCE_WRONG");
  if (claims.get("sd_hash") !== (await digest(presentation))) throw new Rejected("BOUND_TO_ANOTHER");
  return { audience: expected.audience, nonce: expected.nonce, signedAt: signed };
}

function requireForm(claims) {
  const signed = claims.get("iat");
  const hasTime = numeric(signed) !== undefined || typeof signed === "boolean";
  const hasTexts = ["aud", "nonce", "sd_hash"].every((name) => typeof claims.get(name) === "string");
  if (!hasTime || !hasTexts) throw new Rejected("CLAIM_MISSING");
}
