/* Puts disclosed claims back where their digests stood, and rejects everything that does not fit (RFC 9901, 7.1). */

import { inBase64url, ofBase64url, sha256, utf8 } from "./bytes.js";
import { read } from "./json.js";
import { LIMITS, Rejected } from "./rejected.js";

const RESERVED = new Set(["_sd", "...", "_sd_alg"]);
const HASH = "sha-256";
const DIGEST_BYTES = 32;

/** The SHA-256 over the ASCII of a text, as base64url (RFC 9901, 4.2.3). */
export async function digest(written) {
  return inBase64url(await sha256(utf8(written)));
}

/** The claims of a payload whose signature was checked, and the paths of what was disclosed. */
export async function reveal(payload, given, alwaysOpen) {
  if (payload.has("_sd_alg") && payload.get("_sd_alg") !== HASH) throw new Rejected("HASH_NOT_ACCEPTED");
  const digests = await Promise.all(given.map(digest));
  const byDigest = new Map(digests.map((each, place) => [each, given[place]]));
  if (byDigest.size !== given.length) throw new Rejected("DISCLOSURE_TWICE");
  const revealing = new Revealing(byDigest, alwaysOpen);
  const claims = revealing.ofObject(new Map([...payload].filter(([name]) => name !== "_sd_alg")), []);
  if (digests.some((each) => !revealing.met.has(each))) throw new Rejected("DISCLOSURE_NOT_REFERENCED");
  return { claims, shown: revealing.shown };
}

/** Reads one signed payload with the disclosures that came with it. */
class Revealing {
  constructor(given, alwaysOpen) {
    this.given = given;
    this.alwaysOpen = alwaysOpen;
    this.met = new Set();
    this.salts = new Set();
    this.shown = [];
  }

  value(value, path) {
    if (path.length > LIMITS.depth) throw new Rejected("TOO_DEEP");
    if (value instanceof Map) return this.ofObject(value, path);
    if (Array.isArray(value)) return this.ofArray(value, path);
    return value;
  }

  ofObject(members, path) {
    if (members.has("...") || members.has("_sd_alg")) throw new Rejected("RESERVED_NAME");
    const claims = new Map();
    for (const [name, value] of members) {
      if (name !== "_sd") claims.set(name, this.value(value, [...path, name]));
    }
    for (const each of digestsOf(members)) this.join(claims, each, path);
    return claims;
  }

  /** Adds the claim that a digest stands for, where it is shown. */
  join(claims, each, path) {
    const disclosure = this.disclosure(each, path);
    if (disclosure === undefined) return;
    const { salt, name, value } = readProperty(disclosure);
    if (claims.has(name)) throw new Rejected("CLAIM_EXISTS");
    claims.set(name, this.told(value, salt, [...path, name]));
  }

  ofArray(elements, path) {
    const values = [];
    elements.forEach((each, number) => {
      const here = [...path, number];
      if (!(each instanceof Map && each.has("..."))) {
        values.push(this.value(each, here));
        return;
      }
      const disclosure = this.disclosure(onlyDigest(each), path);
      if (disclosure === undefined) return;
      const { salt, value } = readElement(disclosure);
      values.push(this.told(value, salt, here));
    });
    return values;
  }

  /** The disclosure of a digest, or undefined where it is not shown or stands for nothing. */
  disclosure(each, path) {
    if (typeof each !== "string" || ofBase64url(each).length !== DIGEST_BYTES) throw new Rejected("DIGEST_WRONG");
    if (this.met.has(each)) throw new Rejected("DIGEST_TWICE");
    if (path.length && this.alwaysOpen.has(path[0])) throw new Rejected("CLAIM_MUST_BE_OPEN");
    this.met.add(each);
    return this.given.get(each);
  }

  /** What a disclosure tells, which may hide and tell more in its turn. */
  told(value, salt, path) {
    if (this.alwaysOpen.has(path[0])) throw new Rejected("CLAIM_MUST_BE_OPEN");
    if (this.salts.has(salt)) throw new Rejected("SALT_TWICE");
    this.salts.add(salt);
    this.shown.push(path);
    return this.value(value, path);
  }
}

function digestsOf(members) {
  const found = members.has("_sd") ? members.get("_sd") : [];
  if (!Array.isArray(found)) throw new Rejected("DIGEST_WRONG");
  return found;
}

function onlyDigest(element) {
  if (element.size !== 1) throw new Rejected("RESERVED_NAME");
  return element.get("...");
}

function readProperty(disclosure) {
  const [salt, name, value] = parts(disclosure, 3);
  if (typeof name !== "string") throw new Rejected("DISCLOSURE_WRONG");
  if (RESERVED.has(name)) throw new Rejected("RESERVED_NAME");
  return { salt, name, value };
}

function readElement(disclosure) {
  const [salt, value] = parts(disclosure, 2);
  return { salt, value };
}

/** The JSON inside a disclosure; its own brackets do not count as nesting. */
function parts(disclosure, length) {
  const found = read(ofBase64url(disclosure), LIMITS.depth + 1);
  if (!Array.isArray(found) || found.length !== length || typeof found[0] !== "string") {
    throw new Rejected("DISCLOSURE_WRONG");
  }
  return found;
}
