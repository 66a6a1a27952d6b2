/* Verifies signed statements of which parts can be shown (RFC 9901, SD-JWT VC), as strictly as the library in Python. */

import { check as checkBinding, holderKey } from "./binding.js";
import { isAscii } from "./bytes.js";
import { readObject } from "./json.js";
import { LIMITS, Rejected } from "./rejected.js";
import { reveal } from "./revealing.js";
import { unseal } from "./signing.js";
import { reference } from "./status.js";
import { check } from "./validity.js";

/** What a certificate is made in (draft-ietf-oauth-sd-jwt-vc, 2.2.2.3). */
export const CERTIFICATE = Object.freeze({
  typ: "dc+sd-jwt",
  required: ["iss", "vct"],
  alwaysOpen: new Set(["iss", "nbf", "exp", "cnf", "vct", "vct#integrity", "aka_vcts", "status"]),
});

/** The parts of a presentation, none of them read yet (RFC 9901, 4). */
export function separate(presentation) {
  if (presentation.length > LIMITS.presentation) throw new Rejected("TOO_LARGE");
  const [issued, ...rest] = presentation.split("~");
  const disclosures = rest.slice(0, -1);
  if (!rest.length || !isAscii(presentation) || [issued, ...disclosures].includes("")) {
    throw new Rejected("FORMAT_WRONG");
  }
  if (disclosures.length > LIMITS.disclosures) throw new Rejected("TOO_MANY_DISCLOSURES");
  const shown = [issued, ...disclosures].map((each) => `${each}~`).join("");
  return { issued, disclosures, bound: rest.at(-1), presentation: shown };
}

/**
 * What a presentation says, if all of it can be believed (RFC 9901, 7.1 and 7.3).
 *
 * `keys` are {issuer, kid, key}. `expected` is {at, kinds, profile, required, audience, binding, acceptsEnded}: decided
 * before looking at what was shown; `at` in seconds since 1970, `binding` null or {audience, nonce, longestAgo}.
 */
export async function verify(presentation, keys, expected) {
  const parts = separate(presentation);
  if (!expected.binding && parts.bound) throw new Rejected("BINDING_UNEXPECTED");
  if (expected.binding && !parts.bound) throw new Rejected("BINDING_MISSING");
  const opened = await unseal(parts.issued, keys, expected.profile.typ);
  const payload = readObject(opened.payload, LIMITS.depth);
  if (payload.get("iss") !== opened.key.issuer) throw new Rejected("ISSUER_WRONG");
  const { claims, shown } = await reveal(payload, parts.disclosures, expected.profile.alwaysOpen);
  check(claims, { ...expected, required: [...expected.profile.required, ...expected.required] });
  const bound = expected.binding
    ? await checkBinding(parts.bound, parts.presentation, await holderKey(claims), expected.binding, expected.at)
    : null;
  return { issuer: opened.key.issuer, kid: opened.key.kid, claims, shown, bound, state: reference(claims) };
}
