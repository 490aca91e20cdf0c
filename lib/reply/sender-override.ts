import { pathOf, queryFields, queryOf } from '#lib/http/target.ts';
import type { RequestFacts } from '#lib/model/capture.ts';
import type { Answer } from '#lib/model/reply-settings.ts';
import { plainResponse } from './default-settings.ts';

/** The response that a sender chose in the query: `?__status=503&__delay=2s`. */
export type Override = {
  /** Replaces the response of the bin; null if the sender chose only a delay. */
  readonly answer: Answer | null;
  readonly delayMs: number | null;
};

const units = { ms: 1, s: 1000, m: 60_000 } as const;
const longestDelay = 120_000;

/**
 * Reads the response that the sender chose; null if it chose none. Invalid values get 400 and the reason, since a script that gets
 * another response than it chose tests the wrong thing. Digits in a path are never a status.
 */
export function readOverride({
  target,
  prefixLength,
}: Pick<RequestFacts, 'target' | 'prefixLength'>): Override | null {
  if (!target.includes('__')) return null;
  const fields = queryFields(queryOf(pathOf(target, prefixLength)) ?? '');
  const asked = (name: string) => fields.find((field) => field.name === name)?.value;
  const [status, delay] = [asked('__status'), asked('__delay')];
  if (status === undefined && delay === undefined) return null;
  if (status !== undefined && !/^[2-5]\d\d$/.test(status ?? ''))
    return refused('__status must be a status code from 200 to 599, such as __status=503');
  const delayMs = delay === undefined ? null : delayOf(delay ?? '');
  if (delayMs !== null && !(delayMs <= longestDelay))
    return refused('__delay must be a duration of up to 120s, such as __delay=500ms or __delay=2s');
  return { answer: status ? textAnswer(Number(status), `${status}\n`) : null, delayMs };
}

/** A duration in milliseconds; NaN if it is invalid. */
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
    ...plainResponse,
    status,
    headers: isBodiless ? [] : plainResponse.headers,
    body: { text: isBodiless ? '' : text },
  };
}
