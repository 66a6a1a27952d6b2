/* The verdict on what was shown, not a failure of the program: it names the check and never what was shown. */

export class Rejected extends Error {
  constructor(reason, flaw = "") {
    super(flaw ? `${reason} ${flaw}` : reason);
    this.reason = reason;
    this.flaw = flaw;
  }
}

/** A file about the register's history that is not read, with what is wrong with its form. */
export function unreadable(flaw) {
  return new Rejected("LOG_UNREADABLE", flaw);
}

/** Sizes in characters or bytes; the same as in Python (`credentials/rules/limits.py`). */
export const LIMITS = Object.freeze({
  file: 4_194_304,
  ownWords: 200,
  presentation: 1_048_576,
  header: 4_096,
  disclosures: 2_048,
  depth: 24,
  statusToken: 2_097_152,
  statusBytes: 1_048_576,
});

/** By how many seconds clocks may differ. */
export const LEEWAY = 60;
