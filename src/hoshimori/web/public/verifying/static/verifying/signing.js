/* Signatures over compact JWTs, checked before what is signed is read (RFC 7515, RFC 8725). */

import { isAscii, ofBase64url, utf8 } from "./bytes.js";
import { readObject } from "./json.js";
import { LIMITS, Rejected } from "./rejected.js";

const SIGNATURE = 64;
const COORDINATE = 32;
const ES256 = { imported: { name: "ECDSA", namedCurve: "P-256" }, used: { name: "ECDSA", hash: "SHA-256" } };
const EDDSA = { imported: { name: "Ed25519" }, used: { name: "Ed25519" } };
const WAYS = { ES256, EdDSA: EDDSA };

/** A key that checks signatures of one algorithm and of no other. */
export class PublicKey {
  constructor(algorithm, key) {
    this.algorithm = algorithm;
    this.key = key;
  }

  async hasSigned(content, signature) {
    if (signature.length !== SIGNATURE) return false;
    return crypto.subtle.verify(WAYS[this.algorithm].used, this.key, signature, content);
  }
}

/** The public key in 32 bytes of Ed25519. */
export async function ed25519(bytes) {
  try {
    return new PublicKey("EdDSA", await crypto.subtle.importKey("raw", bytes, EDDSA.imported, false, ["verify"]));
  } catch {
    throw new Rejected("KEY_WRONG");
  }
}

/** The public key written as JWK: P-256 or Ed25519; private keys, which nobody may publish, are refused. */
export async function fromJwk(jwk) {
  const members = jwk instanceof Map ? jwk : new Map();
  const [kty, crv, x, y] = ["kty", "crv", "x", "y"].map((name) => members.get(name));
  if (members.has("d") || typeof x !== "string") throw new Rejected("KEY_WRONG");
  if (kty === "OKP" && crv === "Ed25519") return ed25519(coordinate(x));
  if (kty !== "EC" || crv !== "P-256" || typeof y !== "string") throw new Rejected("KEY_WRONG");
  coordinate(x);
  coordinate(y);
  try {
    return new PublicKey("ES256", await crypto.subtle.importKey("jwk", { kty, crv, x, y }, ES256.imported, false, ["verify"]));
  } catch {
    throw new Rejected("KEY_WRONG");
  }
}

function coordinate(written) {
  const bytes = ofBase64url(written);
  if (bytes.length !== COORDINATE) throw new Rejected("KEY_WRONG");
  return bytes;
}

/** The header of a compact JWT: what it claims about itself, before anything was checked. */
export function headerOf(token) {
  if (token.split(".").length !== 3 || !isAscii(token)) throw new Rejected("FORMAT_WRONG");
  const head = token.slice(0, token.indexOf("."));
  if (head.length > LIMITS.header) throw new Rejected("TOO_LARGE");
  return readObject(ofBase64url(head), LIMITS.depth);
}

/**
 * Checks the signature of a compact JWT and that it is of the expected type; its payload stays unread.
 *
 * `keys` are {issuer, kid, key}: keys one believes for an issuer, under the name the issuer gave them.
 */
export async function unseal(token, keys, typ) {
  if (!keys.length) throw new Rejected("NOBODY_TRUSTED");
  const header = headerOf(token);
  const end = token.lastIndexOf(".");
  const content = token.slice(0, end);
  const signature = ofBase64url(token.slice(end + 1));
  const signer = await firstSigner(candidates(header, keys), utf8(content), signature);
  if (signer === null) throw new Rejected("SIGNATURE_WRONG");
  if (header.get("typ") !== typ) throw new Rejected("TYPE_WRONG");
  return { header, payload: ofBase64url(content.slice(content.indexOf(".") + 1)), key: signer };
}

async function firstSigner(keys, content, signature) {
  for (const each of keys) {
    if (await each.key.hasSigned(content, signature)) return each;
  }
  return null;
}

/** The keys that may have signed this; keys inside the token itself are never believed. */
function candidates(header, keys) {
  const kid = header.has("kid") ? header.get("kid") : "";
  if (header.has("crit") || typeof kid !== "string") throw new Rejected("HEADER_WRONG");
  const named = keys.filter((each) => !(kid && each.kid) || kid === each.kid);
  if (!named.length) throw new Rejected("KEY_NOT_TRUSTED");
  const fitting = named.filter((each) => each.key.algorithm === header.get("alg"));
  if (!fitting.length) throw new Rejected("ALGORITHM_NOT_ACCEPTED");
  return fitting;
}
