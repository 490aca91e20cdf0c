import { sign as signGitHub, verify as verifyGitHub } from '@octokit/webhooks-methods';
import { verifyKey } from 'discord-interactions';
import { Webhook } from 'standardwebhooks';
import { Webhook as Svix } from 'svix';
import { describe, expect, it } from 'vitest';
import { first } from '#lib/http/header-lookup.ts';
import { setHeader } from '#lib/http/set-header.ts';
import { queryFields } from '#lib/http/target.ts';
import { providerOf } from '#lib/providers/index.ts';
import type { Signed } from '#lib/providers/signature/scheme.ts';
import { signAs } from '#lib/providers/signature/sign.ts';
import { readSignature, verify } from '#lib/providers/signature/verify.ts';
import { sampleProvider } from '#lib/samples/index.ts';
import { signSample } from '#lib/samples/sign-sample.ts';
import { secretsFor } from '../providers/signing-secrets.ts';
import { made } from './every-sample.ts';
import { areLibrariesInstalled, library } from './oracle-libraries.ts';

/** A request with its body as text, and its headers by name. */
type Readable = { readonly body: string; readonly url: string; header(name: string): string };

/** A library of a provider: whether it accepts a request, and, where it can, the header that it signs with. */
type Oracle = {
  readonly provider: string;
  readonly accepts: (request: Readable, secret: string) => unknown;
  readonly signs?: (request: Readable, secret: string) => Promise<[header: string, value: string][]>;
};

const destination = 'https://bins.example/b/x7k2/hook?a=1';

/** Whether a library that throws for what it rejects does not. */
function holds(check: () => unknown): boolean {
  try {
    check();
    return true;
  } catch {
    return false;
  }
}

const seconds = () => Math.floor(Date.now() / 1000);

/** Installed with the project. */
const always: Oracle[] = [
  {
    provider: 'github',
    accepts: ({ body, header }, secret) => verifyGitHub(secret, body, header('X-Hub-Signature-256')),
    signs: async ({ body }, secret) => [['X-Hub-Signature-256', await signGitHub(secret, body)]],
  },
  ...(
    [
      ['standard-webhooks', 'webhook', Webhook],
      ['gitlab', 'webhook', Webhook],
      ['svix', 'svix', Svix],
    ] as const
  ).map(
    ([provider, prefix, Library]): Oracle => ({
      provider,
      accepts: ({ body, header }, secret) =>
        holds(() =>
          new Library(secret).verify(
            body,
            Object.fromEntries(
              ['id', 'timestamp', 'signature'].map((name) => [
                `${prefix}-${name}`,
                header(`${prefix}-${name}`),
              ]),
            ),
          ),
        ),
      signs: async ({ body }, secret) => [
        [`${prefix}-id`, 'msg_1'],
        [`${prefix}-timestamp`, String(seconds())],
        [`${prefix}-signature`, new Library(secret).sign('msg_1', new Date(seconds() * 1000), body)],
      ],
    }),
  ),
  {
    provider: 'discord',
    accepts: ({ body, header }, key) =>
      verifyKey(body, header('X-Signature-Ed25519'), header('X-Signature-Timestamp'), key),
  },
];

const optional: Oracle[] = [
  {
    provider: 'stripe',
    accepts: ({ body, header }, secret) =>
      holds(() => stripe().constructEvent(body, header('Stripe-Signature'), secret)),
    signs: async ({ body }, secret) => [
      [
        'Stripe-Signature',
        stripe().generateTestHeaderString({ payload: body, secret, timestamp: seconds() }),
      ],
    ],
  },
  {
    provider: 'twilio',
    accepts: ({ body, url, header }, token) =>
      library('twilio').validateRequest(token, header('X-Twilio-Signature'), url, fieldsOf(body)),
    signs: async ({ body, url }, token) => [
      ['X-Twilio-Signature', library('twilio').getExpectedTwilioSignature(token, url, fieldsOf(body))],
    ],
  },
  {
    provider: 'slack',
    accepts: ({ body, header }, signingSecret) =>
      library('@slack/bolt/dist/receivers/verify-request.js').isValidSlackRequest({
        signingSecret,
        body,
        headers: {
          'x-slack-signature': header('X-Slack-Signature'),
          'x-slack-request-timestamp': Number(header('X-Slack-Request-Timestamp')),
        },
      }),
  },
  {
    provider: 'paddle',
    accepts: ({ body, header }, secret) =>
      new (library('@paddle/paddle-node-sdk').Paddle)('key').webhooks.isSignatureValid(
        body,
        secret,
        header('Paddle-Signature'),
      ),
  },
  {
    provider: 'sendgrid',
    accepts({ body, header }, key) {
      const webhook = new (library('@sendgrid/eventwebhook').EventWebhook)();
      return webhook.verifySignature(
        webhook.convertPublicKeyToECDSA(key),
        body,
        header('X-Twilio-Email-Event-Webhook-Signature'),
        header('X-Twilio-Email-Event-Webhook-Timestamp'),
      );
    },
  },
  {
    provider: 'linear',
    accepts: ({ body, header }, secret) =>
      holds(() =>
        new (library('@linear/sdk/webhooks').LinearWebhookClient)(secret).verify(
          Buffer.from(body),
          header('Linear-Signature'),
          (JSON.parse(body) as { webhookTimestamp: number }).webhookTimestamp,
        ),
      ),
  },
  {
    provider: 'shopify',
    async accepts({ body, header }, apiSecretKey) {
      // Registers the parts of the library that differ between runtimes.
      library('@shopify/shopify-api/adapters/node' as '@shopify/shopify-api');
      const { webhooks } = library('@shopify/shopify-api').shopifyApi({
        apiKey: 'key',
        apiSecretKey,
        apiVersion: '2026-10',
        hostName: 'app.example',
        isEmbeddedApp: false,
        logger: { log: () => {} },
      });
      const names = ['Topic', 'Hmac-Sha256', 'Shop-Domain', 'Api-Version', 'Webhook-Id'];
      const headers = Object.fromEntries(
        names.map((name) => [`x-shopify-${name.toLowerCase()}`, header(`X-Shopify-${name}`)]),
      );
      return (await webhooks.validate({ rawBody: body, rawRequest: { headers } })).valid;
    },
  },
];

function stripe() {
  return new (library('stripe'))('sk_test_x').webhooks;
}

function fieldsOf(body: string): Record<string, string> {
  return Object.fromEntries(queryFields(body).map(({ name, value }) => [name, value ?? '']));
}

function readableOf({ url, headers, body }: Signed): Readable {
  return { url, body: new TextDecoder().decode(body), header: (name) => first(headers, name)! };
}

function secretsOf(provider: string) {
  return secretsFor(providerOf(provider)!.signatures![0]!);
}

/** Every sample of an oracle's provider that its provider signs; of GitHub’s, one in ten. */
async function signedSamples(provider: string, secret: string): Promise<Signed[]> {
  const { events } = sampleProvider(provider)!;
  const requests: Signed[] = [];
  for (const event of events.filter((_, index) => events.length < 100 || index % 10 === 0)) {
    const signing = await signSample(await made(provider, event, Date.now()), {
      secret,
      destination,
      now: Date.now(),
    });
    if (signing.state !== 'signed') throw new Error(signing.why);
    requests.push(signing.request);
  }
  return requests;
}

function describeOracles(oracles: readonly Oracle[]): void {
  it.each(oracles.map((oracle) => [oracle.provider, oracle] as const))(
    '%s accepts what we sign, and not with another secret or body',
    async (provider, { accepts }) => {
      const secrets = secretsOf(provider);
      for (const request of await signedSamples(provider, secrets.sign)) {
        const readable = readableOf(request);
        expect(await accepts(readable, secrets.verify)).toBe(true);
        expect(await accepts(readable, secretsOf(provider).verify)).toBe(false);
        expect(await accepts({ ...readable, body: readable.body.replace(/\d/, 'x') }, secrets.verify)).toBe(
          false,
        );
      }
    },
  );

  const signing = oracles.flatMap(({ provider, signs }) => (signs ? [[provider, signs] as const] : []));
  it.each(signing)('what %s signs is valid here', async (provider, signs) => {
    const secrets = secretsOf(provider);
    for (const request of await signedSamples(provider, secretsOf(provider).sign)) {
      let { headers } = request;
      for (const [name, value] of await signs(readableOf(request), secrets.sign)) {
        headers = setHeader(headers, name, value);
      }
      const reading = readSignature(
        providerOf(provider)!.signatures!,
        { ...request, headers },
        Date.now(),
        secrets.verify,
      );
      if (reading?.state !== 'claimed') throw new Error('It is not signed.');
      expect(await verify(reading.scheme, reading.claim, secrets.verify)).toEqual({ state: 'valid' });
    }
  });
}

describe('the library of', () => {
  describeOracles(always);
});

describe.skipIf(!areLibrariesInstalled)(
  'the library of (skipped, unless `npm ci --prefix test/oracles` has installed it)',
  () => {
    describeOracles(optional);

    it('twilio accepts a JSON body, whose digest is in the URL', async () => {
      const body = new TextEncoder().encode('{"a":"é"}');
      const request: Signed = {
        method: 'POST',
        url: destination,
        headers: [['Content-Type', 'application/json']],
        body,
      };
      const signing = await signAs(providerOf('twilio')!, request, 't', { now: Date.now(), id: '' });
      if (signing.state !== 'signed') throw new Error(signing.why);
      const { url, header, body: text } = readableOf(signing.request);
      const accepts = (sent: string) =>
        library('twilio').validateRequestWithBody('t', header('X-Twilio-Signature'), url, sent);
      expect(accepts(text)).toBe(true);
      expect(accepts(`${text} `)).toBe(false);
    });
  },
);
