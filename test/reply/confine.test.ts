import { describe, expect, test } from 'vitest';
import type { Header } from '#lib/model/capture.ts';
import { confine, viewerOf } from '#lib/reply/confine.ts';
import type { Reply } from '#lib/reply/reply.ts';

const nobody = { onAppHost: false, onBinHosts: false };
const chrome: Header = ['User-Agent', 'Mozilla/5.0 (X11; Linux x86_64) Chrome/140.0'];
const navigating: Header = ['Sec-Fetch-Mode', 'navigate'];
const robots: Header = ['X-Robots-Tag', 'noindex, nofollow, noarchive'];
const sandbox: Header = ['Content-Security-Policy', 'sandbox'];

/** Everything a reply might say to a browser about its host, beside what is its own business. */
const forward: Reply = {
  status: 200,
  headers: [
    ['content-type', 'text/html'],
    ['Set-Cookie', 'a=1; Path=/'],
    ['set-cookie', 'b=2'],
    ['Strict-Transport-Security', 'max-age=1'],
    ['Clear-Site-Data', '"*"'],
    ['Service-Worker-Allowed', '/'],
    ['Refresh', '0; url=https://elsewhere.example'],
    ['Content-Security-Policy', "script-src 'unsafe-inline'"],
    ['Alt-Svc', 'h3=":443"'],
    ['Report-To', '{}'],
    ['NEL', '{}'],
    ['Location', '/elsewhere'],
    ['X-Own', 'kept'],
  ],
  body: new TextEncoder().encode('<script>alert(1)</script>'),
};

const on = (place: 'app' | 'bin', headers: Header[]) =>
  viewerOf({ headers, prefixLength: place === 'app' ? 7 : 0 }, 'http://localhost:3000');
const names = ({ headers }: Reply) => headers.map(([name]) => name);

describe('a tool', () => {
  test.for([
    ['curl', [['User-Agent', 'curl/8.10.1']]],
    ['a provider', [['user-agent', 'GitHub-Hookshot/044aadd']]],
    [
      'fetch of Node',
      [
        ['sec-fetch-mode', 'cors'],
        ['user-agent', 'node'],
      ],
    ],
    ['nothing at all', []],
  ] as [string, Header[]][])('gets the reply it asked for: %s', ([, headers]) => {
    for (const place of ['app', 'bin'] as const)
      expect(confine(forward, on(place, headers), nobody)).toBe(forward);
  });
});

describe('a browser', () => {
  test('on the app’s host is told nothing about the host, and runs nothing', () => {
    const confined = confine(forward, on('app', [chrome, navigating]), nobody);
    expect(confined.headers).toEqual([
      ['content-type', 'text/html'],
      ['Location', '/elsewhere'],
      ['X-Own', 'kept'],
      sandbox,
      robots,
    ]);
    expect([confined.status, confined.body]).toEqual([200, forward.body]);
  });

  test('on a bin’s own host gets all that was asked for, and still runs nothing', () => {
    const confined = confine(forward, on('bin', [chrome, navigating]), nobody);
    expect(confined.headers).toEqual([...forward.headers, sandbox, robots]);
  });

  test('is known by Fetch Metadata alone, and by its name where there is none', () => {
    for (const headers of [[navigating], [chrome], [['SEC-FETCH-MODE', 'navigate']]] as Header[][])
      expect(confine(forward, on('app', headers), nobody).headers.slice(-2)).toEqual([sandbox, robots]);
  });

  test('whose script asks gets no word for search engines, and what it may show later is sandboxed', () => {
    const confined = confine(forward, on('app', [chrome, ['Sec-Fetch-Mode', 'cors']]), nobody);
    expect(confined.headers.at(-1)).toEqual(sandbox);
    expect(names(confined)).not.toContain('X-Robots-Tag');
  });

  test('may run what authors wrote where the operator trusts them', () => {
    const trusting = { onAppHost: false, onBinHosts: true };
    const visit = [chrome, navigating];
    expect(confine(forward, on('bin', visit), trusting).headers).toEqual([...forward.headers, robots]);
    expect(confine(forward, on('app', visit), trusting).headers).toContainEqual(sandbox);
    expect(names(confine(forward, on('app', visit), { onAppHost: true, onBinHosts: true }))).toEqual([
      'content-type',
      'Location',
      'X-Own',
      'X-Robots-Tag',
    ]);
  });
});

test('the rest of a reply is not touched: delay, fault, order and case of fields', () => {
  const reply: Reply = {
    ...forward,
    headers: [
      ['x-A', '1'],
      ['X-a', '2'],
    ],
    delayMs: 5,
    fault: { kind: 'reset' },
  };
  expect(confine(reply, on('app', [chrome]), nobody)).toMatchObject({
    headers: [['x-A', '1'], ['X-a', '2'], sandbox, robots],
    delayMs: 5,
    fault: { kind: 'reset' },
  });
});
