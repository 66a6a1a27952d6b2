/* Reads a file and judges it: what the page does, and what the tests ask of it with the same files as in Python. */

import { read as readFile } from "./certificate_file.js";
import { numeric } from "./json.js";
import { judge } from "./judging.js";
import { Rejected } from "./rejected.js";
import { read as readTrust } from "./trust.js";

/**
 * The verdict on the bytes of a file, as plain values.
 *
 * `trusted` are the bytes of the JSON that `trust.js` reads; `question` is {at, statusList, demandsHistory, audience,
 * nonce}, `at` in seconds since 1970.
 */
export async function check(bytes, trusted, question) {
  const believed = await readTrust(trusted);
  try {
    return plain(await judge(readFile(bytes), believed, question));
  } catch (no) {
    if (!(no instanceof Rejected)) throw no;
    return { outcome: "NOT_BELIEVED", reason: no.reason };
  }
}

/** Maps as objects without a prototype, numbers as numbers. */
export function plain(value) {
  if (value instanceof Map) return Object.assign(Object.create(null), entries([...value]));
  if (Array.isArray(value)) return value.map(plain);
  if (numeric(value) !== undefined) return numeric(value);
  if (value !== null && typeof value === "object") return entries(Object.entries(value));
  return value;
}

function entries(pairs) {
  return Object.fromEntries(pairs.map(([name, each]) => [name, plain(each)]));
}
