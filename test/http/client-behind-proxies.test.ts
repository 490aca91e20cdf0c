import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clientBehind, type ForwardedFields } from '#lib/http/client-behind-proxies.ts';
import { parseIpRanges } from '#lib/http/ip-range.ts';
import type { Header } from '#lib/model/capture.ts';
import { processorClock } from '../support/processor-clock.ts';

const { ranges: trusted } = parseIpRanges('10.0.0.0/8, ::1, fe80::/10');
const proxy = { address: '10.0.0.1', port: 4000 };

/** Headers written as `Name: value` lines. */
const lines = (...written: string[]): Header[] =>
  written.map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).trim()]);

function client(headers: Header[], fields?: ForwardedFields) {
  return clientBehind(proxy, headers, trusted, fields);
}

describe('the socket alone counts', () => {
  const spoof = lines('X-Forwarded-For: 1.1.1.1', 'X-Forwarded-Proto: https', 'Forwarded: for=1.1.1.1');

  it.each([
    ['192.0.2.9', '192.0.2.9'],
    ['::ffff:192.0.2.9', '192.0.2.9'],
    ['2001:DB8:0::9', '2001:db8::9'],
    ['', ''],
    ['nonsense', 'nonsense'],
  ])('of a peer at %j that is not trusted', (address, shown) => {
    expect(clientBehind({ address, port: 5 }, spoof, trusted)).toEqual({
      client: { address: shown, port: 5 },
      scheme: null,
      host: null,
      by: 'socket',
      chain: [shown],
    });
  });

  it('when nobody is trusted', () => {
    expect(clientBehind(proxy, spoof, []).client.address).toBe('10.0.0.1');
  });

  it('when a trusted peer says nothing', () => {
    expect(client([])).toEqual({
      client: proxy,
      scheme: null,
      host: null,
      by: 'socket',
      chain: ['10.0.0.1'],
    });
  });

  it('when the port is not known', () => {
    expect(clientBehind({ address: '192.0.2.9', port: 0 }, [], trusted).client.port).toBeNull();
  });

  it.each(['::ffff:10.0.0.1', 'fe80::1%eth0', '::1'])('but a trusted peer at %s is asked', (address) => {
    expect(clientBehind({ address, port: 1 }, spoof, trusted)).toMatchObject({ by: 'x-forwarded-for' });
  });
});

describe('X-Forwarded-For', () => {
  it.each<[why: string, value: string, address: string, port: number | null, chain: string[]]>([
    ['one hop', '192.0.2.1', '192.0.2.1', null, ['192.0.2.1', '10.0.0.1']],
    ['with a port', '192.0.2.1:5678', '192.0.2.1', 5678, ['192.0.2.1', '10.0.0.1']],
    ['IPv6', '2001:DB8::1', '2001:db8::1', null, ['2001:db8::1', '10.0.0.1']],
    ['IPv6 in brackets', '[2001:db8::1]', '2001:db8::1', null, ['2001:db8::1', '10.0.0.1']],
    ['IPv6 with a port', '[2001:db8::1]:80', '2001:db8::1', 80, ['2001:db8::1', '10.0.0.1']],
    ['mapped IPv4', '::ffff:192.0.2.1', '192.0.2.1', null, ['192.0.2.1', '10.0.0.1']],
    ['what a sender wrote before', '1.1.1.1, 192.0.2.1', '192.0.2.1', null, ['192.0.2.1', '10.0.0.1']],
    [
      'through trusted proxies',
      '1.1.1.1, 192.0.2.1,10.9.9.9 ,\t::1',
      '192.0.2.1',
      null,
      ['192.0.2.1', '10.9.9.9', '::1', '10.0.0.1'],
    ],
    ['trusted all the way', '10.0.0.3, 10.0.0.2', '10.0.0.3', null, ['10.0.0.3', '10.0.0.2', '10.0.0.1']],
    ['empty members', ', 192.0.2.1,, ,', '192.0.2.1', null, ['192.0.2.1', '10.0.0.1']],
    ['malformed behind a proxy', '1.1.1.1, evil, 10.0.0.2', '10.0.0.2', null, ['10.0.0.2', '10.0.0.1']],
    ['unknown behind a proxy', '1.1.1.1, unknown, 10.0.0.2', '10.0.0.2', null, ['10.0.0.2', '10.0.0.1']],
    ['a zone', 'fe80::2%eth1', 'fe80::2%eth1', null, ['fe80::2%eth1', '10.0.0.1']],
    ['a quote left open', '", 192.0.2.1', '192.0.2.1', null, ['192.0.2.1', '10.0.0.1']],
  ])('%s', (_why, value, address, port, chain) => {
    expect(client([['x-forwarded-for', value]])).toMatchObject({
      client: { address, port },
      by: 'x-forwarded-for',
      chain,
    });
  });

  it.each([
    'evil',
    '1.1.1.1, 192.0.2.256',
    '192.0.2.1:99999',
    '192.0.2.1:',
    '[192.0.2.1]',
    '[2001:db8::1',
    '"192.0.2.1"',
    '192.0.2.1 192.0.2.2',
    'for=192.0.2.1',
    'unknown',
    '',
  ])('%j is believed of nobody', (value) => {
    expect(client([['X-Forwarded-For', value]])).toMatchObject({
      client: proxy,
      by: 'socket',
      chain: ['10.0.0.1'],
    });
  });

  it('in several lines is one list, in their order', () => {
    const headers = lines(
      'X-Forwarded-For: 1.1.1.1',
      'x-forwarded-for: 192.0.2.1, 10.0.0.3',
      'X-FORWARDED-FOR: 10.0.0.2',
    );
    expect(client(headers).chain).toEqual(['192.0.2.1', '10.0.0.3', '10.0.0.2', '10.0.0.1']);
  });
});

describe('X-Forwarded-Proto, -Host and -Port', () => {
  it.each<[written: string[], scheme: string | null, host: string | null]>([
    [['X-Forwarded-Proto: https', 'X-Forwarded-Host: bin.example'], 'https', 'bin.example'],
    [['X-Forwarded-Proto: http, HTTPS'], 'https', null],
    [['X-Forwarded-Proto: http', 'X-Forwarded-Proto: https'], 'https', null],
    [['X-Forwarded-Proto: wss'], 'https', null],
    [['X-Forwarded-Proto: ws'], 'http', null],
    [['X-Forwarded-Proto: javascript'], null, null],
    [['X-Forwarded-Proto: https, ftp'], null, null],
    [['X-Forwarded-Host: evil.example, bin.example:8443'], null, 'bin.example:8443'],
    [['X-Forwarded-Host: [2001:db8::1]:80'], null, '[2001:db8::1]:80'],
    [['X-Forwarded-Host: bin.example/<b>'], null, null],
    [['X-Forwarded-Proto: https', 'X-Forwarded-Host: a', 'X-Forwarded-Port: 8443'], 'https', 'a:8443'],
    [['X-Forwarded-Proto: https', 'X-Forwarded-Host: a', 'X-Forwarded-Port: 443'], 'https', 'a'],
    [['X-Forwarded-Proto: http', 'X-Forwarded-Host: a', 'X-Forwarded-Port: 443'], 'http', 'a:443'],
    [['X-Forwarded-Host: a:1', 'X-Forwarded-Port: 2'], null, 'a:1'],
    [['X-Forwarded-Host: a', 'X-Forwarded-Port: x'], null, 'a'],
    [['X-Forwarded-Port: 2'], null, null],
  ])('%j: %s, %s', (written, scheme, host) => {
    expect(client(lines(...written))).toMatchObject({ client: proxy, by: 'socket', scheme, host });
    expect(client(lines('X-Forwarded-For: 192.0.2.1', ...written))).toMatchObject({ scheme, host });
    expect(client(lines('X-Forwarded-For: evil', ...written))).toMatchObject({ scheme: null, host: null });
  });
});

describe('Forwarded', () => {
  it.each<[why: string, value: string, address: string, port: number | null]>([
    ['a token', 'for=192.0.2.1', '192.0.2.1', null],
    ['quoted', 'For="192.0.2.1:4711"', '192.0.2.1', 4711],
    ['IPv6', 'for="[2001:db8:cafe::17]:4711"', '2001:db8:cafe::17', 4711],
    ['without its quotes', 'for=[2001:db8::1]:80', '2001:db8::1', 80],
    ['without its brackets', 'for="2001:db8::1"', '2001:db8::1', null],
    ['a port that is hidden', 'for="192.0.2.1:_p"', '192.0.2.1', null],
    ['escapes', 'for="192.0.2\\.1"', '192.0.2.1', null],
    ['all parameters', 'for=192.0.2.1;proto=http;by=10.0.0.1;host=a;x="y;z,"', '192.0.2.1', null],
    ['space between parameters', 'proto=http ; for=192.0.2.1 ;', '192.0.2.1', null],
    ['the last of several', 'for=1.1.1.1, for=192.0.2.1', '192.0.2.1', null],
    ['through a trusted proxy', 'for=192.0.2.1;x="a,b", for=10.0.0.2', '192.0.2.1', null],
    ['behind a quote left open', 'for=", for=192.0.2.1', '192.0.2.1', null],
    ['behind a crafted quote', 'for=1.1.1.1;by=", for="192.0.2.1:80"', '192.0.2.1', 80],
    ['a quote in quotes', 'for=192.0.2.1;x="a,\\"b"', '192.0.2.1', null],
    ['behind a backslash', 'for="\\, for="192.0.2.1:80"', '192.0.2.1', 80],
  ])('%s', (_why, value, address, port) => {
    expect(client([['Forwarded', value]])).toMatchObject({ client: { address, port }, by: 'forwarded' });
  });

  it.each([
    'for=evil',
    'for="192.0.2.1',
    'for=192.0.2.1;for=192.0.2.2',
    'for=192.0.2.1 proto=http',
    'for = 192.0.2.1',
    'for=',
    '192.0.2.1',
    'for="192.0.2.1";;x',
    'for=1.1.1.1, for="192.0.2.1"x',
  ])('%j is malformed, and not a word of it is believed', (value) => {
    expect(client([['Forwarded', `${value};proto=https;host=a`]])).toMatchObject({
      client: proxy,
      by: 'socket',
      scheme: null,
      host: null,
    });
  });

  it('stops at what is malformed behind a trusted proxy', () => {
    const value = 'for=1.1.1.1, for=evil;proto=http, for=10.0.0.2;proto=https;host=a';
    expect(client([['Forwarded', value]])).toMatchObject({
      client: { address: '10.0.0.2' },
      scheme: 'https',
      host: 'a',
      chain: ['10.0.0.2', '10.0.0.1'],
    });
  });

  it.each(['unknown', '_hidden', '"_hidden:_port"', '"unknown:80"'])(
    'keeps scheme and host of a client that is hidden as %s',
    (node) => {
      expect(client([['Forwarded', `for=1.1.1.1, for=${node};proto=https;host=a`]])).toMatchObject({
        client: proxy,
        by: 'socket',
        scheme: 'https',
        host: 'a',
      });
    },
  );

  it('takes scheme and host from the proxy that the client reached', () => {
    const value =
      'for=1.1.1.1;host=evil, for=192.0.2.1;proto=https;host=bin.example, for=10.0.0.2;proto=http;host=inner';
    expect(client([['Forwarded', value]])).toMatchObject({ scheme: 'https', host: 'bin.example' });
  });
});

describe('when both families are there', () => {
  const both = lines('Forwarded: for=1.1.1.1;proto=http;host=evil', 'X-Forwarded-For: 192.0.2.1');

  it('X-Forwarded-… counts, and nothing of Forwarded', () => {
    expect(client(both)).toMatchObject({
      client: { address: '192.0.2.1' },
      by: 'x-forwarded-for',
      scheme: null,
      host: null,
    });
  });

  it('even with X-Forwarded-Proto alone', () => {
    const headers = lines('Forwarded: for=1.1.1.1', 'X-Forwarded-Proto: https');
    expect(client(headers)).toMatchObject({ client: proxy, by: 'socket', scheme: 'https' });
  });

  it('unless it was said which one the proxies write', () => {
    expect(client(both, 'forwarded')).toMatchObject({ client: { address: '1.1.1.1' }, host: 'evil' });
    expect(client(lines('Forwarded: for=1.1.1.1'), 'x-forwarded')).toMatchObject({ by: 'socket' });
  });
});

describe('whatever is sent', () => {
  const names = [
    'Forwarded',
    'forwarded',
    'X-Forwarded-For',
    'X-Forwarded-Proto',
    'X-Forwarded-Host',
    'X-Forwarded-Port',
  ];
  const words = [
    'for=',
    'proto=https',
    'host=a',
    '1.1.1.1',
    '10.0.0.2',
    '[::1]:80',
    '::1',
    '"',
    '\\',
    ',',
    ';',
    ' ',
    'unknown',
    '_x',
  ];
  const value = fc.oneof(
    fc.array(fc.constantFrom(...words)).map((chosen) => chosen.join('')),
    fc.string({ unit: fc.integer({ min: 32, max: 255 }).map((code) => String.fromCharCode(code)) }),
  );
  const headers = fc.array(fc.tuple(fc.constantFrom(...names), value), { maxLength: 5 });
  const outsider = fc
    .oneof(fc.ipV4(), fc.ipV6())
    .filter(
      (address) =>
        clientBehind({ address, port: 1 }, lines('X-Forwarded-For: 192.0.2.1'), trusted).by === 'socket',
    );
  const fields = fc.constantFrom(undefined, 'forwarded' as const, 'x-forwarded' as const);

  it('an untrusted peer cannot change what is concluded', () => {
    fc.assert(
      fc.property(outsider, headers, fields, (address, sent, which) => {
        const peer = { address, port: 9 };
        expect(clientBehind(peer, sent, trusted, which)).toEqual(clientBehind(peer, [], trusted));
      }),
      { numRuns: 2000 },
    );
  });

  it('what a sender wrote cannot change what a proxy appends to it, in the same line or in its own', () => {
    const written = { forwarded: 'for="192.0.2.1:80";proto=https;host=a', 'x-forwarded': '192.0.2.1:80' };
    fc.assert(
      fc.property(headers, fields, fc.boolean(), (sent, which, merged) => {
        const family = which ?? 'x-forwarded';
        const name = family === 'forwarded' ? 'Forwarded' : 'X-Forwarded-For';
        const isOwn = ([other]: Header) => other.toLowerCase() === name.toLowerCase();
        const own = sent.filter(isOwn).map(([, text]) => text);
        const appended: Header[] = merged
          ? [[name, [...own, written[family]].join(', ')]]
          : [...sent.filter(isOwn), [name, written[family]]];
        const concluded = client([...sent.filter((header) => !isOwn(header)), ...appended], which);
        expect(concluded.client).toEqual({ address: '192.0.2.1', port: 80 });
        expect(concluded.chain).toEqual(['192.0.2.1', '10.0.0.1']);
        if (family === 'forwarded') expect(concluded).toMatchObject({ scheme: 'https', host: 'a' });
      }),
      { numRuns: 5000 },
    );
  });

  it('all but the client are trusted, in the chain', () => {
    const isTrusted = (address: string) =>
      clientBehind({ address, port: 1 }, lines('X-Forwarded-For: 192.0.2.1'), trusted).by !== 'socket';
    fc.assert(
      fc.property(headers, fields, (sent, which) => {
        const { chain, client: found } = client(sent, which);
        expect(chain[0]).toBe(found.address);
        expect(chain.slice(1).every(isTrusted)).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  it('long headers take time that grows with their length', () => {
    const start = processorClock();
    for (const piece of [
      ',',
      ' ',
      '"',
      '\\',
      '\\"',
      ';',
      '[',
      ':',
      'for=',
      '10.0.0.2,',
      'for=10.0.0.2,',
      '="',
    ]) {
      for (const name of names) client([[name, piece.repeat(60_000 / piece.length)]]);
    }
    expect(processorClock() - start).toBeLessThan(10_000);
  });
});
