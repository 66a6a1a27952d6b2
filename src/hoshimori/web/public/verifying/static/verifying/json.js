/*
 * JSON of strangers, read strictly: every name once, no endless nesting, nothing but Unicode (RFC 8259, RFC 7493).
 *
 * Objects become Maps, so that no name means anything to the language. A number that is written with a point or an
 * exponent becomes a `Written`: 5.0 is a number, but no place in a list.
 */

import { text, utf8 } from "./bytes.js";
import { Rejected } from "./rejected.js";

const NUMBER = /-?(?:0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?/y;
const PLAIN = /[^"\\\u0000-\u001f]*/y;
const SPACE = /[ \t\n\r]*/y;
const HEX = /[0-9a-fA-F]{4}/y;
const LONE = /\p{Surrogate}/u;
const SURROGATE = /\\u[dD][89a-fA-F]/;
const MOST_DIGITS = 20;
const ESCAPED = new Map([
  ['"', '"'],
  ["\\", "\\"],
  ["/", "/"],
  ["b", "\b"],
  ["f", "\f"],
  ["n", "\n"],
  ["r", "\r"],
  ["t", "\t"],
]);
const LITERALS = new Map([
  ["true", true],
  ["false", false],
  ["null", null],
]);

/** A number that was not written as a whole one. */
export class Written {
  constructor(value) {
    this.value = value;
  }
}

/** The value of a number, however it was written; undefined for everything else. */
export function numeric(value) {
  if (value instanceof Written) return value.value;
  return typeof value === "number" ? value : undefined;
}

/** The value written in these bytes; `depth` is how far objects and arrays may be nested. */
export function read(bytes, depth) {
  let written;
  try {
    written = text(bytes);
  } catch {
    throw new Rejected("JSON_WRONG");
  }
  requireShallow(written, depth);
  return new Reader(written).whole();
}

/** The JSON object written in these bytes. */
export function readObject(bytes, depth) {
  const value = read(bytes, depth);
  if (!(value instanceof Map)) throw new Rejected("JSON_WRONG");
  return value;
}

/** Requires that brackets outside of strings are nested no deeper than `depth`, before they are followed. */
function requireShallow(written, depth) {
  let level = 0;
  let hasStrings = true;
  for (let place = 0; place < written.length; place += 1) {
    const letter = written[place];
    if (letter === '"' && hasStrings) {
      const end = endOfString(written, place);
      hasStrings = end > place;
      place = end;
    }
    if (letter === "[" || letter === "{") level += 1;
    else if (letter === "]" || letter === "}") level -= 1;
    if (level > depth) throw new Rejected("TOO_DEEP");
  }
}

/** Where the string that begins here ends; where it began, if it does not end: then no later one does. */
function endOfString(written, start) {
  for (let place = start + 1; place < written.length; place += 1) {
    if (written[place] === "\\") place += 1;
    else if (written[place] === '"') return place;
  }
  return start;
}

class Reader {
  constructor(written) {
    this.written = written;
    this.place = 0;
    this.hasSurrogates = SURROGATE.test(written);
  }

  whole() {
    const value = this.value();
    this.skip();
    if (this.place !== this.written.length) throw wrong();
    return value;
  }

  value() {
    this.skip();
    const letter = this.written[this.place];
    if (letter === "{") return this.object();
    if (letter === "[") return this.array();
    if (letter === '"') return this.string();
    for (const [word, value] of LITERALS) {
      if (this.written.startsWith(word, this.place)) {
        this.place += word.length;
        return value;
      }
    }
    return this.number();
  }

  object() {
    const members = [];
    this.place += 1;
    if (!this.ends("}")) {
      do {
        this.skip();
        const name = this.string();
        this.expect(":");
        members.push([name, this.value()]);
      } while (this.goesOn("}"));
    }
    const found = new Map(members);
    if (found.size !== members.length) throw new Rejected("JSON_NAME_TWICE");
    return found;
  }

  array() {
    const elements = [];
    this.place += 1;
    if (this.ends("]")) return elements;
    do elements.push(this.value());
    while (this.goesOn("]"));
    return elements;
  }

  string() {
    if (this.written[this.place] !== '"') throw wrong();
    this.place += 1;
    let found = "";
    for (;;) {
      found += this.match(PLAIN)[0];
      const letter = this.written[this.place];
      this.place += 1;
      if (letter === '"') break;
      if (letter !== "\\") throw wrong();
      found += this.escaped();
    }
    if (this.hasSurrogates && LONE.test(found)) throw wrong();
    return found;
  }

  escaped() {
    const letter = this.written[this.place];
    this.place += 1;
    if (letter === "u") return String.fromCharCode(Number.parseInt(this.match(HEX)[0], 16));
    if (!ESCAPED.has(letter)) throw wrong();
    return ESCAPED.get(letter);
  }

  number() {
    const [whole, fraction, exponent] = this.match(NUMBER);
    const value = Number(whole);
    if (fraction === undefined && exponent === undefined) {
      if (whole.length > MOST_DIGITS) throw wrong();
      return value;
    }
    if (!Number.isFinite(value)) throw wrong();
    return new Written(value);
  }

  match(pattern) {
    pattern.lastIndex = this.place;
    const found = pattern.exec(this.written);
    if (found === null) throw wrong();
    this.place = pattern.lastIndex;
    return found;
  }

  skip() {
    this.match(SPACE);
  }

  expect(letter) {
    this.skip();
    if (this.written[this.place] !== letter) throw wrong();
    this.place += 1;
  }

  ends(letter) {
    this.skip();
    if (this.written[this.place] !== letter) return false;
    this.place += 1;
    return true;
  }

  goesOn(end) {
    if (this.ends(end)) return false;
    this.expect(",");
    return true;
  }
}

function wrong() {
  return new Rejected("JSON_WRONG");
}

/** The one canonical text of a value (RFC 8785), as bytes; a number stands as the language writes it. */
export function canonical(value) {
  return utf8(canonicalText(value));
}

function canonicalText(value) {
  if (value instanceof Map) {
    const names = [...value.keys()].sort();
    return `{${names.map((name) => `${JSON.stringify(name)}:${canonicalText(value.get(name))}`).join(",")}}`;
  }
  if (Array.isArray(value)) return `[${value.map(canonicalText).join(",")}]`;
  return JSON.stringify(value instanceof Written ? value.value : value);
}
