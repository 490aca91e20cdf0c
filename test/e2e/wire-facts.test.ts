import { expect, test } from 'vitest';
import { sharedBrowser } from '../support/chromium.ts';
import { newBin, sharedServer } from '../support/server.ts';
import { ask } from '../support/wire.ts';
import { eventually, inspector, openInspector } from './inspector.ts';

const server = sharedServer({ environment: { TRUSTED_PROXIES: 'loopback, 10.0.0.0/8' } });
const visit = sharedBrowser();

test('behind a proxy, what was concluded stands beside what was received', async () => {
  const bin = await newBin(server().origin);
  const lines = [
    `GET /b/${bin.slug}/x HTTP/1.1`,
    'Host: inner',
    'X-Forwarded-For: 203.0.113.7, 10.1.2.3',
    'X-Forwarded-Proto: https',
    'X-Forwarded-Host: hooks.example',
  ];
  await ask(server().port, `${lines.join('\r\n')}\r\n\r\n`);
  const { page } = await visit(server().origin);
  await openInspector(page, bin, 1);
  await inspector(page).tab('Overview').click();
  const panel = async () => (await inspector(page).panel.textContent()) ?? '';
  await eventually(panel).toContain('203.0.113.7 from X-Forwarded-For, sent to https://hooks.example');
  const said = await panel();
  expect(said).toContain('203.0.113.710.1.2.3127.0.0.1');
  expect(said).toMatch(/Received from127\.0\.0\.1 port \d+, over http/);
  expect(said).toMatch(/Upload time.+ \(headers .+\)/);
});

test('pseudo-header fields of HTTP/2 stand apart, called what they are', async () => {
  const bin = await newBin(server().origin);
  const entry = {
    startedDateTime: '2026-11-24T08:00:00Z',
    request: {
      method: 'POST',
      url: 'https://bins.example/x',
      httpVersion: 'h2',
      headers: [
        { name: ':method', value: 'POST' },
        { name: ':authority', value: 'bins.example' },
        { name: 'x-a', value: '1' },
      ],
    },
  };
  const document = JSON.stringify({ log: { entries: [entry] } });
  await bin.api('/import?format=har', { method: 'POST', body: document });
  const { page } = await visit(server().origin);
  await openInspector(page, bin, 1);
  await inspector(page).tab('Headers').click();
  const panel = inspector(page).panel;
  await panel.getByRole('heading', { name: 'Pseudo-header fields (HTTP/2 uses these' }).waitFor();
  expect(await panel.getByRole('term').allTextContents()).toEqual([':method', ':authority', 'x-a']);
});
