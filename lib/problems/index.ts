import { binary } from './binary.ts';
import { contentLength } from './content-length.ts';
import { contentType } from './content-type.ts';
import { expiredToken } from './expired-token.ts';
import { formEscapes } from './form-escapes.ts';
import { headerBytes } from './header-bytes.ts';
import { headerNames } from './header-names.ts';
import { host } from './host.ts';
import { incomplete } from './incomplete.ts';
import { json } from './json.ts';
import { lookAt } from './look-at.ts';
import { malformed } from './malformed.ts';
import { multipart } from './multipart.ts';
import { ndjson } from './ndjson.ts';
import { onceOnly } from './once-only.ts';
import type { Check, Looked, Problem } from './problem.ts';
import { receivedByNext } from './received-by-next.ts';
import { signatureOnArrival } from './signature-on-arrival.ts';
import { textBytes } from './text-bytes.ts';
import { unansweredVerification } from './unanswered-verification.ts';

export { lookAt };

/** Every check, the most important first. To add one, write a file of the shape `Check` and list it here. */
export const checks: readonly Check[] = [
  unansweredVerification,
  malformed,
  incomplete,
  contentLength,
  host,
  onceOnly,
  headerBytes,
  headerNames,
  contentType,
  json,
  ndjson,
  binary,
  formEscapes,
  multipart,
  textBytes,
  receivedByNext,
  signatureOnArrival,
  expiredToken,
];

/** The problems of a request, with null wherever the search can be interrupted. */
export function* findProblems(looked: Looked): Generator<Problem | null> {
  for (const check of checks) {
    yield* check(looked);
    yield null;
  }
}

const ranks = { bad: 0, careful: 1, quiet: 2 };

/** Sorted by severity; of the same tone in the order found. */
export function byTone(problems: readonly Problem[]): Problem[] {
  return [...problems].sort((a, b) => ranks[a.tone] - ranks[b.tone]);
}
