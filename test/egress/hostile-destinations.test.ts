import { createServer } from 'node:http';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { failureCode } from '#lib/model/errors.ts';
import { listenOnLoopback } from './listen.ts';
import { namesOf, startSilentListener } from './silent-listener.ts';
import { codeOf, outgoing, sendOne, testEgress } from './test-egress.ts';

/** Destinations that could reach what a stranger must not reach, and the reason for which each is refused. */
const spellings: [url: string, reason: string][] = [
  // Loopback, as browsers spell it.
  ['http://127.0.0.1/', 'loopback'],
  ['http://127.0.0.1.:8080/', 'loopback'],
  ['http://127.1/', 'loopback'],
  ['http://127.0.1/', 'loopback'],
  ['http://2130706433/', 'loopback'],
  ['http://017700000001/', 'loopback'],
  ['http://0x7f000001/', 'loopback'],
  ['http://0x7f.1/', 'loopback'],
  ['http://0177.0.0.1/', 'loopback'],
  ['http://0x7F.0x0.0x0.0x1/', 'loopback'],
  ['http://127.255.255.254/', 'loopback'],
  ['http://%31%32%37.0.0.1/', 'loopback'],
  ['http://１２７.0.0.1/', 'loopback'],
  ['http://①②⑦.⓪.⓪.①/', 'loopback'],
  ['http://127。0。0。1/', 'loopback'],
  ['http:\\\\127.0.0.1\\', 'loopback'],
  ['http:127.0.0.1/', 'loopback'],
  ['http:/127.0.0.1/', 'loopback'],
  ['  http://127.0.0.1/  ', 'loopback'],
  ['ht\ntp://127.0.\t0.1/', 'loopback'],
  ['HTTP://127.0.0.1/', 'loopback'],
  ['https://127.0.0.1/', 'loopback'],
  ['http://[::1]/', 'loopback'],
  ['http://[0:0:0:0:0:0:0:1]/', 'loopback'],
  ['http://[0000::0001]:8080/', 'loopback'],
  ['http://localhost/', 'loopback'],
  ['http://LOCALHOST./', 'loopback'],
  ['http://ｌｏｃａｌｈｏｓｔ/', 'loopback'],
  ['http://x.localhost/', 'loopback'],
  // Unspecified: systems connect to this machine.
  ['http://0.0.0.0/', 'unspecified'],
  ['http://0/', 'unspecified'],
  ['http://1/', 'unspecified'],
  ['http://0.1.2.3/', 'unspecified'],
  ['http://[::]/', 'unspecified'],
  // IPv4 inside IPv6.
  ['http://[::ffff:127.0.0.1]/', 'loopback'],
  ['http://[::ffff:7f00:1]/', 'loopback'],
  ['http://[::FFFF:0a00:0001]/', 'private'],
  ['http://[::127.0.0.1]/', 'translated'],
  ['http://[::7f00:1]/', 'translated'],
  ['http://[::ffff:0:127.0.0.1]/', 'translated'],
  ['http://[64:ff9b::127.0.0.1]/', 'loopback'],
  ['http://[64:ff9b::a00:1]/', 'private'],
  ['http://[64:ff9b:1::7f00:1]/', 'translated'],
  ['http://[2002:7f00:1::]/', 'translated'],
  ['http://[2002:c0a8:101::1]/', 'translated'],
  ['http://[2001:0:7f00:1::1]/', 'translated'],
  ['http://[2606:4700::5efe:127.0.0.1]/', 'loopback'],
  ['http://[2606:4700::200:5efe:10.0.0.1]/', 'private'],
  // Private and shared networks.
  ['http://10.0.0.1/', 'private'],
  ['http://10.255.255.255/', 'private'],
  ['http://172.16.0.1/', 'private'],
  ['http://172.31.255.255/', 'private'],
  ['http://192.168.0.1/', 'private'],
  ['http://3232235777/', 'private'],
  ['http://[fc00::1]/', 'private'],
  ['http://[fdff:ffff::1]/', 'private'],
  ['http://[fec0::1]/', 'private'],
  ['http://100.64.0.1/', 'shared'],
  ['http://100.127.255.255/', 'shared'],
  ['http://[fe80::1]/', 'link-local'],
  // Addresses that nobody has.
  ['http://192.0.0.1/', 'reserved'],
  ['http://192.0.2.1/', 'reserved'],
  ['http://198.51.100.1/', 'reserved'],
  ['http://203.0.113.1/', 'reserved'],
  ['http://198.18.0.1/', 'reserved'],
  ['http://198.19.255.255/', 'reserved'],
  ['http://192.88.99.1/', 'reserved'],
  ['http://240.0.0.1/', 'reserved'],
  ['http://255.255.255.255/', 'multicast'],
  ['http://224.0.0.1/', 'multicast'],
  ['http://239.255.255.255/', 'multicast'],
  ['http://[ff02::1]/', 'multicast'],
  ['http://[2001:db8::1]/', 'reserved'],
  ['http://[3fff::1]/', 'reserved'],
  ['http://[100::1]/', 'reserved'],
  ['http://[4000::1]/', 'reserved'],
  ['http://[5f00::1]/', 'reserved'],
  // Metadata services of clouds.
  ['http://169.254.169.254/latest/meta-data/', 'metadata'],
  ['http://169.254.170.2/v2/credentials', 'metadata'],
  ['http://169.254.0.1/', 'metadata'],
  ['http://2852039166/', 'metadata'],
  ['http://0xa9fea9fe/', 'metadata'],
  ['http://[::ffff:169.254.169.254]/', 'metadata'],
  ['http://[64:ff9b::a9fe:a9fe]/', 'metadata'],
  ['http://[fd00:ec2::254]/', 'metadata'],
  ['http://[fd20:ce::254]/', 'metadata'],
  ['http://[fe80::a9fe:a9fe]/', 'metadata'],
  ['http://168.63.129.16/', 'metadata'],
  ['http://100.100.100.200/', 'metadata'],
  ['http://192.0.0.192/', 'metadata'],
  ['http://metadata.google.internal/computeMetadata/v1/', 'metadata'],
  ['http://METADATA.google.internal./', 'metadata'],
  ['http://metadata/', 'metadata'],
  ['http://instance-data/latest/', 'metadata'],
  // Names that lead there.
  ['http://to-loopback.example/', 'loopback'],
  ['http://to-loopback.example./', 'loopback'],
  ['http://to-loopback-6.example/', 'loopback'],
  ['http://to-private.example/', 'private'],
  ['http://to-metadata.example/', 'metadata'],
  ['http://to-mapped.example/', 'private'],
  ['http://to-zone.example/', 'link-local'],
  ['http://mixed.example/', 'private'],
  ['http://mixed-last.example/', 'loopback'],
  ['http://mixed-families.example/', 'loopback'],
  ['http://rebinding.example/', 'loopback'],
  // Ports of services that are not HTTP.
  ['http://public.example:22/', 'port'],
  ['http://public.example:25/', 'port'],
  ['http://public.example:6379/', 'port'],
  ['http://93.184.216.34:3306/', 'port'],
];

const names = {
  localhost: [['127.0.0.1', '::1']],
  'x.localhost': [['::1']],
  'public.example': [['93.184.216.34']],
  'to-loopback.example': [['127.0.0.1']],
  'to-loopback-6.example': [['::1']],
  'to-private.example': [['10.1.2.3']],
  'to-metadata.example': [['169.254.169.254']],
  'to-mapped.example': [['::ffff:192.168.1.1']],
  'to-zone.example': [['fe80::1%eth0']],
  'mixed.example': [['93.184.216.34', '192.168.1.1']],
  'mixed-last.example': [['93.184.216.34', '93.184.216.35', '127.0.0.1']],
  'mixed-families.example': [['93.184.216.34', '::1']],
  'rebinding.example': [['127.0.0.1'], ['93.184.216.34']],
};

let listener: Awaited<ReturnType<typeof startSilentListener>>;
beforeAll(async () => {
  listener = await startSilentListener();
});
afterAll(() => listener.close());
const network = () => ({ dial: listener.dial, lookUp: namesOf(names) });
const nothing = { connections: 0, dialed: [] };

describe.each([
  ['a public instance', { AUDIENCE: 'public' }],
  ['a private instance that listens on every address', { HOST: '' }],
])('%s', (_, environment) => {
  test.each(spellings)('refuses %s: %s', async (url, reason) => {
    const egress = await testEgress(environment, { network: network() });
    const exchange = await sendOne(egress, url);
    expect(exchange).toMatchObject({
      failure: { code: 'egress-refused', reason },
      response: null,
      bytesSent: 0,
    });
    expect(listener.take()).toEqual(nothing);
  });
});

test('the table has more than eighty destinations, all different', () => {
  expect(new Set(spellings.map(([url]) => url)).size).toBe(spellings.length);
  expect(spellings.length).toBeGreaterThan(80);
});

test.each([
  ...['ftp://public.example/', 'file:///etc/passwd', 'unix:/run/docker.sock', 'ws://public.example/'],
  ...[
    'javascript:alert(1)',
    'data:,x',
    'gopher://public.example/',
    '//public.example/',
    'public.example',
    '',
  ],
  ...['http://', 'http://:80/', 'http://a:b@public.example/', 'http://public.example@127.0.0.1/'],
  ...['http://a..example/', 'http://public.example:0/', 'http://public.example:65536/', 'http://[::1/'],
  ...['http://[fe80::1%25eth0]/', 'http://256.256.256.256/', 'http://1.2.3.4.5/', 'http://0x100000000/'],
])('%j is no destination', async (url) => {
  const egress = await testEgress({}, { network: network() });
  expect(await codeOf(sendOne(egress, url))).toBe('destination-invalid');
  expect(listener.take()).toEqual(nothing);
});

describe('a name that cannot be judged is not connected to', () => {
  test.each<[string, () => Promise<readonly string[]>]>([
    ['that does not exist', () => Promise.reject(Object.assign(new Error('no'), { code: 'ENOTFOUND' }))],
    ['whose server fails', () => Promise.reject(Object.assign(new Error('no'), { code: 'EAI_AGAIN' }))],
    ['without addresses', async () => []],
    ['with an answer that is no address', async () => ['93.184.216.34', 'public.example']],
    ['with an answer in another spelling', async () => ['0177.0.0.1']],
    ['with an empty answer', async () => ['']],
  ])('one %s', async (_, lookUp) => {
    const egress = await testEgress({ AUDIENCE: 'public' }, { network: { ...network(), lookUp } });
    expect((await sendOne(egress, 'http://name.example/')).failure).toMatchObject({
      code: 'dns-failed',
      phase: 'look-up',
    });
    expect(listener.take()).toEqual(nothing);
  });
});

test('a name is resolved once, and the address that was judged is the one that is connected to', async () => {
  const lookUp = namesOf({ 'rebinding.example': [['93.184.216.34'], ['127.0.0.1']] });
  const egress = await testEgress({ AUDIENCE: 'public' }, { network: { ...network(), lookUp } });
  const exchange = await sendOne(egress, 'http://rebinding.example/');
  expect(listener.take().dialed).toEqual(['93.184.216.34 80']);
  // The connection led to the listener on loopback instead of the judged address, and nothing was sent on it.
  expect(exchange).toMatchObject({
    failure: { code: 'egress-refused', reason: 'address-changed' },
    bytesSent: 0,
    address: null,
  });
});

test('a refusal does not say what a name resolves to', async () => {
  const egress = await testEgress({ AUDIENCE: 'public' }, { network: network() });
  const { failure } = await sendOne(egress, 'http://to-private.example/');
  expect(failure?.detail).toBe('to-private.example resolves to an address of a private network.');
});

describe('a redirect is judged like every destination', () => {
  test.each([
    ['http://127.0.0.1/', 'loopback'],
    ['http://[::1]/', 'loopback'],
    ['http://169.254.169.254/latest/meta-data/', 'metadata'],
    ['http://to-private.example/', 'private'],
    ['http://0x7f.1/', 'loopback'],
    ['//[::ffff:10.0.0.1]/', 'private'],
    ['http://redirector.example:6379/', 'port'],
  ])('to %s', async (location, reason) => {
    const redirector = createServer((_request, response) => {
      response.writeHead(307, { Location: location }).end();
    });
    const port = await listenOnLoopback(redirector);
    const egress = await testEgress(
      { AUDIENCE: 'public', EGRESS_ALLOW: `redirector.example:${port}` },
      {
        network: {
          dial: (address, to) => (to === port ? connect(to, address) : listener.dial(address, to)),
          lookUp: namesOf({ ...names, 'redirector.example': [['127.0.0.1']] }),
        },
      },
    );
    const exchanges = await egress.send({
      binId: 1,
      to: { url: `http://redirector.example:${port}/` },
      request: outgoing(),
      host: 'destination',
      followRedirects: true,
    });
    expect(exchanges).toMatchObject([
      { response: { status: 307 }, failure: null },
      { response: null, failure: { code: 'egress-refused', reason } },
    ]);
    expect(listener.take()).toEqual(nothing);
  });
});

describe('a URL can be checked before it is used', () => {
  test.each([
    ['http://127.0.0.1/', 'egress-refused'],
    ['http://metadata.google.internal/', 'egress-refused'],
    ['http://LocalHost.:3000/b/x', 'egress-refused'],
    ['http://own.localhost:3000/b/x', 'egress-refused'],
    ['http://public.example:22/', 'egress-refused'],
    ['mailto:a@b', 'destination-invalid'],
    ['https://public.example/hook', null],
    // What it resolves to is judged when it is used.
    ['http://to-private.example/', null],
  ])('%s: %s', async (url, code) => {
    const egress = await testEgress({ AUDIENCE: 'public' }, { network: network(), ownPort: () => 3000 });
    let thrown: unknown = null;
    try {
      egress.check(url);
    } catch (error) {
      thrown = error;
    }
    expect(failureCode(thrown)).toBe(code);
  });
});
