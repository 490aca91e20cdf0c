import { describe, expect, it, test } from 'vitest';
import { chooseKinds } from '#lib/body/choose-kinds.ts';
import { first } from '#lib/http/header-lookup.ts';
import { queryFields } from '#lib/http/target.ts';
import { providerOf, recognise } from '#lib/providers/index.ts';
import { verifyAndFindMistakes } from '#lib/providers/signature/find-mistakes.ts';
import type { Scheme, Signed } from '#lib/providers/signature/scheme.ts';
import { signingTerms } from '#lib/providers/signature/sign.ts';
import { readSignature } from '#lib/providers/signature/verify.ts';
import { githubExamples } from '#lib/samples/github/examples.ts';
import { freshen } from '#lib/samples/github/freshen.ts';
import { sampleEvent, sampleProvider, sampleProviders } from '#lib/samples/index.ts';
import type { Sample, SampleEvent } from '#lib/samples/sample.ts';
import { sampleJson, sampleOf } from '#lib/samples/sample-json.ts';
import { sampleUrl, signSample } from '#lib/samples/sign-sample.ts';
import { secretsFor } from '../providers/signing-secrets.ts';
import { everySample, githubPayloads, made } from './every-sample.ts';

const now = Date.UTC(2026, 10, 23, 8, 0, 0, 123);
const destination = 'https://bins.example/b/x7k2/hook';
const text = (body: Uint8Array) => new TextDecoder().decode(body);

/** The sample, signed where its provider signs, and the secret to verify it with. */
async function signed(
  id: string,
  sample: Sample,
  time = now,
): Promise<{ request: Signed; secret: string | null }> {
  const [scheme] = providerOf(id)!.signatures ?? [];
  if (!scheme || !sample.signing.canSign) {
    const { method, query, headers, body } = sample.request;
    return { request: { method, url: sampleUrl(destination, query), headers, body }, secret: null };
  }
  const secrets = secretFor(scheme);
  const signing = await signSample(sample, { secret: secrets.sign, destination, now: time });
  if (signing.state !== 'signed') throw new Error(signing.why);
  return { request: signing.request, secret: secrets.verify };
}

/** A token is sent as it is, so that it has no characters beyond ASCII in practice. */
function secretFor(scheme: Scheme) {
  return scheme.method.kind === 'token' ? { sign: 'token-1', verify: 'token-1' } : secretsFor(scheme);
}

describe.each(sampleProviders.map(({ id, events }) => [id, events] as const))(
  'a sample of %s',
  (id, events) => {
    it.each(events.map((event) => [event.id, event] as const))('%s', async (_, event) => {
      const sample = await made(id, event, now);
      const { request, secret } = await signed(id, sample);
      const { method, headers, body, url } = request;

      // It is recognised with its event and delivery.
      const target = url.slice('https://bins.example'.length);
      expect(recognise({ method, target, prefixLength: 7, headers, body })).toEqual(sample.provider);

      // It is valid with its secret, and not with another, which is told.
      if (secret !== null) {
        const reading = readSignature(providerOf(id)!.signatures!, request, now, secret);
        if (reading?.state !== 'claimed') throw new Error('It is not signed.');
        const verdict = (other: string) =>
          verifyAndFindMistakes(reading.scheme, reading.claim, other, request);
        expect(await verdict(secret)).toEqual({ state: 'valid' });
        const { scheme } = reading;
        const wrong = await verdict(secretsFor(scheme).verify);
        const isHmac = scheme.method.kind === 'hmac' || scheme.method.kind === 'digest';
        expect(wrong).toMatchObject({ state: 'invalid', expected: isHmac ? expect.any(String) : null });
        if (isHmac && scheme.key === 'text') {
          expect(await verdict(` ${secret}`)).toMatchObject({
            findings: [expect.stringMatching(/whitespace/)],
          });
        }
        if (reading.clock) expect(Math.abs(reading.clock.seconds)).toBeLessThan(1);
      }

      // Its headers are such as a sender may send, and leave out what belongs to a connection.
      const names = headers.map(([name]) => name.toLowerCase());
      expect(new Set(names).size).toBe(names.length);
      expect(names).not.toEqual(
        expect.arrayContaining([expect.stringMatching(/^(host|content-length|connection)$/)]),
      );
      for (const [name, value] of headers) {
        expect(name).toMatch(/^[\w-]+$/);
        expect(value).toMatch(
          name === 'aeg-data-version' ? /^[\x20-\x7e]*$/ : /^[\x21-\x7e](?:[\x20-\x7e]*[\x21-\x7e])?$/,
        );
      }

      // Its type is what its body is.
      const type = first(headers, 'content-type');
      if (body.length === 0) return;
      const { best } = chooseKinds(type, body);
      expect(best).toBe(type!.includes('urlencoded') ? 'form' : 'json');
      if (best === 'json') JSON.parse(text(body));
      for (const { name, value } of best === 'form' ? queryFields(text(body)) : []) {
        if (name === 'payload' || name === 'mandrill_events') JSON.parse(value!);
      }
    });
  },
);

test('two calls differ in IDs and times, and samples without any are few', async () => {
  const same: string[] = [];
  for (const [id, name, event] of everySample) {
    const [one, other] = [await made(id, event, now), await made(id, event, now + 5000)];
    if (one.provider.deliveryId !== null) expect(one.provider.deliveryId).not.toBe(other.provider.deliveryId);
    const [a, b] = [one, other].map(({ request: { query, headers, body } }) => [query, headers, text(body)]);
    if (JSON.stringify(a) === JSON.stringify(b)) same.push(`${id} ${name}`);
  }
  expect(same).toEqual(['mandrill test']);
});

test('IDs of samples are unique within a provider and can be in a path', () => {
  for (const { id, events } of sampleProviders) {
    expect(providerOf(id), id).toBeDefined();
    expect(new Set(events.map((event) => event.id)).size).toBe(events.length);
    for (const event of events) expect(event.id).toMatch(/^[\w.-]+$/);
  }
  expect(sampleEvent(sampleProvider('stripe')!, 'constructor')).toBeUndefined();
  expect(sampleProvider('constructor')).toBeUndefined();
});

test('the providers and their requests are those of the list', async () => {
  const lines: string[] = [];
  for (const { id, source, events } of sampleProviders) {
    const terms = signingTerms(providerOf(id)!);
    lines.push(
      `## ${providerOf(id)!.name}`,
      source,
      terms.canSign ? `Signed with: ${terms.secret}` : terms.why,
      '',
    );
    for (const [ids, head] of await groupsOf(id, events)) lines.push(...ids, ...head, '');
  }
  await expect(lines.join('\n')).toMatchFileSnapshot('golden/samples.txt');
});

/**
 * Events that are sent with the same header names, and their method and headers. Values that are others each time are `…`, and
 * values that differ among the events are listed.
 */
async function groupsOf(id: string, events: readonly SampleEvent[]) {
  const groups = new Map<string, { ids: string[]; lines: { name: string; values: Set<string> }[] }>();
  for (const event of events) {
    const [one, other] = await Promise.all(
      [now, now + 86_461_000].map(async (time) =>
        headOf(await signed(id, await made(id, event, time), time)),
      ),
    );
    const names = one!.map(([name]) => name).join('\n');
    const group = groups.get(names) ?? {
      ids: [],
      lines: one!.map(([name]) => ({ name, values: new Set<string>() })),
    };
    groups.set(names, group);
    group.ids.push(event.id);
    one!.forEach(([, value], index) => {
      group.lines[index]!.values.add(value === other![index]![1] ? value : '…');
    });
  }
  return [...groups.values()].map(({ ids, lines }) => {
    const shown = (values: Set<string>) => (values.size > 3 ? '…' : [...values].join(' | '));
    return [ids, lines.map(({ name, values }) => `${name}${shown(values)}`.trimEnd())] as const;
  });
}

/** The lines of a request as name and value: the method with the names of the query, and the headers. */
function headOf({ request: { method, url, headers } }: { request: Signed }): (readonly [string, string])[] {
  const query = url.slice(destination.length).replaceAll(/=[^&]*/g, '=…');
  return [[`  ${method} ${query}`, ''], ...headers.map(([name, value]) => [`    ${name}: `, value] as const)];
}

describe('GitHub’s samples', () => {
  it('are all examples of the package', () => {
    const packaged = Object.fromEntries(
      githubPayloads.map(({ name, examples }) => [
        name,
        examples.map((payload) => (payload as { action?: string }).action ?? null),
      ]),
    );
    expect(githubExamples).toEqual(packaged);
    expect(sampleProvider('github')!.events).toHaveLength(329);
  });

  it('keep the shape of their example, with IDs and times that belong together', () => {
    const sha = 'a'.repeat(40);
    const before = {
      id: 186_853_002,
      number: 2,
      node_id: 'MDEwOlJlcG9zaXRvcnk=',
      head_sha: sha,
      before: '0'.repeat(40),
      url: `https://api.github.com/repositories/186853002/commits/${sha}?page=2`,
      created_at: '2019-05-15T15:19:25Z',
      due_on: '2019-05-15T10:20:25.000-05:00',
      repository: { id: 186_853_002, pushed_at: 1_557_933_565 },
    };
    const after = freshen(before, now, Math.random) as typeof before;
    expect(Object.keys(after)).toEqual(Object.keys(before));
    expect(after.id).not.toBe(before.id);
    expect(String(after.id)).toMatch(/^[1-9]\d{8}$/);
    expect(after.repository.id).toBe(after.id);
    expect(after.head_sha).toMatch(/^[\da-f]{40}$/);
    expect(after.head_sha).not.toBe(sha);
    expect(after.url).toBe(
      `https://api.github.com/repositories/${after.id}/commits/${after.head_sha}?page=2`,
    );
    expect(after.node_id).not.toBe(before.node_id);
    expect([after.number, after.before]).toEqual([2, '0'.repeat(40)]);
    // The latest was due_on, a minute after created_at.
    expect(after.created_at).toBe('2026-11-23T07:59:00Z');
    expect(after.due_on).toBe('2026-11-23T03:00:00.000-05:00');
    expect(after.repository.pushed_at).toBe(Date.UTC(2026, 10, 23, 7, 59, 0) / 1000);
  });
});

describe('a sample', () => {
  it('is signed where the provider has its signature', async () => {
    const sample = await made('slack', sampleEvent(sampleProvider('slack')!, 'message')!, now);
    expect(sample.request.headers.map(([name]) => name)).not.toContain('X-Slack-Signature');
    const signing = await signSample(sample, { secret: 's', destination, now });
    if (signing.state !== 'signed') throw new Error(signing.why);
    expect(signing.request.headers.map(([name]) => name)).toEqual([
      'User-Agent',
      'Accept-Encoding',
      'Accept',
      'X-Slack-Signature',
      'X-Slack-Request-Timestamp',
      'Content-Type',
    ]);
  });

  it('adds its query to that of the destination', () => {
    expect(sampleUrl('https://a.example/x', '?b=1')).toBe('https://a.example/x?b=1');
    expect(sampleUrl('https://a.example/x?a', '?b=1')).toBe('https://a.example/x?a&b=1');
    expect(sampleUrl('https://a.example/x?a', '')).toBe('https://a.example/x?a');
  });

  it('is signed with either kind of GitLab’s secrets', async () => {
    const sample = await made('gitlab', sampleEvent(sampleProvider('gitlab')!, 'push')!, now);
    const signing = await signSample(sample, { secret: 'token-1', destination, now });
    if (signing.state !== 'signed') throw new Error(signing.why);
    expect(signing.request.headers).toContainEqual(['X-Gitlab-Token', 'token-1']);
    expect(sample.signing).toMatchObject({ secret: 'Signing secret (whsec_…) or Secret token' });
  });

  it.each([
    ['sns', 'Notification', /^Only Amazon SNS can sign this/],
    ['mailchimp', 'subscribe', /^Mailchimp does not sign requests/],
    ['woocommerce', 'ping', /^WooCommerce does not sign this request/],
    ['x', 'crc', /^X does not sign this request/],
    ['meta', 'verification', /^Meta does not sign this request/],
  ])('of %s, %s, is not signed', async (id, event, words) => {
    const sample = await made(id, sampleEvent(sampleProvider(id)!, event)!, now);
    expect(sample.signing).toEqual({ canSign: false, why: expect.stringMatching(words) });
    const signing = await signSample(sample, { secret: 's', destination, now });
    expect(signing).toEqual({ state: 'unable', why: expect.stringMatching(words) });
  });

  it('of a provider that the page does not know cannot be signed', async () => {
    const sample = await made('slack', sampleEvent(sampleProvider('slack')!, 'message')!, now);
    const unknown = { ...sample, provider: { ...sample.provider, id: 'nobody' } };
    const signing = await signSample(unknown, { secret: 's', destination, now });
    expect(signing).toMatchObject({ state: 'unable', why: expect.stringContaining('Reload') });
  });

  it('is the same after it was JSON', async () => {
    for (const [id, , event] of everySample) {
      const sample = await made(id, event, now);
      expect(sampleOf(JSON.parse(JSON.stringify(sampleJson(sample))))).toEqual(sample);
    }
  });
});
