import { describe, expect, test } from 'vitest';
import type { Header } from '#lib/model/capture.ts';
import { confine, viewerOf } from '#lib/reply/confine.ts';
import type { BinResponse } from '#lib/reply/response.ts';

const nobody = { onAppHost: false, onBinHosts: false };
const chrome: Header = ['User-Agent', 'Mozilla/5.0 (X11; Linux x86_64) Chrome/140.0'];
const navigating: Header = ['Sec-Fetch-Mode', 'navigate'];
const robots: Header = ['X-Robots-Tag', 'noindex, nofollow, noarchive'];
const sandbox: Header = ['Content-Security-Policy', 'sandbox'];

/** Everything a reply might say to a browser about its host, beside what is its own business. */
const forward: BinResponse = {
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
const names = ({ headers }: BinResponse) => headers.map(([name]) => name);

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

describe('a question for a password', () => {
  const asking: BinResponse = {
    status: 401,
    headers: [
      ['WWW-Authenticate', 'Basic realm="Your account"'],
      ['www-authenticate', 'NTLM'],
      ['Proxy-Authenticate', 'Basic'],
      ['X-Own', 'kept'],
    ],
    body: new TextEncoder().encode('no'),
  };
  const visit = [chrome, navigating];

  test('reaches no browser on the app’s host, whether it navigates or not; tools are asked', () => {
    for (const headers of [visit, [chrome, ['Sec-Fetch-Mode', 'no-cors'] as const], [chrome]]) {
      const confined = confine(asking, on('app', headers), nobody);
      expect([confined.status, names(confined)[0]]).toEqual([401, 'X-Own']);
      expect(names(confined).join(' ')).not.toMatch(/authenticate/i);
    }
    expect(confine(asking, on('app', [['User-Agent', 'curl/8']]), nobody)).toBe(asking);
  });

  test('is asked where the operator trusts authors, and on a bin’s own host', () => {
    const trusting = { onAppHost: true, onBinHosts: true };
    expect(names(confine(asking, on('app', visit), trusting))).toContain('WWW-Authenticate');
    expect(names(confine(asking, on('bin', visit), nobody))).toContain('WWW-Authenticate');
  });
});

describe('a redirect', () => {
  const to = (location: string, status = 302): BinResponse => ({
    status,
    headers: [
      ['Location', location],
      ['Content-Type', 'text/html'],
      ['X-Own', 'kept'],
    ],
    body: new TextEncoder().encode('<a href="/">moved</a>'),
  });
  const visit = [chrome, navigating];
  const shown = (reply: BinResponse) => confine(reply, on('app', visit), nobody);

  test.for([
    'https://evil.example/login',
    '//evil.example',
    '/\\evil.example',
    '\t//evil.example',
    'https:evil.example',
    'http:evil.example',
    'http://localhost:3001/',
    'http://localhost:3000@evil.example/',
    'javascript:alert(1)',
    'data:text/html,x',
    'http://[',
  ])('to %j is told in plain text where a person would be sent', (location) => {
    for (const status of [301, 302, 303, 307, 308]) {
      const confined = shown(to(location, status));
      expect(confined.status).toBe(status);
      expect(confined.headers).toEqual([
        ['X-Own', 'kept'],
        ['Content-Type', 'text/plain; charset=utf-8'],
        ['X-Content-Type-Options', 'nosniff'],
        sandbox,
        robots,
      ]);
      expect(new TextDecoder().decode(confined.body)).toContain(`\n    ${location}\n`);
    }
  });

  test.for(['/elsewhere', 'next?x=1', '//localhost:3000/b/x', 'http://LOCALHOST:3000/', '', '?a', '/x y'])(
    'to %j stays at the host, and is followed',
    (location) => {
      expect(shown(to(location)).headers[0]).toEqual(['Location', location]);
    },
  );

  test('of which one of two places is elsewhere is told', () => {
    const two = {
      ...to('/here'),
      headers: [...to('/here').headers, ['location', 'https://evil.example'] as const],
    };
    expect(names(shown(two)).join(' ')).not.toMatch(/location/i);
  });

  test('is none at other statuses', () => {
    for (const status of [200, 201, 304]) {
      expect(shown(to('https://elsewhere.example', status)).headers[0]).toEqual([
        'Location',
        'https://elsewhere.example',
      ]);
    }
  });

  test('that a script asked for is followed, and leaves nothing in the cache that would send a person on later', () => {
    const cached = {
      ...to('https://elsewhere.example'),
      headers: [['Cache-Control', 'max-age=9'], ...to('https://elsewhere.example').headers] as Header[],
    };
    const followed = confine(cached, on('app', [chrome, ['Sec-Fetch-Mode', 'cors']]), nobody);
    expect(names(followed)).toContain('Location');
    expect(followed.headers.filter(([name]) => name === 'Cache-Control')).toEqual([
      ['Cache-Control', 'no-store'],
    ]);
  });

  test('is followed by tools, on a bin’s own host, and where the operator trusts authors', () => {
    const reply = to('https://elsewhere.example');
    expect(confine(reply, on('app', []), nobody)).toBe(reply);
    const trusting = { onAppHost: true, onBinHosts: true };
    for (const confined of [
      confine(reply, on('bin', visit), nobody),
      confine(reply, on('app', visit), trusting),
    ])
      expect([names(confined)[0], confined.body]).toEqual(['Location', reply.body]);
  });
});

test('the rest of a reply is not touched: delay, fault, order and case of fields', () => {
  const reply: BinResponse = {
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
