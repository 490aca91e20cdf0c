import { describe, expect, it, test } from 'vitest';
import type { Received } from '#lib/model/capture.ts';
import { replySettingsShape } from '#lib/model/reply-settings-shape.ts';
import { chooseResponse } from '#lib/reply/choose-response.ts';
import { compileSettings } from '#lib/reply/compile-rules.ts';
import { explainMatches } from '#lib/reply/explain-rules.ts';
import { withSecrets } from '#lib/reply/handshake-secrets.ts';
import { received } from '../support/received.ts';

const settingsOf = (written: unknown) => withSecrets(replySettingsShape.parse(written), null);
const json = (value: unknown) => ({ body: new TextEncoder().encode(JSON.stringify(value)) });

async function subject(facts: Partial<Received>) {
  const whole = received(facts);
  return { facts: { ...whole, seq: 3, note: null, pinned: false, answered: null }, body: whole.body };
}

/** What answers: `rule {id}`, or `default`, `preflight` …, and the status it has. */
async function chosen(written: unknown, facts: Partial<Received>): Promise<string> {
  const choice = await chooseResponse(await compileSettings(settingsOf(written)), await subject(facts));
  const by = choice.chosenBy.by === 'rule' ? `rule ${choice.chosenBy.id}` : choice.chosenBy.by;
  const answer = 'response' in choice ? choice.response : choice.answer;
  return 'play' in answer ? `${by}: ${answer.play}` : `${by}: ${answer.status}`;
}

const answers = (when: string, status: number, more = {}) => ({ when, answer: { status }, ...more });
const preflight = {
  method: 'OPTIONS',
  headers: [['Access-Control-Request-Method', 'PUT']] as const,
};
const query = (text: string) => ({ target: `/b/x7k2/404?${text}` });

describe('a reply is chosen', () => {
  it.each<[what: string, settings: unknown, facts: Partial<Received>, expected: string]>([
    ['by default', {}, {}, 'default: 200'],
    ['by default, as that was set', { default: { status: 503 } }, {}, 'default: 503'],
    [
      'by the first rule that matches',
      { rules: [answers('method:GET', 201), answers('', 202), answers('', 203)] },
      {},
      'rule rule-2: 202',
    ],
    ['by none that is not enabled', { rules: [answers('', 202, { enabled: false })] }, {}, 'default: 200'],
    [
      'by method and path',
      { rules: [answers('method:POST path:/orders/*', 202)] },
      { target: '/b/x7k2/orders/7?x' },
      'rule rule-1: 202',
    ],
    [
      'by a path of any depth',
      { rules: [answers('path:/orders/**', 202)] },
      { target: '/b/x7k2/orders/7/items' },
      'rule rule-1: 202',
    ],
    [
      'not by a path of another depth',
      { rules: [answers('path:/orders/*', 202)] },
      { target: '/b/x7k2/orders/7/items' },
      'default: 200',
    ],
    [
      'by a field of the query',
      { rules: [answers('query:mode=subscribe', 202)] },
      query('mode=subscribe'),
      'rule rule-1: 202',
    ],
    [
      'by a header',
      { rules: [answers('header:x-event=/^push$/', 202)] },
      { headers: [['X-Event', 'push']] },
      'rule rule-1: 202',
    ],
    [
      'by a value in a JSON body',
      { rules: [answers('json:$.data.type=charge.*', 202)] },
      json({ data: { type: 'charge.failed' } }),
      'rule rule-1: 202',
    ],
    [
      'by a text in the body',
      { rules: [answers('body:/evt_\\d+/', 202)] },
      json('evt_12'),
      'rule rule-1: 202',
    ],
    ['by a playbook', { rules: [{ answer: { play: 'limit', perSecond: 1 } }] }, {}, 'rule rule-1: limit'],
    ['for the third request alone', { rules: [answers('seq:3', 202)] }, {}, 'rule rule-1: 202'],
    [
      'not by a rule whose filter cannot be read',
      { rules: [answers('colour:red', 202)] },
      {},
      'default: 200',
    ],
    ['for a preflight before any rule', { rules: [answers('', 500)] }, preflight, 'preflight: 204'],
    [
      'by the rules for a preflight where CORS is off',
      { cors: false, rules: [answers('', 500)] },
      preflight,
      'rule rule-1: 500',
    ],
    [
      'by the rules for OPTIONS that is no preflight',
      { rules: [answers('', 500)] },
      { method: 'OPTIONS' },
      'rule rule-1: 500',
    ],
    [
      'for what is not HTTP before all else',
      { rules: [answers('', 200)] },
      { malformed: 'no' },
      'malformed: 400',
    ],
    [
      'by the sender, where it may',
      { override: true, rules: [answers('', 201)] },
      query('a=1&__status=503'),
      'override: 503',
    ],
    [
      'not by the sender where it may not',
      { rules: [answers('', 201)] },
      query('__status=503'),
      'rule rule-1: 201',
    ],
    [
      'by the sender, who keeps the answer and asks for a delay',
      { override: true, rules: [answers('', 201)] },
      query('__delay=2s'),
      'override: 201',
    ],
    ['never by digits in a path', { override: true }, { target: '/b/x7k2/503/404' }, 'default: 200'],
    ['with 400 for a status that is none', { override: true }, query('__status=999'), 'override: 400'],
    ['with 400 for a status that ends nothing', { override: true }, query('__status=101'), 'override: 400'],
    ['with 400 for a delay without unit', { override: true }, query('__delay=2'), 'override: 400'],
    [
      'with 400 for a delay that is too long',
      { override: true },
      query('__status=200&__delay=121s'),
      'override: 400',
    ],
  ])('%s', async (_, settings, facts, expected) => {
    expect(await chosen(settings, facts)).toBe(expected);
  });

  it.each([
    ['500ms', 500],
    ['2s', 2000],
    ['1.5s', 1500],
    ['2m', 120_000],
  ])('with the delay __delay=%s', async (delay, ms) => {
    const compiled = await compileSettings(settingsOf({ override: true }));
    expect(await chooseResponse(compiled, await subject(query(`__delay=${delay}`)))).toMatchObject({
      delayMs: ms,
    });
  });
});

test('a rule is called what people call it, else by its filter, else by its id', async () => {
  const nameOf = async (rule: object) =>
    (
      await chooseResponse(
        await compileSettings(settingsOf({ rules: [{ answer: {}, ...rule }] })),
        await subject({}),
      )
    ).chosenBy;
  expect(await nameOf({ id: 'a', name: ' Orders ', when: 'method:POST' })).toEqual({
    by: 'rule',
    id: 'a',
    name: 'Orders',
  });
  expect(await nameOf({ when: 'method:POST' })).toEqual({ by: 'rule', id: 'rule-1', name: 'method:POST' });
  expect(await nameOf({})).toEqual({ by: 'rule', id: 'rule-1', name: 'rule-1' });
});

test('trying says of every rule which words of its filter hold', async () => {
  const rules = [
    { id: 'a', when: 'method:POST -path:/orders json:$.id=7', answer: {} },
    { id: 'b', enabled: false, when: '', answer: {} },
  ];
  const tried = explainMatches(
    (await compileSettings(settingsOf({ rules }))).rules,
    await subject(json({ id: 7 })),
  );
  expect(tried).toEqual([
    {
      id: 'a',
      name: '',
      enabled: true,
      matches: false,
      words: [
        { text: 'method:POST', start: 0, end: 11, holds: true },
        { text: '-path:/orders', start: 12, end: 25, holds: false },
        { text: 'json:$.id=7', start: 26, end: 37, holds: true },
      ],
    },
    { id: 'b', name: '', enabled: false, matches: true, words: [] },
  ]);
});

test('settings are compiled once for each object', async () => {
  const settings = settingsOf({ rules: [answers('method:GET', 201)] });
  expect(await compileSettings(settings)).toBe(await compileSettings(settings));
});
