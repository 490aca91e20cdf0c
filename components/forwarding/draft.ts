import '#components/ui/zod-without-eval.ts';

import { destinationError } from '#components/inspector/destination/destination-error.ts';
import { readFilter } from '#lib/filter/read-filter.ts';
import { headersOfConnection, usualForward } from '#lib/forward-rules/forward-settings.ts';
import { fromBytes, readable } from '#lib/http/byte-string.ts';
import type { Header } from '#lib/model/capture.ts';
import { type NewForward, newForwardShape } from '#lib/model/forward-input.ts';
import type { ForwardJson } from '#lib/model/forward-json.ts';
import { issueWords } from '#lib/model/issue-words.ts';
import type { Sending } from '#lib/outgoing/sending.ts';
import { delayOf, delayText } from './durations.ts';
import { moreOptions, retryFields, ruleForm } from './words.ts';

/** A rule that is being edited; numbers and durations are the text that is typed. */
export type Draft = {
  readonly kind: 'url' | 'bin';
  readonly url: string;
  readonly bin: string;
  readonly filter: string;
  readonly path: NonNullable<NewForward['path']>;
  readonly name: string;
  /** Names, separated by commas. */
  readonly drop: string;
  readonly set: readonly Header[];
  readonly host: NonNullable<NewForward['host']>;
  /** Seconds. */
  readonly timeout: string;
  readonly verifyCertificate: boolean;
  readonly delays: readonly string[];
  readonly statuses: string;
  readonly concurrency: string;
  readonly perSecond: string;
  readonly order: NonNullable<NewForward['order']>;
  readonly passesResponse: boolean;
  /** Seconds. */
  readonly responseLimit: string;
};

/** Errors as sentences, by the place of the field: `to`, `retries.statuses`. */
export type Errors = ReadonlyMap<string, string>;

/** The time limit for the response unless another is set, seconds. */
const usualResponseLimit = '10';

export const emptyDraft: Draft = draftOf(usualForward({ url: '' }));

export function draftOf({
  to,
  name,
  filter,
  path,
  headers,
  host,
  verifyCertificate,
  timeoutMs,
  retries,
  concurrency,
  perSecond,
  order,
  respondWithinMs,
}: Omit<ForwardJson, 'id' | 'createdAt' | 'paused' | 'breaker' | 'counts' | 'failing'>): Draft {
  return {
    kind: 'bin' in to ? 'bin' : 'url',
    url: 'url' in to ? to.url : '',
    bin: 'bin' in to ? to.bin : '',
    filter,
    path,
    name: name ?? '',
    drop: headers.drop.join(', '),
    set: headers.set.map(([header, value]) => [header, readable(value ?? '')]),
    host,
    timeout: String(timeoutMs / 1000),
    verifyCertificate,
    delays: retries.delays.map(delayText),
    statuses: retries.statuses,
    concurrency: String(concurrency),
    perSecond: perSecond === null ? '' : String(perSecond),
    order,
    passesResponse: respondWithinMs !== null,
    responseLimit: respondWithinMs === null ? usualResponseLimit : String(respondWithinMs / 1000),
  };
}

/** The draft as input of the API. What cannot be read as a number is an error, see `draftErrors`. */
export function inputOf(draft: Draft): NewForward {
  return {
    to: draft.kind === 'url' ? { url: draft.url.trim() } : { bin: draft.bin.trim() },
    filter: draft.filter.trim(),
    path: draft.path,
    name: draft.name.trim() || null,
    headers: {
      drop: draft.drop.split(/[\s,]+/).filter((name) => name !== ''),
      set: draft.set
        .filter(isFilled)
        .map(([name, value]) => [name.trim(), fromBytes(new TextEncoder().encode(value))]),
    },
    host: draft.host,
    timeoutMs: Math.round(Number(draft.timeout) * 1000),
    verifyCertificate: draft.verifyCertificate,
    retries: { delays: draft.delays.map((delay) => delayOf(delay) ?? 0), statuses: draft.statuses },
    concurrency: Number(draft.concurrency),
    perSecond: draft.perSecond.trim() === '' ? null : Number(draft.perSecond),
    order: draft.order,
    respondWithinMs: draft.passesResponse ? Math.round(Number(draft.responseLimit) * 1000) : null,
  };
}

/** The input of the API that changes what differs from another draft. */
export function changesOf(draft: Draft, before: Draft): Partial<NewForward> {
  const old = inputOf(before);
  const changed = Object.entries(inputOf(draft)).filter(
    ([name, value]) => JSON.stringify(value) !== JSON.stringify(old[name as keyof NewForward]),
  );
  return Object.fromEntries(changed);
}

/** Errors that can be found without asking the server. Patterns in the filter must have been prepared. */
export function draftErrors(draft: Draft, sending: Sending): Errors {
  const errors = new Map<string, string>();
  const to = errorOfDestination(draft, sending);
  if (to !== null) errors.set('to', to);
  const [fault] = readFilter(draft.filter, 0).faults;
  if (fault) errors.set('filter', fault.message);
  for (const [place, message] of [...numberErrors(draft), ...headerErrors(draft), ...shapeErrors(draft)])
    if (!errors.has(place)) errors.set(place, message);
  if (draft.passesResponse && draft.order !== 'none') errors.set('respondWithinMs', moreOptions.passOrder);
  return errors;
}

/** The places of the errors that each part of a draft can have. */
const placesOf: Readonly<Record<keyof Draft, readonly string[]>> = {
  kind: ['to'],
  url: ['to'],
  bin: ['to'],
  filter: ['filter'],
  path: ['path'],
  name: ['name'],
  drop: ['headers.drop'],
  set: ['headers.set'],
  host: ['host'],
  timeout: ['timeoutMs'],
  verifyCertificate: ['verifyCertificate'],
  delays: ['retries.delays'],
  statuses: ['retries.statuses'],
  concurrency: ['concurrency'],
  perSecond: ['perSecond'],
  // Responses are passed on only where no order is kept.
  order: ['order', 'respondWithinMs'],
  passesResponse: ['respondWithinMs'],
  responseLimit: ['respondWithinMs'],
};

/** The errors that are still shown after a change of a draft: those of other fields. */
export function errorsAfter(errors: Errors, change: Partial<Draft>): Errors {
  const places = Object.keys(change).flatMap((part) => placesOf[part as keyof Draft]);
  const isChanged = (place: string) =>
    places.some((changed) => place === changed || place.startsWith(`${changed}.`));
  return new Map([...errors].filter(([place]) => !isChanged(place)));
}

type Found = [place: string, message: string][];

function numberErrors(draft: Draft): Found {
  const found: Found = [];
  const limits = [
    ['timeoutMs', draft.timeout, 120],
    ...(draft.passesResponse ? [['respondWithinMs', draft.responseLimit, 25] as const] : []),
  ] as const;
  for (const [place, text, most] of limits) {
    if (!isNumber(text)) found.push([place, moreOptions.notANumber]);
    else if (Number(text) < 0.1 || Number(text) > most) found.push([place, moreOptions.seconds(most)]);
  }
  if (!isNumber(draft.concurrency)) found.push(['concurrency', moreOptions.notANumber]);
  if (draft.perSecond.trim() !== '' && !isNumber(draft.perSecond))
    found.push(['perSecond', moreOptions.notANumber]);
  for (const [index, delay] of draft.delays.entries())
    if (delayOf(delay) === null) found.push([`retries.delays.${index}`, retryFields.invalid]);
  return found;
}

function headerErrors({ set }: Draft): Found {
  return set.flatMap(([name], index) =>
    headersOfConnection.has(name.trim().toLowerCase())
      ? [[`headers.set.${index}.0`, moreOptions.setOfConnection(name.trim())]]
      : [],
  );
}

/** What the API would refuse. Rows of headers are counted as in the form. */
function shapeErrors(draft: Draft): Found {
  const { success, error } = newForwardShape.safeParse(inputOf(draft));
  if (success) return [];
  const rows = draft.set.flatMap((row, index) => (isFilled(row) ? [index] : []));
  return error.issues.map((issue) => {
    const path = [...issue.path];
    if (path[0] === 'to') return ['to', issueWords(issue)];
    const [group, list, row] = path;
    if (group === 'headers' && list === 'set' && typeof row === 'number') path[2] = rows[row] ?? row;
    return [path.join('.'), issueWords(issue)];
  });
}

function isFilled([name, value]: Header): boolean {
  return name !== '' || value !== '';
}

function errorOfDestination({ kind, url, bin }: Draft, sending: Sending): string | null {
  if (kind === 'bin') return bin.trim() === '' ? ruleForm.binMissing : null;
  if (url.trim() === '') return ruleForm.urlMissing;
  return destinationError({ url: url.trim() }, sending);
}

function isNumber(text: string): boolean {
  return text.trim() !== '' && Number.isFinite(Number(text));
}

/** Whether the options that are hidden at first are not the usual ones. */
export function hasMoreOptions(draft: Draft): boolean {
  const basic: Partial<Draft> = { kind: 'url', url: '', bin: '', filter: '', path: 'append' };
  return JSON.stringify({ ...draft, ...basic }) !== JSON.stringify({ ...emptyDraft, ...basic });
}
