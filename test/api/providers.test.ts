import { expect, test } from 'vitest';
import type { CaptureJson, CapturePage } from '#lib/model/capture-json.ts';
import { newBin, sharedServer, type TestBin } from '../support/server.ts';

const server = sharedServer({ environment: { MAX_BODY_BYTES: '2MiB' } });

/** A bin with an attempt of GitHub's, a second one, something of Stripe's that is long, and something of nobody's. */
async function sentBin(): Promise<TestBin> {
  const bin = await newBin(server().origin);
  const send = (headers: Record<string, string>, body: string) =>
    fetch(bin.captureUrl, { method: 'POST', headers, body });
  const gitHub = { 'X-GitHub-Event': 'issues', 'X-GitHub-Delivery': '72d3162e-cc78' };
  await send(gitHub, '{"action":"opened"}');
  await send(gitHub, '{"action":"opened"}');
  await send({ 'Stripe-Signature': 't=1,v1=00' }, `{"id":"evt_1","type":"${'x'.repeat(300_000)}"}`);
  await send({ 'Content-Type': 'application/json' }, '{"action":"opened"}');
  return bin;
}

async function providersIn(bin: TestBin, filter = '') {
  const page = await bin.api(`/captures?filter=${encodeURIComponent(filter)}`);
  const { captures } = (await page.json()) as CapturePage;
  return captures.toReversed().map(({ provider }) => provider);
}

const issue = { id: 'github', event: 'issues.opened', deliveryId: '72d3162e-cc78' };
/** Its body was kept in pieces, so that its headers had to do. */
const long = { id: 'stripe', event: null, deliveryId: null };

test('a capture says which provider sent it, what happened and which delivery it is; filters find by each', async () => {
  const bin = await sentBin();
  expect(await providersIn(bin)).toEqual([issue, issue, long, null]);
  expect(await providersIn(bin, 'delivery:72d3162e-cc78')).toEqual([issue, issue]);
  expect(await providersIn(bin, 'provider:stripe,paypal')).toEqual([long]);
  expect(await providersIn(bin, 'event:OPENED')).toEqual([issue, issue]);
  expect(await providersIn(bin, '-provider:github')).toEqual([long, null]);
  const whole = (await (await bin.api('/captures/1')).json()) as CaptureJson;
  expect(whole.provider).toEqual(issue);
});

test.each(['ndjson', 'har'])(
  'an %s document keeps it, and one that does not say it is recognised anew',
  async (format) => {
    const document = await (await (await sentBin()).api(`/export?format=${format}`)).text();
    const older = document.replaceAll(/"provider":(?:null|\{[^}]*\}),/g, '');
    expect(older).not.toBe(document);
    for (const [text, third] of [
      [document, long],
      // An import has the whole body at hand; this type is longer than any name.
      [older, { ...long, deliveryId: null }],
    ] as const) {
      const bin = await newBin(server().origin);
      await bin.api(`/import?format=${format}`, { method: 'POST', body: text });
      expect(await providersIn(bin)).toEqual([issue, issue, third, null]);
    }
  },
);
