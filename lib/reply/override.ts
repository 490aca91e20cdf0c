import { pathOf, queryFields, queryOf } from '../http/target.ts';
import type { RequestFacts } from '../model/capture.ts';
import type { Answer } from '../model/reply-settings.ts';
import { plainAnswer } from './plain.ts';

/** What a sender asks to be answered, in the query: `?__status=503&__delay=2s`. */
export type Override = {
  /** Instead of what the bin answers; null when the sender leaves that as it is. */
  readonly answer: Answer | null;
  readonly delayMs: number | null;
};

const units = { ms: 1, s: 1000, m: 60_000 } as const;
const longestDelay = 120_000;

/**
 * What the sender asks for; null when it asks for nothing. What cannot be read is answered with 400 and the reason: a script
 * that goes on with another answer than it asked for tests something else. Digits in a path are never a status.
 */
export function overrideIn({
  target,
  prefixLength,
}: Pick<RequestFacts, 'target' | 'prefixLength'>): Override | null {
  if (!target.includes('__')) return null;
  const fields = queryFields(queryOf(pathOf(target, prefixLength)) ?? '');
  const asked = (name: string) => fields.find((field) => field.name === name)?.value;
  const [status, delay] = [asked('__status'), asked('__delay')];
  if (status === undefined && delay === undefined) return null;
  if (status !== undefined && !/^[2-5]\d\d$/.test(status ?? ''))
    return refused('__status must be a status from 200 to 599, such as __status=503');
  const delayMs = delay === undefined ? null : delayOf(delay ?? '');
  if (delayMs !== null && !(delayMs <= longestDelay))
    return refused('__delay must be a time up to 120s, such as __delay=500ms or __delay=2s');
  return { answer: status ? textAnswer(Number(status), `${status}\n`) : null, delayMs };
}

/** Milliseconds; NaN when it is none. */
function delayOf(text: string): number {
  const [, number, unit] = /^(\d{1,6}(?:\.\d{1,3})?)(ms|s|m)$/.exec(text) ?? [];
  return Math.round(Number(number) * units[unit as keyof typeof units]);
}

function refused(reason: string): Override {
  return { answer: textAnswer(400, `${reason}.\n`), delayMs: null };
}

function textAnswer(status: number, text: string): Answer {
  const isBodiless = [204, 205, 304].includes(status);
  return {
    ...plainAnswer,
    status,
    headers: isBodiless ? [] : plainAnswer.headers,
    body: { text: isBodiless ? '' : text },
  };
}
