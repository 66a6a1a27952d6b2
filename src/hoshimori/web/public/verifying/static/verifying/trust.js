/*
 * Whom this page believes: the keys that the register publishes on its own address, and nothing that a file brings along.
 *
 * Written as JSON: {issuer, keys, status_keys, log_keys, witnesses, witnesses_needed}; keys are JWKs with their `kid`, those
 * of the log and of its witnesses are verifier keys of signed notes.
 */

import { readObject } from "./json.js";
import { verifierKey } from "./notes.js";
import { fromJwk } from "./signing.js";

const DEPTH = 8;

/** Whom to believe, from the bytes of that JSON. */
export async function read(bytes) {
  const told = readObject(bytes, DEPTH);
  const issuer = told.get("issuer");
  const logKeys = await Promise.all((told.get("log_keys") ?? []).map(verifierKey));
  const witnesses = await Promise.all((told.get("witnesses") ?? []).map(verifierKey));
  return {
    issuer,
    keys: await keysOf(told.get("keys") ?? [], issuer),
    statusKeys: await keysOf(told.get("status_keys") ?? [], issuer),
    log: logKeys.length ? { origin: logKeys[0].name, keys: logKeys } : null,
    witnesses: witnesses.length ? { witnesses, atLeast: told.get("witnesses_needed") || 1 } : null,
  };
}

async function keysOf(jwks, issuer) {
  return Promise.all(jwks.map(async (jwk) => ({ issuer, kid: jwk.get("kid") ?? "", key: await fromJwk(jwk) })));
}

/** Whether this browser can check everything by itself: it needs WebCrypto with Ed25519, and to unpack lists. */
export async function canJudge() {
  if (!globalThis.crypto?.subtle || !globalThis.DecompressionStream) return false;
  try {
    await crypto.subtle.generateKey({ name: "Ed25519" }, false, ["sign", "verify"]);
    return true;
  } catch {
    return false;
  }
}
