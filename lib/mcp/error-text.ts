import { type Problem, problemOf } from '#lib/model/errors.ts';
import { ApiProblem } from './api-problem.ts';
import { bounded } from './bounded.ts';

/** Bounds of the details of an error. */
const detailBounds = { string: 1000, items: 50, total: 12_000 };

/** The problem of a thrown value, and its members beyond those that every problem has. */
export function problemOfError(
  error: unknown,
  origin: string,
): { problem: Problem; more: Readonly<Record<string, unknown>> } {
  if (error instanceof ApiProblem) return error;
  return { problem: problemOf(error, origin), more: {} };
}

/**
 * The text of a tool error: the sentences of the error table. Details may quote what senders wrote, and are in a block of untrusted
 * data.
 */
export function errorText(
  { problem, more }: ReturnType<typeof problemOfError>,
  untrusted: (lines: readonly unknown[]) => string,
): string {
  const { title, hint, code, detail, retryAfter } = problem;
  const lines = [`${title} ${hint} (${code})`];
  if (retryAfter !== undefined) lines.push(`Retry after ${retryAfter} s.`);
  const details = { ...(detail === undefined ? {} : { detail }), ...more };
  if (Object.keys(details).length > 0) lines.push(untrusted([bounded(details, detailBounds)]));
  return lines.join('\n');
}
