// npm run bench:inspector: a bin with 50,000 requests, and one that takes 1,000 a second, in a real Chromium.
// Prints frame times, long tasks and heap, beside those of a bare page under the same load: a busy machine slows both.
// BENCH_CAPTURES and BENCH_SECONDS make it shorter.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chromium } from 'playwright-core';
import { buildIfStale, root } from '../../lib/server/build.mjs';
import { findBrowser } from '../support/browser.mjs';

const captures = Number(process.env.BENCH_CAPTURES ?? 50_000);
const seconds = Number(process.env.BENCH_SECONDS ?? 5);
const rate = 1000;
/** How fast people scroll, pixels a second: while reading, with a flick, and pulling the scroll bar from end to end. */
const speeds = [
  ['reading, 2,000 px/s', 2000],
  ['a flick, 6,000 px/s', 6000],
  ['from end to end in 2 s', Number.POSITIVE_INFINITY],
];
const say = (words = '') => process.stdout.write(`${words}\n`);

await buildIfStale(say);
const folder = await mkdtemp(path.join(tmpdir(), 'wirebin-bench-'));
const server = spawn(process.execPath, [path.join(root, 'dist/server.mjs')], {
  cwd: root,
  env: {
    ...process.env,
    NODE_ENV: 'production',
    PORT: '0',
    HOST: '127.0.0.1',
    LOG_LEVEL: 'warn',
    RATE_PER_BIN: 'off',
    RATE_PER_ADDRESS: 'off',
    RATE_PER_KEY: 'off',
    DATABASE_URL: `file:${path.join(folder, 'bench.db')}`,
  },
  stdio: ['ignore', 'pipe', 'inherit'],
});
const origin = await listening(server);
const browser = await chromium.launch({
  executablePath: await findBrowser(say),
  args: ['--headless', '--no-sandbox', '--disable-gpu'],
});
try {
  const large = await newBin();
  await fill(large);
  await measureBareScrolling();
  await measureLarge(large);
  await measureHot(await newBin(), await newBin());
} finally {
  await browser.close();
  server.kill();
  await once(server, 'exit');
  await rm(folder, { recursive: true, force: true });
}

async function measureBareScrolling() {
  const page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
  await page.setContent(
    '<div data-list style="height:800px;overflow:auto"><div style="height:2000000px;background:linear-gradient(red,blue)">',
  );
  const frames = await page.evaluate(scrolled, 6000);
  say(`a bare page: ${frameWords(frames)}`);
  await page.close();
}

async function measureLarge(bin) {
  const page = await open(bin);
  const { began, firstRow } = await page.evaluate(() => ({
    began: Math.round(performance.getEntriesByType('navigation')[0].responseStart),
    firstRow: Math.round(performance.getEntriesByName('first-contentful-paint')[0].startTime),
  }));
  const count = await page.evaluate(async (wanted) => {
    const list = document.querySelector('[data-list]');
    const size = () => Number(list.querySelector('[role=option]')?.getAttribute('aria-setsize') ?? 0);
    for (let turns = 0; size() < wanted && turns < 1000; turns++) {
      list.scrollTop = list.scrollHeight;
      await new Promise((resolve) => setTimeout(resolve, 30));
    }
    return size();
  }, captures);
  say(
    `${count} requests, all of them loaded; the first rows painted ${firstRow - began} ms after the answer began`,
  );
  for (const [words, speed] of speeds) {
    say(`  scrolling, ${words}: ${frameWords(await page.evaluate(scrolled, speed))}`);
  }
  const opened = await page.evaluate(async () => {
    const list = document.querySelector('[data-list]');
    list.scrollTop = list.scrollHeight / 2;
    await new Promise((resolve) => setTimeout(resolve, 300));
    const row = [...list.querySelectorAll('[role=option]')].at(12);
    const seq = row.id.replace('capture-', '');
    const from = performance.now();
    row.click();
    while (!document.querySelector(`[aria-label="Request ${seq}"] [role=tabpanel] .wire`)) {
      await new Promise((resolve) => requestAnimationFrame(resolve));
    }
    return Math.round(performance.now() - from);
  });
  say(`  opening a request: ${opened} ms; heap ${await heap(page)} MB`);
  const filtered = await page.evaluate(async () => {
    const box = document.querySelector('[role=combobox]');
    const from = performance.now();
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set.call(box, 'method:DELETE ');
    box.dispatchEvent(new Event('input', { bubbles: true }));
    while (!/of [\d,]+ match/.test(document.querySelector('[aria-label="Requests"]').textContent)) {
      await new Promise((resolve) => requestAnimationFrame(resolve));
    }
    return Math.round(performance.now() - from);
  });
  say(`  filtering by method: ${filtered} ms, the pause after typing included`);
  await page.context().close();
}

/** Frames and long tasks of a page from here on, as `frames` and `longTasks` of its window. */
function watched(page) {
  return page.evaluate(() => {
    window.longTasks = [];
    new PerformanceObserver((list) =>
      window.longTasks.push(...list.getEntries().map((entry) => entry.duration)),
    ).observe({ type: 'longtask' });
    window.frames = [];
    let last = performance.now();
    const frame = (now) => {
      window.frames.push(now - last);
      last = now;
      requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
  });
}

async function measureHot(other, bin) {
  const bare = await browser.newPage();
  await watched(bare);
  await sendAtRate(other.captureUrl);
  say(`  a bare page meanwhile: ${frameWords(await bare.evaluate(() => window.frames))}`);
  await bare.close();

  const page = await open(bin);
  await watched(page);
  await sendAtRate(bin.captureUrl);
  const from = Date.now();
  // Those on their way when the sender stopped are kept too.
  const wanted = await fetch(`${origin}/api/v1/bins/${bin.slug}`, {
    headers: { Authorization: `Bearer ${bin.key}` },
  })
    .then((response) => response.json())
    .then(({ total }) => total);
  await page.waitForFunction(
    (count) =>
      document.querySelector('[data-list] [role=option]')?.getAttribute('aria-setsize') === `${count}`,
    wanted,
    { timeout: 60_000 },
  );
  const { frames, longTasks } = await page.evaluate(() => ({
    frames: window.frames,
    longTasks: window.longTasks,
  }));
  say(`  all ${wanted} listed ${Date.now() - from} ms after the last`);
  say(`  frames: ${frameWords(frames)}`);
  say(
    `  long tasks: ${longTasks.length}, the longest ${Math.round(Math.max(0, ...longTasks))} ms; heap ${await heap(page)} MB`,
  );
  await page.context().close();
}

/** Sends as many requests a second as the rate says, whatever the answers take, and waits for all of them. */
async function sendAtRate(url) {
  const agent = new Agent({ keepAlive: true, maxSockets: 50 });
  const answers = [];
  const begin = performance.now();
  for (let sent = 0; sent < rate * seconds; ) {
    const due = Math.min(rate * seconds, Math.floor(((performance.now() - begin) / 1000) * rate));
    for (; sent < due; sent++) {
      answers.push(
        new Promise((resolve, reject) => {
          request(url, { agent, method: 'POST' }, (response) => response.resume().on('end', resolve))
            .on('error', reject)
            .end('{"hot":true}');
        }),
      );
    }
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  await Promise.all(answers);
  say(
    `${answers.length} requests, ${rate} a second, answered ${Math.round(performance.now() - begin)} ms after the first was sent`,
  );
  agent.destroy();
}

/** In the page: scrolls through the list for two seconds, so many pixels a second, and gives the time of each frame. */
async function scrolled(speed) {
  const list = document.querySelector('[data-list]');
  list.scrollTop = 0;
  await new Promise((resolve) => setTimeout(resolve, 300));
  const frames = [];
  const begin = performance.now();
  let last = begin;
  while (last - begin < 2000) {
    const whole = list.scrollHeight - list.clientHeight;
    list.scrollTop = Math.min(whole * ((last - begin) / 2000), (speed * (last - begin)) / 1000);
    const now = await new Promise((resolve) => requestAnimationFrame(resolve));
    frames.push(now - last);
    last = now;
  }
  return frames.slice(1);
}

function frameWords(frames) {
  const sorted = frames.toSorted((a, b) => a - b);
  const at = (share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]?.toFixed(1);
  return `${frames.length} frames, median ${at(0.5)} ms, p95 ${at(0.95)} ms, longest ${at(1)} ms`;
}

async function heap(page) {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  return Math.round(usedSize / 2 ** 20);
}

async function open({ key }) {
  const context = await browser.newContext({ viewport: { width: 1400, height: 900 } });
  const page = await context.newPage();
  await page.goto(`${origin}/i/${key}`);
  await page.getByText('Live', { exact: true }).first().waitFor({ state: 'attached' });
  return page;
}

async function newBin() {
  const response = await fetch(`${origin}/api/v1/bins`, {
    method: 'POST',
    body: JSON.stringify({ capacity: Math.max(captures, rate * seconds) * 2 }),
  });
  if (!response.ok) throw new Error(await response.text());
  return response.json();
}

/** Imports so many requests of the last day, five thousand at a time. */
async function fill({ slug, key }) {
  const methods = ['POST', 'POST', 'POST', 'GET', 'PUT', 'DELETE'];
  for (let from = 0; from < captures; from += 5000) {
    const lines = [];
    for (let number = from; number < Math.min(captures, from + 5000); number++) {
      lines.push(JSON.stringify(record(slug, number, methods[number % methods.length])));
    }
    const response = await fetch(`${origin}/api/v1/bins/${slug}/import?format=ndjson`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${key}` },
      body: lines.join('\n'),
    });
    if (!response.ok) throw new Error(await response.text());
  }
}

function record(slug, number, method) {
  const text = `{"number":${number}}`;
  const time = Date.now() - (86_400_000 * (captures - number)) / captures;
  return {
    seq: number + 1,
    method,
    target: `/b/${slug}/orders/${number}`,
    path: `/orders/${number}`,
    httpVersion: '1.1',
    receivedAt: new Date(time).toISOString(),
    receivedAtMicros: Math.round(time * 1000),
    headersMs: 1,
    uploadMs: 2,
    peer: { address: '203.0.113.7', port: 50_000 },
    client: null,
    scheme: 'http',
    tls: null,
    via: 'wire',
    aborted: false,
    malformed: false,
    malformedReason: null,
    contentType: 'application/json',
    userAgent: 'bench/1.0',
    headers: [
      ['Host', 'bin.example'],
      ['Content-Type', 'application/json'],
      ['User-Agent', 'bench/1.0'],
    ],
    trailers: [],
    body: {
      size: text.length,
      sha256: createHash('sha256').update(text).digest('hex'),
      stored: text.length,
      truncated: false,
      text,
      base64: null,
    },
    note: null,
    pinned: false,
    provider: null,
    reply: { status: number % 50 === 0 ? 503 : 200, ms: 2, complete: true },
  };
}

async function listening(child) {
  let output = '';
  for await (const data of child.stdout) {
    output += data;
    const found = /listening on (\S+)/.exec(output)?.[1];
    if (found) return found;
  }
  throw new Error('The server ended before it listened');
}
