/* Bytes and their texts, each in its one spelling (RFC 4648, 3.5; RFC 7515, 2), and SHA-256. */

import { Rejected } from "./rejected.js";

const ENCODER = new TextEncoder();
const DECODER = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
const URL_LETTERS = /^[A-Za-z0-9_-]*$/;
const LETTERS = /^[A-Za-z0-9+/]*={0,2}$/;
const PIECE = 32_768;

export function utf8(text) {
  return ENCODER.encode(text);
}

/** The text in these bytes; throws a TypeError where they are not UTF-8. */
export function text(bytes) {
  return DECODER.decode(bytes);
}

export function isAscii(written) {
  return /^[\x00-\x7f]*$/.test(written);
}

export function joined(...parts) {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let place = 0;
  for (const part of parts) {
    whole.set(part, place);
    place += part.length;
  }
  return whole;
}

export function same(one, other) {
  return one.length === other.length && one.every((byte, place) => byte === other[place]);
}

export async function sha256(bytes) {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
}

/** Standard base 64 with its padding. */
export function inBase64(bytes) {
  let binary = "";
  for (let start = 0; start < bytes.length; start += PIECE) {
    binary += String.fromCharCode(...bytes.subarray(start, start + PIECE));
  }
  return btoa(binary);
}

/** What standard base 64 holds, or null for padding or left-over bits that are not as they should be. */
export function ofBase64(written) {
  if (!LETTERS.test(written) || written.length % 4) return null;
  const bytes = Uint8Array.from(atob(written), (letter) => letter.charCodeAt(0));
  return inBase64(bytes) === written ? bytes : null;
}

export function inBase64url(bytes) {
  return inBase64(bytes).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

/** What base64url without padding holds; two spellings of the same bytes would be two statements with one meaning. */
export function ofBase64url(written) {
  const padded = written.replaceAll("-", "+").replaceAll("_", "/") + "=".repeat(-written.length & 3);
  const bytes = URL_LETTERS.test(written) && written.length % 4 !== 1 ? ofBase64(padded) : null;
  if (bytes === null) throw new Rejected("BASE64URL_WRONG");
  return bytes;
}
