import { expect, test } from 'vitest';
import { errorsIn } from '#components/forwarding/api-errors.ts';
import {
  changesOf,
  draftErrors,
  draftOf,
  emptyDraft,
  errorsAfter,
  hasMoreOptions,
  inputOf,
} from '#components/forwarding/draft.ts';
import { delayOf, delayText } from '#components/forwarding/durations.ts';
import { usualForward } from '#lib/forward-rules/forward-settings.ts';
import { standardDelays } from '#lib/forward-rules/retry-schedule.ts';
import { newForwardShape } from '#lib/model/forward-input.ts';
import type { Sending } from '#lib/outgoing/sending.ts';

const anywhere: Sending = { toUrls: true, toPrivate: true, unverified: true };

test.each([
  [0, '0 s'],
  [5, '5 s'],
  [90, '90 s'],
  [300, '5 min'],
  [7200, '2 h'],
  [86_400, '1 d'],
  [0.5, '0.5 s'],
])('a delay of %d seconds is written as %s, and read again', (seconds, text) => {
  expect(delayText(seconds)).toBe(text);
  expect(delayOf(text)).toBe(seconds);
});

test.each([
  ['30', 30],
  ['2 minutes', 120],
  ['1.5h', 5400],
  ['24 hours', 86_400],
  ['25 h', null],
  ['-1 s', null],
  ['soon', null],
  ['', null],
])('the delay %s is read as %s seconds', (text, seconds) => {
  expect(delayOf(text)).toBe(seconds);
});

test('a draft becomes the input that makes the same rule again', () => {
  const settings = {
    ...usualForward({ url: 'https://a.example/hook' }),
    name: 'Staging',
    headers: { drop: ['cookie', 'x-a'], set: [['X-B', 'h\u00c3\u00a9']] as [string, string][] },
    perSecond: 2.5,
    respondWithinMs: 2500,
    retries: { delays: [...standardDelays], statuses: '500-599' },
  };
  const draft = draftOf(settings);
  expect(draft.set).toEqual([['X-B', 'hé']]);
  expect(draftErrors(draft, anywhere).size).toBe(0);
  expect(inputOf(draft)).toEqual(settings);
  expect(newForwardShape.safeParse(inputOf(draft)).success).toBe(true);
  expect(hasMoreOptions(draft)).toBe(true);
  expect(hasMoreOptions(draftOf({ ...usualForward({ bin: 'orders' }), filter: 'method:POST' }))).toBe(false);
});

test('what cannot be sent to the server is an error of its field', () => {
  const draft = {
    ...emptyDraft,
    url: 'ftp://a',
    filter: 'methd:POST',
    timeout: 'x',
    delays: ['0 s', 'soon'],
  };
  expect([...draftErrors(draft, anywhere).keys()]).toEqual(['to', 'filter', 'timeoutMs', 'retries.delays.1']);
  expect([...draftErrors({ ...emptyDraft, kind: 'bin' }, anywhere).keys()]).toEqual(['to']);
  // The limit of a response that is not passed on does not count.
  expect(draftErrors({ ...emptyDraft, url: 'http://a', responseLimit: '' }, anywhere).size).toBe(0);
});

test('a destination on the machine of the server is an error of its field where the server refuses it', () => {
  const draft = { ...emptyDraft, url: 'http://127.0.0.1:3000/hook' };
  expect(draftErrors(draft, anywhere).size).toBe(0);
  expect(draftErrors(draft, { ...anywhere, toPrivate: false }).get('to')).toContain(
    'EGRESS_ALLOW=127.0.0.1:3000',
  );
});

test('what the API would refuse is an error of its field, in the words of the form', () => {
  const draft = {
    ...emptyDraft,
    url: 'http://a',
    set: [
      ['', ''],
      ['', 'a value'],
      ['Transfer-Encoding', 'chunked'],
    ] as const,
    timeout: '121',
    concurrency: '17',
    passesResponse: true,
    order: 'all' as const,
  };
  expect(draftErrors(draft, anywhere)).toEqual(
    new Map([
      ['timeoutMs', 'Enter a number of seconds from 0.1 to 120.'],
      ['headers.set.2.0', 'Transfer-Encoding cannot be set. It is created for each connection.'],
      ['headers.set.1.0', expect.any(String)],
      ['concurrency', expect.any(String)],
      ['respondWithinMs', 'To pass on responses, choose “Any order” above.'],
    ]),
  );
});

test('a change takes away the errors of its field, and no others', () => {
  const places = ['to', 'filter', 'headers.set.1.0', 'headers.drop.0', 'retries.delays.0', 'respondWithinMs'];
  const errors = new Map(places.map((place) => [place, 'Wrong.']));
  const left = (change: Parameters<typeof errorsAfter>[1]) => {
    const after = errorsAfter(errors, change);
    return places.filter((place) => !after.has(place));
  };
  expect(left({ url: 'https://a.example' })).toEqual(['to']);
  expect(left({ kind: 'bin' })).toEqual(['to']);
  expect(left({ filter: '' })).toEqual(['filter']);
  expect(left({ set: [] })).toEqual(['headers.set.1.0']);
  expect(left({ delays: ['1 s'] })).toEqual(['retries.delays.0']);
  expect(left({ statuses: '500' })).toEqual([]);
  expect(left({ order: 'none' })).toEqual(['respondWithinMs']);
});

test('only what was changed is sent', () => {
  const before = draftOf(usualForward({ url: 'https://a.example/hook' }));
  expect(changesOf({ ...before, name: 'Staging', statuses: '500' }, before)).toEqual({
    name: 'Staging',
    retries: { delays: [...standardDelays], statuses: '500' },
  });
});

const trouble = { status: 400, title: 'Title.', hint: 'Hint.' };

test('troubles of the API are assigned to the fields they name', () => {
  expect(errorsIn({ ...trouble, code: 'egress-refused', detail: 'Refused.' })).toEqual(
    new Map([['to', 'Refused. Hint.']]),
  );
  expect(errorsIn({ ...trouble, code: 'forward-to-itself' })).toEqual(new Map([['to', 'Title. Hint.']]));
  expect(errorsIn({ ...trouble, code: 'invalid-filter', detail: 'Wrong.' })).toEqual(
    new Map([['filter', 'Wrong.']]),
  );
  expect(
    errorsIn({ ...trouble, code: 'invalid-input', detail: 'retries.statuses: "5xx" is not a status' }),
  ).toEqual(new Map([['retries.statuses', '"5xx" is not a status']]));
  expect(errorsIn({ ...trouble, code: 'invalid-input', detail: 'colour: has no field' })).toBeNull();
  expect(errorsIn({ ...trouble, code: 'forwards-full' })).toBeNull();
});
