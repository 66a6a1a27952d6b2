/* Numbers, hashes and text in the files of the register's history: one way to write each, so only one way is read. */

import { ofBase64, text } from "./bytes.js";
import { unreadable } from "./rejected.js";

const DECIMAL = /^(?:0|[1-9][0-9]{0,18})$/;
const CONTROL = /[\u0000-\u0009\u000b-\u001f]/;
const HASH_LENGTH = 32;

export const LARGEST_NUMBER = 2n ** 63n - 1n;

/** The text in these bytes: UTF-8 of at most `largest` bytes, of the ASCII control characters only newlines. */
export function textOf(bytes, largest) {
  if (bytes.length > largest) throw unreadable("TOO_LARGE");
  let decoded;
  try {
    decoded = text(bytes);
  } catch {
    throw unreadable("NOT_UTF8");
  }
  if (CONTROL.test(decoded)) throw unreadable("CONTROL_CHARACTER");
  return decoded;
}

/** A number of 63 bits from its digits without leading zeroes, as a BigInt. */
export function number(written) {
  if (!DECIMAL.test(written) || BigInt(written) > LARGEST_NUMBER) throw unreadable("NUMBER");
  return BigInt(written);
}

/** What standard base 64 holds (RFC 4648 §4), with its padding and no stray bits. */
export function octets(written) {
  const bytes = ofBase64(written);
  if (bytes === null) throw unreadable("BASE64");
  return bytes;
}

/** A SHA-256 hash from base 64. */
export function hashOf(written) {
  const bytes = octets(written);
  if (bytes.length !== HASH_LENGTH) throw unreadable("HASH_LENGTH");
  return bytes;
}

/** The whole number in the bytes, the highest first. */
export function bigEndian(bytes) {
  return bytes.reduce((number, byte) => number * 256n + BigInt(byte), 0n);
}
