import { describe, expect, test } from 'vitest';
import { readConfig, settings } from '#lib/config/read-config.ts';

test('nothing has to be set', () => {
  expect(readConfig({})).toMatchObject({
    port: 3000,
    host: undefined,
    databaseUrl: 'file:./data/wirebin.db',
    publicUrl: undefined,
    maxBodyBytes: 25 * 1024 * 1024,
    logLevel: 'info',
  });
});

test.for(['', ' ', '\t\n'])('a variable that is %j is an unset one', (nothing) => {
  const empty = Object.fromEntries(Object.keys(settings).map((name) => [name, nothing]));
  expect(readConfig(empty)).toEqual(readConfig({}));
});

test('what is not a setting is not looked at', () => {
  expect(readConfig({ PORTS: 'x', HOME: '/root' })).toEqual(readConfig({}));
});

test('the configuration cannot be changed', () => {
  expect(Object.isFrozen(readConfig({}))).toBe(true);
});

test.for([
  ['PORT', '0', 'port', 0],
  ['PORT', '65535', 'port', 65_535],
  ['HOST', '::1', 'host', '::1'],
  ['DATABASE_URL', 'file:/var/lib/wirebin.db', 'databaseUrl', 'file:/var/lib/wirebin.db'],
  ['DATABASE_URL', 'postgresql://a:b@db/bins', 'databaseUrl', 'postgresql://a:b@db/bins'],
  ['PUBLIC_URL', 'https://bins.example', 'publicUrl', 'https://bins.example'],
  ['PUBLIC_URL', 'HTTPS://Bins.Example:443/', 'publicUrl', 'https://bins.example'],
  ['PUBLIC_URL', 'http://[::1]:8080', 'publicUrl', 'http://[::1]:8080'],
  ['MAX_BODY_BYTES', '1000', 'maxBodyBytes', 1000],
  ['MAX_BODY_BYTES', '1000 B', 'maxBodyBytes', 1000],
  ['MAX_BODY_BYTES', '64k', 'maxBodyBytes', 65_536],
  ['MAX_BODY_BYTES', '25 MiB', 'maxBodyBytes', 26_214_400],
  ['MAX_BODY_BYTES', '1gb', 'maxBodyBytes', 1_073_741_824],
  ['MAX_BODY_BYTES', '0', 'maxBodyBytes', 0],
  ['CONNECTIONS_PER_ADDRESS', '40', 'connectionsPerAddress', 40],
  ['CONNECTIONS_PER_ADDRESS', 'OFF', 'connectionsPerAddress', null],
  ['LOG_LEVEL', 'silent', 'logLevel', 'silent'],
  ['OTEL_EXPORTER_OTLP_ENDPOINT', 'http://collector:4318', 'tracesUrl', 'http://collector:4318/v1/traces'],
  ['OTEL_EXPORTER_OTLP_ENDPOINT', 'https://collector/otlp/', 'tracesUrl', 'https://collector/otlp/v1/traces'],
  ['OTEL_EXPORTER_OTLP_TRACES_ENDPOINT', 'https://collector/own', 'tracesUrl', 'https://collector/own'],
  ['ABUSE_CONTACT', 'abuse@bins.example', 'abuseContact', 'mailto:abuse@bins.example'],
  ['ABUSE_CONTACT', 'https://bins.example/abuse', 'abuseContact', 'https://bins.example/abuse'],
  ['TRUST_BIN_AUTHORS', '1', 'trustBinAuthors', true],
  ['TRUST_BIN_AUTHORS', 'false', 'trustBinAuthors', false],
] as const)('%s=%s is read', ([name, given, field, value]) => {
  expect(readConfig({ [name]: given })[field]).toBe(value);
});

describe('what cannot be used is refused in words', () => {
  test.for([
    ['PORT', 'http', 'must be a port number'],
    ['OTEL_EXPORTER_OTLP_ENDPOINT', 'collector:4318', 'must be an http or https URL'],
    ['PORT', '70000', 'must be a port number'],
    ['PORT', '-1', 'must be a port number'],
    ['PORT', '3.5', 'must be a port number'],
    ['DATABASE_URL', 'mysql://localhost/bins', 'must be file:PATH'],
    ['DATABASE_URL', './data/wirebin.db', 'must be file:PATH'],
    ['DATABASE_URL', 'file:', 'must be file:PATH'],
    ['DATABASE_URL', 'postgresql://db:5432', 'must be file:PATH'],
    ['DATABASE_URL', 'postgresql://db:none/bins', 'must be file:PATH'],
    ['PUBLIC_URL', 'bins.example', 'must be an origin'],
    ['PUBLIC_URL', 'ftp://bins.example', 'must be an origin'],
    ['PUBLIC_URL', 'https://bins.example/path', 'must be an origin'],
    ['PUBLIC_URL', 'https://me@bins.example', 'must be an origin'],
    ['PUBLIC_URL', 'https://bins.example/?x', 'must be an origin'],
    ['MAX_BODY_BYTES', 'lots', 'must be a number of bytes'],
    ['MAX_BODY_BYTES', '-5', 'must be a number of bytes'],
    ['MAX_BODY_BYTES', '1.5MiB', 'must be a number of bytes'],
    ['MAX_BODY_BYTES', '10TB', 'must be a number of bytes'],
    ['AUDIENCE', 'all', 'must be private or public'],
    ['CREATE', 'closed', 'must be open, token or none'],
    ['CREATE', 'token', 'needs CREATE_TOKEN or ADMIN_TOKEN'],
    ['ADMIN_TOKEN', 'short', 'must be 16 to 128 letters'],
    ['ADMIN_TOKEN', 'with a space in it', 'must be 16 to 128 letters'],
    ['SECRET_KEY', 'short', 'must have at least 32 characters'],
    ['SECRET_KEY', 'k'.repeat(1025), 'must have at most 1,024 characters'],
    ['SECRET_KEY_PREVIOUS', 'k'.repeat(32), 'needs SECRET_KEY'],
    ['AUTO_CREATE', 'yes', 'must be 1 or 0'],
    ['CORS_ORIGINS', 'app.example', 'must be origins such as https://app.example'],
    ['CORS_ORIGINS', '*', 'would let every page in your browser use this private server'],
    ['AUTO_CREATE', '1', 'needs ADMIN_TOKEN'],
    ['RATE_PER_BIN', '600', 'must be a rate, such as 600/s'],
    ['RATE_CREATE', 'none', 'must be a rate, such as 600/s'],
    ['CONNECTIONS_PER_ADDRESS', '0', 'must be a number of connections'],
    ['CONNECTIONS_PER_ADDRESS', 'many', 'must be a number of connections'],
    ['BYTES_PER_ADDRESS', '1GiB', 'must be bytes per time, such as 1GiB/h'],
    ['BYTES_PER_ADDRESS', '0/h', 'must be bytes per time, such as 1GiB/h'],
    ['STORE_MAX_BYTES', 'all', 'must be a number of bytes'],
    ['WAITING_PER_BIN', '-1', 'must be 0 or more'],
    ['BIN_CAPACITY_CEILING', 'none', 'must be a number of requests'],
    ['REDIS_URL', 'localhost:6379', 'must be redis://HOST:PORT'],
    ['ABUSE_CONTACT', 'the operator', 'must be an email address'],
    ['EGRESS', 'yes', 'must be on or off'],
    ['EGRESS_ALLOW', '10.0.0.1/8', 'has bits set after the first 8'],
    ['EGRESS_ALLOW', '127.1', 'is not a host'],
    ['EGRESS_PROXY', 'https://proxy', 'must be http://HOST:PORT'],
    ['EGRESS_PROXY', 'proxy:3128', 'must be http://HOST:PORT'],
    ['RATE_SENT_PER_BIN', '10', 'must be a rate, such as 600/s'],
    ['LOG_LEVEL', 'loud', 'must be trace, debug, info, warn, error or silent'],
  ] as const)('%s=%s', ([name, given, words]) => {
    expect(() => readConfig({ [name]: given })).toThrow('These settings are not valid:');
    expect(() => readConfig({ [name]: given })).toThrow(new RegExp(`${name}.*${words}`));
  });

  test('all that are wrong are named together, each on its line', () => {
    const given = { PORT: 'x', LOG_LEVEL: 'y', PUBLIC_URL: 'https://fine.example' };
    const lines = messageOf(given).split('\n');
    expect(lines).toHaveLength(3);
    expect(lines[1]).toMatch(/^ {2}PORT/);
    expect(lines[2]).toMatch(/^ {2}LOG_LEVEL/);
  });

  test('a password in an address is not repeated', () => {
    expect(messageOf({ DATABASE_URL: 'mysql://bins:hunter2@db/bins' })).not.toContain('hunter2');
    expect(messageOf({ DATABASE_URL: 'postgresql://bins:hunter2@db' })).not.toContain('hunter2');
    expect(messageOf({ PUBLIC_URL: 'https://me:hunter2@bins.example' })).not.toContain('hunter2');
    expect(messageOf({ EGRESS_PROXY: 'https://me:hunter2@proxy' })).not.toContain('hunter2');
    for (const name of ['SECRET_KEY', 'SECRET_KEY_PREVIOUS'])
      expect(messageOf({ [name]: 'hunter2' })).not.toContain('hunter2');
  });
});

test('every setting says in a sentence what it is', () => {
  for (const [name, { help }] of Object.entries(settings)) {
    expect([name, help]).toEqual([name, expect.stringMatching(/\.$/)]);
  }
});

function messageOf(environment: Record<string, string>): string {
  try {
    readConfig(environment);
  } catch (error) {
    return (error as Error).message;
  }
  return '';
}

describe('rates', () => {
  const admin = { ADMIN_TOKEN: 'admin-token-0123456789' };
  const rates = (environment: Record<string, string>) => readConfig(environment).rates;

  test('are off in private, and on where strangers come', () => {
    const none = {
      perBin: null,
      perAddress: null,
      perKey: null,
      create: null,
      sentPerBin: null,
      bytesPerAddress: null,
    };
    expect(rates({})).toEqual(none);
    expect(rates({ AUDIENCE: 'public' })).toEqual({
      perBin: { count: 600, seconds: 1 },
      perAddress: { count: 200, seconds: 1 },
      perKey: { count: 100, seconds: 1 },
      create: { count: 60, seconds: 3600 },
      sentPerBin: { count: 60, seconds: 60 },
      bytesPerAddress: { count: 2 ** 30, seconds: 3600 },
    });
  });

  test('are what they are said to be, either way', () => {
    expect(rates({ AUDIENCE: 'public', RATE_PER_BIN: 'OFF', RATE_PER_KEY: '5/10s' })).toMatchObject({
      perBin: null,
      perKey: { count: 5, seconds: 10 },
    });
    expect(rates({ RATE_PER_ADDRESS: '20/m' })).toMatchObject({ perAddress: { count: 20, seconds: 60 } });
  });

  test('bound bins that make themselves, also in private', () => {
    expect(rates({ AUTO_CREATE: '1', ...admin }).create).toEqual({ count: 60, seconds: 60 });
    expect(() => readConfig({ AUTO_CREATE: '1', AUDIENCE: 'public', ...admin })).toThrow(
      'is for private instances',
    );
  });
});

test('requests are sent to public destinations unless settings say otherwise', () => {
  expect(readConfig({}).egress).toEqual({ isOn: true, allow: [], proxy: undefined, caFile: undefined });
  const given = { EGRESS: 'off', EGRESS_ALLOW: 'a.internal:80', EGRESS_PROXY: 'http://me:secret@proxy:3128' };
  expect(readConfig({ ...given, EGRESS_CA_FILE: 'ca.pem' }).egress).toEqual({
    isOn: false,
    allow: [{ kind: 'host', host: 'a.internal', port: 80 }],
    proxy: 'http://me:secret@proxy:3128',
    caFile: 'ca.pem',
  });
});

test('connections of an address are limited where strangers come, and not in private', () => {
  expect(readConfig({}).connectionsPerAddress).toBeNull();
  expect(readConfig({ AUDIENCE: 'public' }).connectionsPerAddress).toBe(128);
  expect(readConfig({ AUDIENCE: 'public', CONNECTIONS_PER_ADDRESS: 'off' }).connectionsPerAddress).toBeNull();
});

describe('what bins may choose, and what is stored and held', () => {
  const day = 24 * 60 * 60 * 1000;
  const nothing = { capacity: null, maxBytes: null, expiresAfter: null };
  const ceiling = (environment: Record<string, string>) => readConfig(environment).limits.ceiling;

  test('has no limit in private, and one where strangers come', () => {
    expect(readConfig({})).toMatchObject({
      limits: { ceiling: nothing },
      storeMaxBytes: null,
      waiting: { perAddress: null, perBin: null },
    });
    expect(readConfig({ AUDIENCE: 'public' })).toMatchObject({
      limits: { ceiling: { capacity: 100_000, maxBytes: 2 ** 30, expiresAfter: 30 * day } },
      storeMaxBytes: 'share-of-disk',
      waiting: { perAddress: 50, perBin: 200 },
    });
  });

  test('is what it is said to be, either way', () => {
    const off = {
      BIN_CAPACITY_CEILING: 'off',
      BIN_MAX_BYTES_CEILING: 'OFF',
      BIN_EXPIRES_AFTER_CEILING: 'never',
    };
    expect(ceiling({ AUDIENCE: 'public', ...off })).toEqual(nothing);
    const given = { STORE_MAX_BYTES: '5GiB', BYTES_PER_ADDRESS: '100 MiB/10m', WAITING_PER_ADDRESS: '0' };
    expect(readConfig({ ...given, WAITING_PER_BIN: 'off' })).toMatchObject({
      storeMaxBytes: 5 * 2 ** 30,
      rates: { bytesPerAddress: { count: 100 * 2 ** 20, seconds: 600 } },
      waiting: { perAddress: 0, perBin: null },
    });
    const unlimited = { STORE_MAX_BYTES: 'off', BYTES_PER_ADDRESS: 'off' };
    expect(readConfig({ AUDIENCE: 'public', ...unlimited })).toMatchObject({
      storeMaxBytes: null,
      rates: { bytesPerAddress: null },
    });
  });

  test('is never less than what bins have without choosing', () => {
    const usual = { BIN_CAPACITY: '200000', BIN_MAX_BYTES: '2GiB', BIN_EXPIRES_AFTER: '90d' };
    expect(ceiling({ AUDIENCE: 'public', ...usual })).toEqual({
      capacity: 200_000,
      maxBytes: 2 ** 31,
      expiresAfter: 90 * day,
    });
    expect(ceiling({ AUDIENCE: 'public', BIN_EXPIRES_AFTER: 'never' }).expiresAfter).toBeNull();
  });
});

test('a token that cannot be used is not repeated in the error', () => {
  expect(() => readConfig({ ADMIN_TOKEN: 'pass word' })).toThrow(/^(?!.*pass word)/s);
});
