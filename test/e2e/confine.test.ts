import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { promisify } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';
import { confine, type Trust, viewerOf } from '#lib/reply/confine.ts';
import { headerPairs } from '#lib/wire/node-arrival.ts';
import { sharedBrowser } from '../support/chromium.ts';

const visit = sharedBrowser();

/** What a phisher would have a bin answer. */
const html = `<!doctype html><title>Sign in</title>
<script>document.title = 'ran'; fetch('/ran');</script>
<img src="/missing" onerror="fetch('/ran')">
<form action="/stolen" method="post"><input name="password" value="hunter2"><button>Sign in</button></form>
<form action="/stolen" method="get" id="second"><button>Again</button></form>
<a href="javascript:fetch('/ran')">Help</a>
<svg onload="fetch('/ran')"></svg>
<meta http-equiv="refresh" content="0; url=/refreshed">`;

/** A bin that answers with that page, confined; and every address it was asked for. */
async function phishingBin(trust: Trust) {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    const reply = {
      status: 200,
      headers: [
        ['Content-Type', 'text/html; charset=utf-8'],
        ['Set-Cookie', 'own=1'],
      ] as [string, string][],
      body: Buffer.from(html),
    };
    const confined = confine(
      reply,
      viewerOf({ headers: headerPairs(request.rawHeaders), prefixLength: 7 }),
      trust,
    );
    response.writeHead(confined.status, confined.headers.flat());
    response.end(confined.body);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked };
}

test('an HTML reply runs nothing in a browser that opens it and sends no form; curl gets the same bytes', async () => {
  const bin = await phishingBin({ onAppHost: false, onBinHosts: false });
  const { page, context, expectComplaint } = await visit(bin.origin);
  expectComplaint(/sandbox|Blocked|status of 404/i);
  const response = await page.goto(`${bin.origin}/b/x7k2`);
  expect(response!.headers()).toMatchObject({
    'content-security-policy': 'sandbox',
    'x-robots-tag': 'noindex, nofollow, noarchive',
  });
  expect(await response!.text()).toBe(html);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('button', { name: 'Again' }).click();
  await page.getByRole('link', { name: 'Help' }).click();
  await page.waitForTimeout(300);
  expect(await page.title()).toBe('Sign in');
  expect(page.url()).toBe(`${bin.origin}/b/x7k2`);
  expect(bin.asked.filter((line) => !/favicon|missing/.test(line))).toEqual(['GET /b/x7k2']);
  expect(await context.cookies()).toEqual([]);

  const { stdout } = await promisify(execFile)('curl', ['-si', `${bin.origin}/b/x7k2`]);
  const [head, body] = stdout.split(/\r\n\r\n/s);
  expect(body).toBe(html);
  expect(head).toContain('Set-Cookie: own=1');
  expect(head).not.toMatch(/Content-Security-Policy|X-Robots-Tag/i);
});

test('where the operator trusts bin authors the same page runs', async () => {
  const bin = await phishingBin({ onAppHost: true, onBinHosts: true });
  const { page, expectComplaint } = await visit(bin.origin);
  expectComplaint(/./);
  await page.goto(`${bin.origin}/b/x7k2`);
  await page.waitForURL('**/refreshed');
  expect(bin.asked).toContain('GET /ran');
});
