import { networkInterfaces } from 'node:os';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { namesOf, startSilentListener } from './silent-listener.ts';
import { outgoing, sendOne, testEgress } from './test-egress.ts';

let listener: Awaited<ReturnType<typeof startSilentListener>>;
beforeAll(async () => {
  listener = await startSilentListener();
});
afterAll(() => listener.close());

const names = {
  localhost: [['127.0.0.1']],
  'public.example': [['93.184.216.34']],
  'api.internal': [['10.1.2.3']],
  'mixed.internal': [['10.1.2.3', '192.168.7.7']],
  'metadata.internal': [['169.254.169.254']],
  'metadata.google.internal': [['169.254.169.254']],
  'loop.internal': [['127.0.0.1', '::1']],
  'own.example': [['93.184.216.34']],
  'x7k2.bins.example': [['93.184.216.34']],
  'bins.example': [['93.184.216.34']],
};

/** The reason for which a URL is refused; `connected` if a connection to it was attempted. */
async function verdict(environment: Record<string, string>, url: string, ownPort: number | null = null) {
  const network = { dial: listener.dial, lookUp: namesOf(names) };
  const egress = await testEgress(environment, { network, ownPort: () => ownPort });
  const { failure } = await sendOne(egress, url);
  return listener.take().dialed.length > 0 ? 'connected' : failure?.reason;
}

describe('programs on the same machine', () => {
  test.each(['127.0.0.1', '127.8.8.8', '::1', 'localhost', 'LOCALHOST', '::ffff:127.0.0.1'])(
    'may be sent to from a private instance that listens on %s only',
    async (HOST) => {
      for (const url of ['http://127.0.0.1:8080/', 'http://[::1]:8080/', 'http://localhost:8080/'])
        expect(await verdict({ HOST }, url)).toBe('connected');
      expect(await verdict({ HOST }, 'http://10.0.0.1/')).toBe('private');
      expect(await verdict({ HOST }, 'http://0.0.0.0:8080/')).toBe('unspecified');
    },
  );

  test.each<Record<string, string>>([
    { HOST: '' },
    { HOST: '0.0.0.0' },
    { HOST: '::' },
    { HOST: '192.168.0.7' },
    { HOST: 'bins.example' },
    { HOST: '127.0.0.1', AUDIENCE: 'public' },
  ])('may not be sent to with %o', async (environment) => {
    for (const url of ['http://127.0.0.1:8080/', 'http://[::1]:8080/', 'http://localhost:8080/'])
      expect(await verdict(environment, url)).toBe('loopback');
  });
});

describe('EGRESS_ALLOW', () => {
  test.each([
    ['api.internal', 'http://api.internal/', 'connected'],
    ['API.internal.', 'http://api.INTERNAL:8080/', 'connected'],
    ['api.internal:8080', 'http://api.internal:8080/', 'connected'],
    ['api.internal:8080', 'http://api.internal/', 'private'],
    ['api.internal:8080', 'http://api.internal:8081/', 'private'],
    ['api.internal', 'http://10.1.2.3/', 'private'],
    ['internal', 'http://api.internal/', 'private'],
    ['10.1.2.3', 'http://api.internal/', 'connected'],
    ['10.1.2.3', 'http://10.1.2.3:9000/', 'connected'],
    ['10.1.2.3:9000', 'http://10.1.2.3:9000/', 'connected'],
    ['10.1.2.3:9000', 'http://10.1.2.3:9001/', 'private'],
    ['10.0.0.0/8', 'http://api.internal/', 'connected'],
    ['10.2.0.0/16', 'http://api.internal/', 'private'],
    ['10.0.0.0/8', 'http://mixed.internal/', 'private'],
    ['10.0.0.0/8, 192.168.0.0/16', 'http://mixed.internal/', 'connected'],
    ['private', 'http://mixed.internal/', 'connected'],
    ['private', 'http://127.0.0.1/', 'loopback'],
    ['loopback', 'http://loop.internal/', 'connected'],
    ['127.0.0.0/8', 'http://loop.internal/', 'loopback'],
    ['127.0.0.0/8', 'http://[::ffff:127.0.0.1]/', 'connected'],
    ['127.0.0.0/8', 'http://[64:ff9b::127.0.0.1]/', 'connected'],
    ['127.0.0.0/8', 'http://[::127.0.0.1]/', 'translated'],
    ['::/96', 'http://[::127.0.0.1]/', 'loopback'],
    ['::/96, 127.0.0.0/8', 'http://[::127.0.0.1]/', 'connected'],
    ['2002::/16', 'http://[2002:7f00:1::]/', 'loopback'],
    ['2002::/16', 'http://[2002:5db8:d822::]/', 'connected'],
    ['[fd00::1]:8080', 'http://[fd00::1]:8080/', 'connected'],
    ['[fd00::1]:8080', 'http://[fd00::2]:8080/', 'private'],
    ['public.example:6379', 'http://public.example:6379/', 'connected'],
    ['public.example', 'http://public.example:6379/', 'port'],
    ['10.1.2.3:6379', 'http://10.1.2.3:6379/', 'connected'],
    ['10.1.2.3:6379', 'http://api.internal:6379/', 'port'],
  ])('%s: %s is %s', async (EGRESS_ALLOW, url, expected) => {
    expect(await verdict({ AUDIENCE: 'public', EGRESS_ALLOW }, url)).toBe(expected);
  });

  const metadata = [
    ...['169.254.169.254', '169.254.170.2', '100.100.100.200', '168.63.129.16', '192.0.0.192'],
    ...['fd00:ec2::254', 'fe80::a9fe:a9fe'],
  ];
  const everything = '0.0.0.0/0, ::/0, private, loopback, metadata.internal';

  test.each(metadata)('allows the metadata address %s only if it is named itself', async (address) => {
    const url = `http://${address.includes(':') ? `[${address}]` : address}/`;
    expect(await verdict({ EGRESS_ALLOW: everything }, url)).toBe('metadata');
    const others = metadata.filter((other) => other !== address).join(' ');
    expect(await verdict({ EGRESS_ALLOW: `${everything} ${others}` }, url)).toBe('metadata');
    expect(await verdict({ EGRESS_ALLOW: address }, url)).toBe('connected');
  });

  test('allows no metadata address through a name, a wrapper or a range of one bit less', async () => {
    const wrapped = [
      '[64:ff9b::a9fe:a9fe]',
      '[2002:a9fe:a9fe::]',
      '[::a9fe:a9fe]',
      '[2606:4700::5efe:a9fe:a9fe]',
    ];
    const local = [
      '[64:ff9b:1:a9fe:a9:fe00::]',
      '[64:ff9b:1::a9fe:a9fe]',
      '[2001:0:a9fe:a9fe::1]',
      '[2001::5601:5601]',
    ];
    for (const host of ['metadata.internal', ...wrapped, ...local])
      expect([host, await verdict({ EGRESS_ALLOW: everything }, `http://${host}/`)]).toEqual([
        host,
        'metadata',
      ]);
    expect(await verdict({ EGRESS_ALLOW: '169.254.169.254/31' }, 'http://169.254.169.254/')).toBe('metadata');
  });

  test('allows the host of a metadata service only if host and address are named', async () => {
    const url = 'http://metadata.google.internal/';
    const [host, address] = ['metadata.google.internal', '169.254.169.254'];
    expect(await verdict({ EGRESS_ALLOW: host }, url)).toBe('metadata');
    expect(await verdict({ EGRESS_ALLOW: address }, url)).toBe('metadata');
    expect(await verdict({ EGRESS_ALLOW: `${host} ${address}` }, url)).toBe('connected');
  });
});

describe('this server is never sent to', () => {
  const everything = { EGRESS_ALLOW: '0.0.0.0/0 ::/0 loopback private localhost own.example bins.example' };
  const own = Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? []);
  const interfaces = own.map(({ address, family }) => (family === 'IPv6' ? `[${address}]` : address));

  test.each([
    ...[
      '127.0.0.1',
      '127.9.9.9',
      'localhost',
      'LOCALHOST.',
      '[::1]',
      '0.0.0.0',
      '[::]',
      '[::ffff:127.0.0.1]',
    ],
    ...['[64:ff9b::7f00:1]', '[2002:7f00:1::]', '2130706433', ...interfaces],
  ])('on its port, as %s', async (host) => {
    expect(await verdict(everything, `http://${host}:3000/api/v1/admin`, 3000)).toBe('own-server');
    expect(await verdict(everything, `http://${host}:3001/`, 3000)).toBe('connected');
  });

  test.each<[Record<string, string>, string, string]>([
    [{ PUBLIC_URL: 'https://own.example' }, 'https://OWN.example./x', 'own-server'],
    [{ PUBLIC_URL: 'https://own.example' }, 'http://own.example/', 'own-server'],
    [{ PUBLIC_URL: 'https://own.example' }, 'http://own.example:3000/', 'own-server'],
    [{ PUBLIC_URL: 'https://own.example' }, 'http://own.example:9000/', 'connected'],
    [{ PUBLIC_URL: 'https://own.example:8443' }, 'http://own.example:8443/', 'own-server'],
    [{ PUBLIC_URL: 'https://own.example:8443' }, 'http://own.example/', 'connected'],
    [{ PUBLIC_URL: 'http://localhost:3000' }, 'http://localhost:8080/', 'connected'],
    [{ PUBLIC_URL: 'http://[::1]:4000' }, 'http://[::1]:4000/', 'own-server'],
    [{ BIN_DOMAIN: 'bins.example' }, 'http://x7k2.bins.example/', 'own-server'],
    [{ BIN_DOMAIN: 'bins.example' }, 'https://bins.example/', 'own-server'],
    [{ BIN_DOMAIN: 'bins.example' }, 'http://public.example/', 'connected'],
    [
      { BIN_DOMAIN: 'bins.example', PUBLIC_URL: 'https://own.example:8443' },
      'https://x7k2.bins.example:8443/',
      'own-server',
    ],
  ])('by the host of %o: %s is %s', async (settings, url, expected) => {
    expect(await verdict({ ...everything, ...settings }, url, 3000)).toBe(expected);
  });
});

test('EGRESS=off refuses every destination', async () => {
  expect(await verdict({ EGRESS: 'off' }, 'http://public.example/')).toBe('off');
});

test('malformed messages and unverified certificates are for private instances', async () => {
  const network = { dial: listener.dial, lookUp: namesOf(names) };
  const egress = await testEgress({ AUDIENCE: 'public' }, { network });
  const raw = { method: 'GET', target: '/', message: Buffer.from('GET / HTTP/1.1\r\nA B: c\r\n\r\n') };
  expect((await sendOne(egress, 'http://public.example/', raw)).failure?.reason).toBe('raw-message');
  const unverified = await sendOne(egress, 'https://public.example/', outgoing(), {
    verifyCertificate: false,
  });
  expect(unverified.failure?.reason).toBe('certificate-required');
  expect(listener.take().dialed).toEqual([]);
});
