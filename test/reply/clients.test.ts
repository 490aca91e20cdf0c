import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { Agent, request as httpRequest, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { type DiscordAPIError, REST } from '@discordjs/rest';
import { request as octokit } from '@octokit/request';
import { IncomingWebhook } from '@slack/webhook';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { readXml } from '#lib/body/xml/xml.ts';
import type { CapturePage } from '#lib/model/capture-json.ts';
import { replyPresets } from '#lib/reply/presets/index.ts';
import { newBin, sharedServer, type TestBin } from '../support/server.ts';

const server = sharedServer();

/** A bin that stands in for a receiver: it answers as a preset does, and as `more` says. */
async function standIn(presetId: string, more: object = {}): Promise<TestBin> {
  const preset = replyPresets.find(({ id }) => id === presetId)!;
  const bin = await newBin(server().origin);
  const settings = JSON.stringify({ ...preset.settings, ...more });
  const written = await bin.api('/reply', { method: 'PUT', body: settings });
  expect([written.status, written.status === 200 || (await written.text())]).toEqual([200, true]);
  return bin;
}

/** What senders of a bin were answered, oldest first. */
async function statuses(bin: TestBin): Promise<(number | string | undefined)[]> {
  const { captures } = (await (await bin.api('/captures')).json()) as CapturePage;
  return captures.map(({ reply }) => reply?.fault ?? reply?.status).reverse();
}

describe('@slack/webhook', () => {
  test('sends a message, and gets ok', async () => {
    const hook = new IncomingWebhook((await standIn('slack')).captureUrl);
    expect(await hook.send('Deployed')).toEqual({ text: 'ok' });
    expect(await hook.send({ blocks: [{ type: 'divider' }] })).toEqual({ text: 'ok' });
  });

  test('is told what is wrong with a message that has no text', async () => {
    const hook = new IncomingWebhook((await standIn('slack')).captureUrl);
    await expect(hook.send({ channel: '#general' })).rejects.toMatchObject({
      code: 'slack_webhook_http_error',
      statusCode: 400,
      body: 'no_text',
    });
  });

  test('goes through a failure that was rehearsed, and gives up at one that does not end', async () => {
    const retryConfig = { retries: 2, minTimeout: 10, maxTimeout: 20 };
    const ok = { headers: [['Content-Type', 'text/html']], body: 'ok' };
    const recovering = await standIn('slack', {
      default: { play: 'sequence', steps: [{ status: 503 }, { fault: { kind: 'reset' } }, ok] },
    });
    expect(await new IncomingWebhook(recovering.captureUrl, { retryConfig }).send('x')).toEqual({
      text: 'ok',
    });
    await vi.waitFor(async () => expect(await statuses(recovering)).toEqual([503, 'reset', 200]));

    const down = await standIn('slack', { default: { status: 503, body: 'service_unavailable' } });
    const giving = new IncomingWebhook(down.captureUrl, { retryConfig }).send('x');
    await expect(giving).rejects.toMatchObject({ statusCode: 503, body: 'service_unavailable' });
    await vi.waitFor(async () => expect(await statuses(down)).toEqual([503, 503, 503]));
  });
});

// `WebhookClient` of discord.js is these very calls, without a type for the message around what they return.
type Message = { id: string; content: string; timestamp: string };

describe('@discordjs/rest', () => {
  const route = '/webhooks/1300000000000000001/a-token';
  const wait = new URLSearchParams({ wait: 'true' });
  const client = (bin: TestBin) => new REST({ api: `${bin.captureUrl}/api`, retries: 0 });

  test('posts a message, waits for it, edits it and takes it back', async () => {
    const rest = client(await standIn('discord'));
    const body = { content: 'He said "hi" \u{1f600}\n', username: 'Deployer', embeds: [{ title: 'v1.2' }] };
    const message = (await rest.post(route, { body, query: wait, auth: false })) as Message;
    expect(message).toMatchObject({
      content: body.content,
      author: { username: 'Deployer', bot: true },
      embeds: [{ title: 'v1.2' }],
      attachments: [],
    });
    expect(message.id).toMatch(/^\d{17,19}$/);
    expect(Math.abs(Date.parse(message.timestamp) - Date.now())).toBeLessThan(60_000);

    const place = `${route}/messages/${message.id}` as const;
    const edited = (await rest.patch(place, { body: { content: 'again' }, auth: false })) as Message;
    expect(edited.content).toBe('again');
    expect(await rest.delete(place, { auth: false })).toEqual(new ArrayBuffer(0));
    const second = (await rest.post(route, { body, query: wait, auth: false })) as Message;
    expect(second.id).not.toBe(message.id);
  });

  test('posts without waiting, also with a file, and asks for the webhook', async () => {
    const rest = client(await standIn('discord'));
    const sent = { body: { content: 'x' }, auth: false };
    expect(await rest.post(route, sent)).toEqual(new ArrayBuffer(0));
    const files = [{ name: 'log.txt', data: 'one\ntwo\n' }];
    expect(await rest.post(route, { ...sent, files })).toEqual(new ArrayBuffer(0));
    const webhook = (await rest.get(route, { auth: false })) as object;
    expect(webhook).toMatchObject({ type: 1, name: 'Wirebin' });
  });

  test('understands what is wrong with an empty message', async () => {
    const rest = client(await standIn('discord'));
    const failure: DiscordAPIError = await rest.post(route, { body: {}, query: wait, auth: false }).then(
      () => expect.unreachable(),
      (error) => error,
    );
    expect(failure).toMatchObject({ status: 400, code: 50006 });
    expect(failure.message).toBe('Cannot send an empty message');
  });

  test('waits as long as a 429 says, and then gets through', async () => {
    const limited = {
      status: 429,
      headers: [
        ['Content-Type', 'application/json'],
        ['Retry-After', '1'],
      ],
      body: '{"message":"You are being rate limited.","retry_after":1,"global":false}',
    };
    const bin = await standIn('discord', {
      rules: [],
      default: { play: 'sequence', steps: [limited, { status: 204 }] },
    });
    const began = performance.now();
    await client(bin).post(route, { body: { content: 'x' }, auth: false });
    expect(performance.now() - began).toBeGreaterThan(950);
    await vi.waitFor(async () => expect(await statuses(bin)).toEqual([429, 204]));
    // Both carry one body: they are one delivery, and its report says that it was patient.
    const report = await (await bin.api('/report')).json();
    expect(report).toMatchObject({ deliveries: 1, retryAfter: { asked: 1, honoured: 1, early: [] } });
  });
});

describe('@octokit/request', () => {
  test('reads what it gets as JSON', async () => {
    const { captureUrl: baseUrl } = await standIn('json');
    const got = await octokit('GET /repos/{owner}/{repo}', { baseUrl, owner: 'a', repo: 'b' });
    expect(got).toMatchObject({ status: 200, data: {}, url: `${baseUrl}/repos/a/b` });
    const event = { baseUrl, owner: 'a', repo: 'b', event_type: 'x', client_payload: { id: 1 } };
    const sent = await octokit('POST /repos/{owner}/{repo}/dispatches', event);
    expect(sent.data).toEqual({});
  });

  test('gets nothing from 204, and a failure in words', async () => {
    const { captureUrl: baseUrl } = await standIn('no-content');
    const removed = await octokit('DELETE /repos/{owner}/{repo}', { baseUrl, owner: 'a', repo: 'b' });
    expect(removed.status).toBe(204);
    const failing = await standIn('json', {
      default: {
        status: 422,
        headers: [['Content-Type', 'application/json; charset=utf-8']],
        body: '{"message":"Validation Failed"}',
      },
    });
    await expect(octokit('GET /user', { baseUrl: failing.captureUrl })).rejects.toMatchObject({
      status: 422,
      message: 'Validation Failed',
    });
  });
});

describe('every preset, by its own words', () => {
  /** What a server says of the message and its connection, and of who may read it. */
  const isFraming = (name: string) =>
    /^(date|connection|keep-alive|content-length|access-control-allow-origin)$/i.test(name);

  test.for(replyPresets.map((preset) => [preset.id, preset] as const))(
    '%s is read by node:http and by curl',
    async ([id, { settings }]) => {
      if ('play' in settings.default || !('text' in settings.default.body)) return expect.unreachable();
      const { status, headers, body } = settings.default;
      const { captureUrl } = await standIn(id);
      const agent = new Agent({ keepAlive: true });
      onTestFinished(() => agent.destroy());

      // Twice on one connection: where the first ended is where the second began.
      for (let turn = 0; turn < 2; turn++) {
        const asking = httpRequest(captureUrl, { method: 'POST', agent });
        asking.end('{"text":"x","content":"x"}');
        const [response] = (await once(asking, 'response')) as [IncomingMessage];
        expect([response.statusCode, await text(response)]).toEqual([status, body.text]);
        expect(asking.reusedSocket).toBe(turn === 1);
        const pairs = response.rawHeaders.flatMap((name, at, all) =>
          at % 2 === 0 && !isFraming(name) ? [[name, all[at + 1]]] : [],
        );
        expect(pairs).toEqual(headers);
      }

      const { stdout } = await promisify(execFile)('curl', [
        '--silent',
        '--show-error',
        '--include',
        '--data',
        'text=x',
        captureUrl,
      ]);
      const [head, ...rest] = stdout.split('\r\n\r\n');
      expect(head).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
      for (const [name, value] of headers) expect(head).toContain(`\r\n${name}: ${value}`);
      expect(rest.join('\r\n\r\n')).toBe(body.text);
    },
  );

  test('TwiML is XML that Twilio reads: a Response and nothing in it', async () => {
    const { captureUrl } = await standIn('twiml');
    const form = new URLSearchParams({ MessageSid: 'SM1', Body: 'hi' });
    const response = await fetch(captureUrl, { method: 'POST', body: form });
    expect(response.headers.get('content-type')).toBe('text/xml');
    const twiml = await response.text();
    expect(readXml(twiml).error).toBeNull();
    expect(twiml.replace(/^<\?xml version="1\.0" encoding="UTF-8"\?>\s*/, '').trim()).toBe('<Response/>');
  });
});
