import type { Trouble } from '#components/api/call.ts';
import type { Errors } from './draft.ts';

const ofDestination: ReadonlySet<string> = new Set([
  'egress-refused',
  'destination-invalid',
  'bin-not-found',
  'forward-to-itself',
]);

/** The fields of the form, by the place of their value in the input of the API. */
const fields = [
  'to',
  'filter',
  'path',
  'name',
  'headers.drop',
  'headers.set',
  'host',
  'timeoutMs',
  'retries.delays',
  'retries.statuses',
  'concurrency',
  'perSecond',
  'order',
  'respondWithinMs',
] as const;

/** The errors of fields that a trouble of the API is about; null when it concerns the rule as a whole. */
export function errorsIn({ code, title, detail, hint }: Trouble): Errors | null {
  if (ofDestination.has(code)) return new Map([['to', `${detail ?? title} ${hint}`]]);
  if (code === 'invalid-filter') return new Map([['filter', detail ?? title]]);
  if (code !== 'invalid-input') return null;
  const errors = new Map<string, string>();
  for (const complaint of (detail ?? '').split('; ')) {
    const [, place = '', words = ''] = /^([\w.]+): (.*)$/s.exec(complaint) ?? [];
    const field = fields.find((one) => place === one || place.startsWith(`${one}.`));
    if (field === undefined) return null;
    // Headers and delays have fields of their own.
    errors.set(/^(headers\.set|retries\.delays)\./.test(place) ? place : field, words);
  }
  return errors;
}
