import { once } from 'node:events';
import { createServer, type IncomingMessage, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { verify as verifyGitHub } from '@octokit/webhooks-methods';
import { Webhook } from 'standardwebhooks';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createClient } from '#lib/client/client.ts';
import { areLibrariesInstalled, library } from '../samples/oracle-libraries.ts';
import { newMachine } from '../support/command.ts';
import { newBin, sharedServer } from '../support/server.ts';

const server = sharedServer({ environment: { HOST: '127.0.0.1' } });
const patient = { timeout: 60_000, interval: 25 };

/** What a receiver found: whether the library accepted the request, or why it did not. */
type Verdict = { readonly isValid: boolean; readonly words: string };

/** Starts a receiver of webhooks behind `wirebin listen`, sends a signed sample to the bin, and resolves with what the receiver found. */
async function received(
  [provider, event, secret]: readonly [string, string, string],
  receiver: (found: (verdict: Verdict) => void, captureUrl: string) => RequestListener,
): Promise<Verdict> {
  const bin = await newBin(server().origin);
  const machine = newMachine({ WIREBIN_URL: server().origin, WIREBIN_BIN: bin.slug, WIREBIN_KEY: bin.key });
  const verdicts: Verdict[] = [];
  const app = createServer(receiver((verdict) => void verdicts.push(verdict), bin.captureUrl));
  app.listen(0, '127.0.0.1');
  await once(app, 'listening');
  onTestFinished(() => {
    app.closeAllConnections();
    app.close();
  });
  const to = `http://127.0.0.1:${(app.address() as AddressInfo).port}/webhooks`;
  const running = machine.start(['listen', '--to', to]);
  await expect.poll(() => running.out() + running.err(), patient).toContain('Listening');
  expect(await machine.run(['send', provider, event, '--secret', secret])).toMatchObject({ code: 0 });
  await expect.poll(() => verdicts, patient).toHaveLength(1);
  await expect.poll(() => running.out(), patient).toMatch(/#1 .* 204 in \d+ ms/);
  return verdicts[0]!;
}

const headerOf = ({ headers }: IncomingMessage, name: string) => String(headers[name] ?? '');

/** What a library says: whether it accepts, or the message of what it throws. */
async function verdictOf(verify: () => unknown): Promise<Verdict> {
  try {
    const found = await verify();
    return { isValid: found !== false, words: typeof found === 'string' ? found : '' };
  } catch (error) {
    return { isValid: false, words: (error as Error).message };
  }
}

/** A plain server that gives the bytes of the body to a library. */
const plain =
  (verify: (body: Buffer, request: IncomingMessage) => unknown) =>
  (found: (verdict: Verdict) => void): RequestListener =>
  async (request, response) => {
    const body = await buffer(request);
    found(await verdictOf(() => verify(body, request)));
    response.writeHead(204).end();
  };

describe('what listen sends to a plain server is verified', () => {
  test("by GitHub's library", async () => {
    const verify = (body: Buffer, request: IncomingMessage) =>
      verifyGitHub('s3cret', body.toString(), headerOf(request, 'x-hub-signature-256'));
    expect(await received(['github', 'push', 's3cret'], plain(verify))).toMatchObject({ isValid: true });
  });

  test('by the library of Standard Webhooks', async () => {
    const secret = `whsec_${Buffer.alloc(24, 7).toString('base64')}`;
    const verify = (body: Buffer, { headers }: IncomingMessage) =>
      new Webhook(secret).verify(body.toString(), headers as Record<string, string>);
    const event = await firstEventOf('standard-webhooks');
    expect(await received(['standard-webhooks', event, secret], plain(verify))).toMatchObject({
      isValid: true,
    });
  });
});

describe.runIf(areLibrariesInstalled)('what listen sends to Express is verified', () => {
  const secret = 'whsec_secret';
  const constructEvent = (body: Buffer | string, request: IncomingMessage) => {
    const { webhooks } = new (library('stripe'))('sk_test_x');
    return webhooks.constructEvent(body, headerOf(request, 'stripe-signature'), secret).type;
  };

  test("by Stripe's library, from the raw body", async () => {
    const verdict = await received(['stripe', 'invoice.paid', secret], (found) => {
      const express = library('express');
      const app = express();
      app.post('/webhooks', express.raw({ type: 'application/json' }), async (request, response) => {
        found(await verdictOf(() => constructEvent(request.body as Buffer, request)));
        response.writeHead(204).end();
      });
      return app;
    });
    expect(verdict).toEqual({ isValid: true, words: 'invoice.paid' });
  });

  test("by Stripe's library, from the bytes that the JSON parser was given, and not from what it made of them", async () => {
    const again: Verdict[] = [];
    const verdict = await received(['stripe', 'invoice.paid', secret], (found) => {
      const express = library('express');
      const app = express();
      let raw: Buffer = Buffer.alloc(0);
      const json = express.json({
        verify(_, __, body) {
          raw = body;
        },
      });
      app.post('/webhooks', json, async (request, response) => {
        again.push(await verdictOf(() => constructEvent(JSON.stringify(request.body), request)));
        found(await verdictOf(() => constructEvent(raw, request)));
        response.writeHead(204).end();
      });
      return app;
    });
    expect(verdict).toEqual({ isValid: true, words: 'invoice.paid' });
    expect(again).toEqual([{ isValid: false, words: expect.stringContaining('No signatures found') }]);
  });

  test("by Slack's library", async () => {
    const event = await firstEventOf('slack');
    const verify = (body: Buffer, request: IncomingMessage) =>
      library('@slack/bolt/dist/receivers/verify-request.js').isValidSlackRequest({
        signingSecret: 's3cret',
        body: body.toString(),
        headers: {
          'x-slack-signature': headerOf(request, 'x-slack-signature'),
          'x-slack-request-timestamp': Number(headerOf(request, 'x-slack-request-timestamp')),
        },
      });
    expect(await received(['slack', event, 's3cret'], plain(verify))).toMatchObject({ isValid: true });
  });

  test("by Twilio's library, against the URL of the bin, as the command says", async () => {
    const event = await firstEventOf('twilio');
    const verdict = await received(['twilio', event, 'token'], (found, captureUrl) => {
      const express = library('express');
      const app = express();
      app.post('/webhooks', express.urlencoded({ extended: false }), async (request, response) => {
        const fields = request.body as Record<string, string>;
        const signature = headerOf(request, 'x-twilio-signature');
        found(
          await verdictOf(() => library('twilio').validateRequest('token', signature, captureUrl, fields)),
        );
        response.writeHead(204).end();
      });
      return app;
    });
    expect(verdict).toMatchObject({ isValid: true });
  });
});

async function firstEventOf(provider: string): Promise<string> {
  const providers = await createClient({ url: server().origin }).samples();
  return providers.find(({ id }) => id === provider)!.events[0]!.id;
}
