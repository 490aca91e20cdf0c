import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { phone, sharedBrowser } from '../support/chromium.ts';
import { newBin, sharedServer } from '../support/server.ts';
import { ask } from '../support/wire.ts';
import { eventually, inspector, openInspector } from './inspector.ts';
import { json, send } from './send.ts';

/**
 * Whoever knows a capture URL can put anything into the inspector of its owner. The harness fails these tests when a page
 * opens a dialog, breaks its policy, writes to the console or asks another server for anything.
 */
const server = sharedServer();
const visit = sharedBrowser();

/** Sets a mark in the page or calls home, where any of it is read as anything but text. */
const attacks = [
  `<script>hacked=1;alert(1)</script>`,
  `"><img src=http://evil.example/i onerror=hacked=1>`,
  `'--><svg/onload=hacked=1>`,
  `<iframe srcdoc="<script>parent.hacked=1</script>"></iframe>`,
  `<link rel=stylesheet href=//evil.example/c.css>`,
  `<base href=//evil.example/>`,
  `<meta http-equiv=refresh content="0;url=http://evil.example/">`,
  `<form action=//evil.example><button autofocus onfocus=hacked=1>`,
  `javascript:hacked=1`,
  `{{constructor.constructor('hacked=1')()}}`,
  `\${hacked=1}`,
  `__proto__`,
];

const withoutSpace = attacks.filter((attack) => !attack.includes(' '));

async function openBin(options?: Parameters<typeof visit>[1], name?: string) {
  const bin = await newBin(server().origin, name === undefined ? {} : { name });
  const visitor = await visit(server().origin, options);
  await openInspector(visitor.page, bin);
  return { bin, ...visitor };
}

/** Opens one tab after the other; the text of each. */
async function tabTexts(page: Page, names: string[]): Promise<Record<string, string>> {
  const texts: Record<string, string> = {};
  for (const name of names) {
    await inspector(page).tab(name).click();
    await eventually(() => inspector(page).tab(name).getAttribute('aria-selected')).toBe('true');
    await eventually(() => inspector(page).panel.textContent()).not.toBe('');
    await eventually(() =>
      inspector(page).panel.getByRole('status', { name: 'Loading request' }).count(),
    ).toBe(0);
    texts[name] = (await inspector(page).panel.textContent())!;
  }
  return texts;
}

async function expectUnharmed(page: Page): Promise<void> {
  const found = await page.evaluate(() => ({
    hacked: 'hacked' in window,
    polluted: 'hacked' in {},
    elements: document.querySelectorAll(
      // A page is shown in a frame in which nothing runs: body-views.test.ts looks into it.
      'iframe:not([sandbox=""]), object, embed, base, meta[http-equiv], img, [src*="evil"], [href*="evil"], [href^="javascript:"], main form',
    ).length,
    wider: document.documentElement.scrollWidth > innerWidth,
  }));
  expect(found).toEqual({ hacked: false, polluted: false, elements: 0, wider: false });
}

test('markup in path, query, header and body stays text', async () => {
  const { bin, page } = await openBin();
  const { port, pathname, host } = new URL(bin.captureUrl);
  const path = `${pathname}/${withoutSpace.join('/')}?${withoutSpace.map((attack) => `${attack}=${attack}`).join('&')}`;
  const lines = attacks.map((attack) => `X-Attack: ${attack}\r\n`).join('');
  const body = attacks.join('\n');
  const message =
    `POST ${path} HTTP/1.1\r\nHost: ${host}\r\nUser-Agent: ${attacks[1]}\r\nContent-Type: text/html; charset="${attacks[0]}"\r\n` +
    `${lines}Content-Length: ${body.length}\r\n\r\n${body}`;
  expect((await ask(Number(port), message)).status).toBe(200);

  const row = inspector(page).row('POST /<script>');
  await row.waitFor();
  expect(await row.getAttribute('aria-label')).toContain(withoutSpace[0]);
  const texts = await tabTexts(page, ['Overview', 'Headers', 'Query', 'Body', 'Raw']);
  for (const attack of attacks) {
    for (const tab of ['Headers', 'Body', 'Raw']) expect(texts[tab]).toContain(attack);
  }
  expect(texts.Query).toContain(`<script>hacked`);
  expect(texts.Overview).toContain(attacks[1]);
  await expectUnharmed(page);
});

test.for([
  [
    'HTML',
    'text/html',
    `<html><body onload=hacked=1><script src=//evil.example/x.js></script>${attacks.join('')}`,
  ],
  [
    'SVG',
    'image/svg+xml',
    `<svg xmlns="http://www.w3.org/2000/svg" onload="hacked=1"><script>hacked=1</script></svg>`,
  ],
  [
    'XML with entities',
    'application/xml',
    `<!DOCTYPE x [<!ENTITY e SYSTEM "http://evil.example/">]><x>&e;</x>`,
  ],
  ['script', 'text/javascript', `hacked=1;fetch('//evil.example/')`],
  ['JSON', 'application/json', `{"__proto__":{"hacked":1},"list":${JSON.stringify(attacks)}}`],
  [
    'form',
    'application/x-www-form-urlencoded',
    attacks.map((attack) => `${encodeURIComponent(attack)}=${encodeURIComponent(attack)}`).join('&'),
  ],
  [
    'multipart',
    'multipart/form-data; boundary=x',
    `--x\r\nContent-Disposition: form-data; name="${attacks[2]}"; filename="../../<b>.html"\r\nContent-Type: text/html\r\n\r\n${attacks[0]}\r\n--x--\r\n`,
  ],
] as const)('%s in a body is shown, never run', async ([, type, body]) => {
  const { bin, page } = await openBin();
  await send(bin.captureUrl, { headers: [['Content-Type', type]], body });
  await inspector(page).detail(1).waitFor();
  const texts = await tabTexts(page, ['Overview', 'Headers', 'Body', 'Raw']);
  expect(texts.Raw).toContain(body.split('\r\n').at(-2) ?? body);
  await inspector(page).tab('Body').click();
  const kinds = page.getByRole('group', { name: 'View body as' });
  await kinds.waitFor();
  for (const kind of await kinds.getByRole('button').all()) {
    await kind.click();
    await eventually(() => kind.getAttribute('aria-pressed')).toBe('true');
    await expectUnharmed(page);
  }
});

test('characters that hide or turn text around are marked', async () => {
  const { bin, page } = await openBin();
  const { port, pathname, host } = new URL(bin.captureUrl);
  const bytesOf = (text: string) => Buffer.from(text, 'utf8').toString('latin1');
  const turned = bytesOf('invoice\u202efdp.exe');
  const hidden = encodeURIComponent('pay\u200bpal\u2066\u00ad');
  const bytes = bytesOf('a\u202eb\u0000c\x1b[31mred\x1b]8;;http://evil.example\x07link\r\n\ufeffend');
  const { status } = await ask(
    Number(port),
    `POST ${pathname}/x?${hidden}=1 HTTP/1.1\r\nHost: ${host}\r\nContent-Type: text/plain\r\nX-Turned: ${turned}\r\n` +
      `Content-Length: ${bytes.length}\r\n\r\n${bytes}`,
  );
  expect(status).toBe(200);
  await inspector(page).detail(1).waitFor();
  const marks = () => inspector(page).panel.getByTitle('Invisible character').allInnerTexts();
  await inspector(page).tab('Body').click();
  await page.getByRole('button', { name: 'Text', exact: true }).click();
  await eventually(marks).toEqual(expect.arrayContaining(['RLO', 'NUL', 'ESC', 'BEL']));
  await inspector(page).tab('Headers').click();
  await eventually(marks).toContain('RLO');
  await inspector(page).tab('Query').click();
  await eventually(marks).toEqual(expect.arrayContaining(['ZWSP', 'LRI', 'SHY']));
  await expectUnharmed(page);
});

test.for([
  ['a wide screen', {}],
  ['a phone', phone],
] as const)('words without end do not break the page on %s', async ([, options]) => {
  const { bin, page } = await openBin(options);
  const word = 'x'.repeat(7000);
  await send(bin.captureUrl, {
    method: 'PROPPATCH',
    path: `/${word}?${word}=${word}&${'a=1&'.repeat(1000)}`,
    headers: [
      ['Content-Type', `text/${word}`],
      ['User-Agent', word],
      [`X-${word}`, word],
      ...Array.from({ length: 200 }, (_, index) => [`X-Many-${index}`, 'y'] as const),
    ],
    body: word.repeat(20),
  });
  await inspector(page).row('PROPPATCH /').click();
  await inspector(page).detail(1).waitFor();
  for (const name of ['Overview', 'Headers', 'Query', 'Body', 'Raw']) {
    await tabTexts(page, [name]);
    await expectUnharmed(page);
  }
});

test('odd methods and a target that is no path are shown as they are', async () => {
  const { bin, page } = await openBin();
  const { port, pathname, host } = new URL(bin.captureUrl);
  for (const target of [
    `http://${host}${pathname}/absolute?x`,
    `${pathname}?only`,
    `${pathname}//../%2e%2e/%00`,
  ]) {
    expect((await ask(Number(port), `M-SEARCH ${target} HTTP/1.1\r\nHost: ${host}\r\n\r\n`)).status).toBe(
      200,
    );
  }
  await inspector(page).row('M-SEARCH //../%2e%2e/%00').waitFor();
  await inspector(page).row('M-SEARCH /absolute?x').click();
  await inspector(page).tab('Overview').click();
  await inspector(page).panel.getByText(`http://${host}${pathname}/absolute?x`).waitFor();
});

test('JSON nested a thousand times deep, and a number a megabyte long, are shown', async () => {
  const { bin, page } = await openBin();
  await send(bin.captureUrl, {
    path: '/deep',
    headers: json,
    body: `${'['.repeat(1000)}1${']'.repeat(1000)}`,
  });
  await inspector(page).detail(1).waitFor();
  await inspector(page).panel.getByText('[').first().waitFor();
  await send(bin.captureUrl, { path: '/long', headers: json, body: `{"n":${'9'.repeat(1_000_000)}}` });
  await inspector(page).detail(2).waitFor();
  await inspector(page).panel.getByText('"n"').waitFor();
  await expectUnharmed(page);
});

test('a hostile name of a bin and a hostile note are text wherever they are shown', async () => {
  const name = `<img src=x onerror=hacked=1>`;
  const { bin, page } = await openBin({}, name);
  await send(bin.captureUrl, { path: '/x' });
  await bin.api('/captures/1', { method: 'PATCH', body: JSON.stringify({ note: attacks[1] }) });
  await inspector(page).tab('Overview').click();
  await inspector(page).panel.getByText(attacks[1]!).waitFor();
  expect(await page.title()).toContain(name);
  await inspector(page).button(`${name}: switch to another bin`).waitFor();
  await expectUnharmed(page);
  await page.goto('/');
  await page.getByRole('link', { name }).waitFor();
  await expectUnharmed(page);
});

test('what another program left in the storage of the browser harms nobody', async () => {
  const bin = await newBin(server().origin);
  const { page, context } = await visit(server().origin);
  const left = [
    {
      key: '../../evil',
      slug: 'x',
      name: null,
      role: 'owner',
      captureUrl: 'http://evil.example/',
      openedAt: 1,
    },
    {
      key: 'x" onclick=hacked=1',
      slug: 'x',
      name: null,
      role: 'owner',
      captureUrl: 'javascript:hacked=1',
      openedAt: 1,
    },
    null,
    7,
    { key: bin.key, slug: bin.slug, name: null, role: 'owner', captureUrl: bin.captureUrl, openedAt: 1 },
  ];
  await context.addInitScript((text) => localStorage.setItem('wirebin.bins', text), JSON.stringify(left));
  await page.goto('/');
  await page.getByRole('link', { name: bin.slug }).waitFor();
  expect(await page.getByRole('main').getByRole('listitem').count()).toBe(1);
  await expectUnharmed(page);
});
