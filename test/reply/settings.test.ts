import { describe, expect, it, test } from 'vitest';
import { issueWords } from '#lib/model/issue-words.ts';
import { longestAnswerBody } from '#lib/model/reply-settings.ts';
import { replySettingsShape } from '#lib/model/reply-settings-shape.ts';
import { checkSettings } from '#lib/reply/check-settings.ts';
import { defaultSettings } from '#lib/reply/default-settings.ts';
import { withoutSecrets, withSecrets } from '#lib/reply/handshake-secrets.ts';
import { replyPresets } from '#lib/reply/presets/index.ts';

/** What is wrong with settings: path and sentence, the first of them. */
function complaint(settings: unknown): string {
  const result = replySettingsShape.safeParse(settings);
  if (result.success) return 'nothing';
  const [first] = result.error.issues;
  return [...first!.path, issueWords(first!)].join(': ');
}

describe('settings', () => {
  test('of which nothing is said are what a new bin answers', () => {
    expect(withSecrets(replySettingsShape.parse({}), null)).toEqual(defaultSettings);
  });

  test('an answer of which only the status is said has neither headers nor body', () => {
    const { default: answer } = replySettingsShape.parse({ default: { status: 503 } });
    expect(answer).toMatchObject({ status: 503, headers: [], body: { text: '' }, delayMs: 0, fault: null });
  });

  test('a body without headers is plain text, and without any if the list is empty', () => {
    const { default: said } = replySettingsShape.parse({ default: { body: 'x' } });
    expect(said).toMatchObject({
      headers: [['Content-Type', 'text/plain; charset=utf-8'], expect.anything()],
    });
    expect(replySettingsShape.parse({ default: { body: 'x', headers: [] } }).default).toMatchObject({
      headers: [],
    });
  });

  test('duplicates of headers and their order stay', () => {
    const headers = [
      ['Set-Cookie', 'a=1'],
      ['X-A', '1'],
      ['set-cookie', 'b=2'],
    ];
    expect(replySettingsShape.parse({ default: { headers } }).default).toMatchObject({ headers });
  });

  test('rules are given ids that no other rule has', () => {
    const { rules } = replySettingsShape.parse({
      rules: [{ answer: {} }, { id: 'rule-1', answer: {} }, { answer: {} }],
    });
    expect(rules.map(({ id }) => id)).toEqual(['rule-2', 'rule-1', 'rule-3']);
  });

  it.each<[settings: unknown, words: RegExp]>([
    [{ defalt: {} }, /^has no field defalt$/],
    [{ default: { status: 101 } }, /^default: status: must not be 101: 1xx responses are interim/],
    [{ default: { status: 600 } }, /^default: status: must be a status from 200 to 599/],
    [{ default: { status: 204, body: 'x' } }, /^default: body: must be empty: a response with status 204/],
    [{ default: { status: 304, body: 'x' } }, /^default: body: must be empty/],
    [
      { default: { headers: [['Content-Length', '5']] } },
      /^default: headers: 0: 0: must not be Content-Length/,
    ],
    [{ default: { headers: [['transfer-encoding', 'chunked']] } }, /must not be transfer-encoding/],
    [{ default: { headers: [['Connection', 'close']] } }, /must not be Connection/],
    [{ default: { headers: [['X A', '']] } }, /must be a header name/],
    [{ default: { headers: [['X-A', 'a\r\nSet-Cookie: b']] } }, /must not contain line breaks/],
    [{ default: { body: { base64: '?' } } }, /^default: body/],
    [{ default: { body: 'x'.repeat(longestAnswerBody + 1) } }, /^default: body: must be at most 1 MiB/],
    [{ default: { body: { base64: 'AAAA' }, template: true } }, /must be text to be used as a template/],
    [{ default: { delayMs: 120_001 } }, /^default: delayMs/],
    [
      { default: { delayMs: { min: 2, max: 1 } } },
      /^default: delayMs: must have a min that is not greater than its max/,
    ],
    [{ default: { fault: { kind: 'nap' } } }, /^default: fault: kind/],
    [{ default: { play: 'chess' } }, /^default: play: must be sequence, chances or limit/],
    [{ default: { play: 'sequence', steps: [] } }, /^default: steps/],
    [
      { default: { play: 'sequence', steps: [{}, { status: 7 }] } },
      /^default: steps: 1: status: must be a status/,
    ],
    [
      { default: { play: 'chances', chances: [{ weight: 0, answer: {} }] } },
      /must have at least one weight above 0/,
    ],
    [
      {
        rules: [
          { id: 'a', answer: {} },
          { id: 'a', answer: {} },
        ],
      },
      /^rules: 1: id: must be unique: a is already used/,
    ],
    [{ rules: [{ when: '' }] }, /^rules: 0: answer/],
    [{ rules: [{ answer: { statuss: 5 } }] }, /^rules: 0: answer: has no field statuss/],
    [{ rules: Array(101).fill({ answer: {} }) }, /^rules/],
    [
      { rules: Array(5).fill({ answer: { body: 'x'.repeat(longestAnswerBody) } }) },
      /must not have more than 4 MiB of response bodies in total/,
    ],
  ])('that say %j are refused in words', (settings, words) => {
    expect(complaint(settings)).toMatch(words);
  });

  it.each([
    ['pth:/x', /^“pth:\/x” at position 0: The filter key `pth` does not exist. Did you mean `path`\?/],
    ['method:GET path:/(/[/', /regular expression is not valid in RE2 syntax/],
    ['status:500', /a rule cannot use status, because the rule decides the status/],
    ['after:10m', /a rule cannot use after/],
    ['body:/(?=x)/', /regular expression is not valid in RE2 syntax/],
  ])('with a rule when %s are refused in words', async (when, words) => {
    const settings = withSecrets(replySettingsShape.parse({ rules: [{ when, answer: {} }] }), null);
    expect(await checkSettings(settings)).toEqual([
      { path: ['rules', 0, 'when'], message: expect.stringMatching(words) },
    ]);
  });

  it.each([
    ['{{ x', /not closed/],
    ['{% include "/etc/passwd" %}', /tag "include" not found/],
    ['{% nonsense %}', /tag "nonsense" not found/],
  ])('with the template %s are refused in words', async (body, words) => {
    const settings = withSecrets(replySettingsShape.parse({ default: { body, template: true } }), null);
    expect(await checkSettings(settings)).toEqual([
      { path: ['default'], message: expect.stringMatching(words) },
    ]);
  });
});

describe('secrets of handshakes', () => {
  const kept = withSecrets(
    replySettingsShape.parse({
      handshakes: { zoom: { enabled: true, secret: 's3cret' }, meta: { enabled: true } },
    }),
    null,
  );

  test('are shown only as being there', () => {
    expect(withoutSecrets(kept).handshakes).toEqual({
      zoom: { enabled: true, secret: true },
      meta: { enabled: true, secret: false },
    });
    expect(JSON.stringify(withoutSecrets(kept))).not.toContain('s3cret');
  });

  test('stay when what is shown is written again, or when nothing is said of them', () => {
    expect(withSecrets(replySettingsShape.parse(withoutSecrets(kept)), kept)).toEqual(kept);
    const off = replySettingsShape.parse({ handshakes: { zoom: { enabled: false } } });
    expect(withSecrets(off, kept).handshakes).toEqual({ zoom: { enabled: false, secret: 's3cret' } });
  });

  test.for([null, false])('are taken away by %j', (secret) => {
    const written = replySettingsShape.parse({ handshakes: { zoom: { enabled: true, secret } } });
    expect(withSecrets(written, kept).handshakes.zoom?.secret).toBeNull();
  });
});

describe('every preset', () => {
  test.for(replyPresets.map((preset) => [preset.id, preset] as const))(
    '%s is settings that can be written',
    async ([, preset]) => {
      const written = replySettingsShape.parse(preset.settings);
      expect(written).toMatchObject(preset.settings);
      expect(await checkSettings(withSecrets(written, null))).toEqual([]);
    },
  );

  test('has an id of its own', () => {
    expect(new Set(replyPresets.map(({ id }) => id)).size).toBe(replyPresets.length);
  });
});
