import { at, type Reading } from '../recognise/reading.ts';
import type { Part, Trait, Way } from './handshake.ts';

/** Whether a request has the method and the traits of a way. */
export function hasTraits({ method, traits }: Pick<Way, 'method' | 'traits'>, reading: Reading): boolean {
  return reading.request.method === method && traits.every((trait) => holds(trait, reading));
}

/** The value of a part of a request as text; null if it is missing. */
export function textOf(part: Part, reading: Reading): string | null {
  const value = partOf(part, reading);
  return typeof value === 'string' || typeof value === 'number' ? String(value) : null;
}

function holds({ is, isMissing, ...part }: Trait, reading: Reading): boolean {
  if (isMissing) return (partOf(part as Part, reading) ?? null) === null;
  const text = textOf(part as Part, reading);
  return text !== null && (is === undefined || text === is);
}

function partOf(part: Part, reading: Reading): unknown {
  if ('header' in part) return reading.header(part.header);
  if ('query' in part) return reading.query.get(part.query);
  if ('form' in part) return reading.form.get(part.form);
  return at(reading.json, part.json.split('.'));
}
