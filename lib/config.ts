import { z } from 'zod';
import { type IpRange, parseIpRanges } from './http/ip-range.ts';
import type { InstanceLimits, Limits, WaitLimits } from './model/limits.ts';
import { parseRate, type Rate } from './model/rate.ts';

/** A whole number with an optional unit: `26214400`, `25 MiB`, `512kb`. Units are powers of 1024. */
const byteCount = z.string().transform((text, context) => {
  const match = /^\s*(\d+)\s*(?:([kmg])i?b?|b)?\s*$/i.exec(text);
  if (!match) {
    context.addIssue({ code: 'custom', message: 'must be a number of bytes, such as 26214400 or 25MiB' });
    return z.NEVER;
  }
  const power = match[2] ? 'kmg'.indexOf(match[2].toLowerCase()) + 1 : 0;
  return Number(match[1]) * 1024 ** power;
});

const secondsOf = { s: 1, m: 60, h: 3600, d: 86_400, w: 604_800 };

/** How long, in milliseconds: `90m`, `12h`, `7d`, `4w`; null for `never`. */
const duration = z.string().transform((text, context) => {
  if (/^\s*never\s*$/i.test(text)) return null;
  const match = /^\s*(\d+)\s*([smhdw])\s*$/i.exec(text);
  const seconds = match ? Number(match[1]) * secondsOf[match[2]!.toLowerCase() as keyof typeof secondsOf] : 0;
  if (seconds < 60) {
    context.addIssue({ code: 'custom', message: 'must be a minute or longer, such as 12h or 7d, or never' });
    return z.NEVER;
  }
  return seconds * 1000;
});

const captureCount = z.coerce
  .number({ message: 'must be a number of requests' })
  .int({ message: 'must be a whole number of requests' })
  .min(1, { message: 'must be at least 1' });

const origin = z.string().transform((text, context) => {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (
    !url ||
    !/^https?:$/.test(url.protocol) ||
    url.pathname !== '/' ||
    url.search ||
    url.hash ||
    url.username
  ) {
    context.addIssue({ code: 'custom', message: 'must be an origin, such as https://bin.example' });
    return z.NEVER;
  }
  return url.origin;
});

const domain = z
  .string()
  .toLowerCase()
  .regex(/^(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)*[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/, {
    message: 'must be a domain name without port, such as bins.example',
  });

const ipRanges = z.string().transform((text, context) => {
  const { ranges, errors } = parseIpRanges(text);
  for (const message of errors) context.addIssue({ code: 'custom', message });
  return ranges;
});

const rate = z.string().transform((text, context): Rate | 'off' => {
  const read = text.toLowerCase() === 'off' ? 'off' : parseRate(text);
  if (read !== null) return read;
  context.addIssue({ code: 'custom', message: 'must be a rate such as 600/s, 100/10s or 60/m, or off' });
  return z.NEVER;
});

/** What a shape reads, or `off`. */
const orOff = <T>(shape: z.ZodType<T>) =>
  z.string().transform((text, context): T | 'off' => {
    if (text.toLowerCase() === 'off') return 'off';
    const read = shape.safeParse(text);
    if (read.success) return read.data;
    for (const { message } of read.error.issues) context.addIssue({ code: 'custom', message });
    return z.NEVER;
  });

const connectionCount = z
  .string()
  .regex(/^[1-9]\d{0,8}$/, 'must be a number of connections such as 128, or off')
  .transform(Number);

/** Bytes in a span of time: `1GiB/h`, `100MiB/10m`, or `off`. */
const byteRate = z.string().transform((text, context): Rate | 'off' => {
  if (text.toLowerCase() === 'off') return 'off';
  const [amount = '', span = ''] = text.split('/');
  const bytes = byteCount.safeParse(amount);
  const { seconds } = parseRate(`1/${span}`) ?? {};
  if (bytes.success && bytes.data > 0 && seconds) return { count: bytes.data, seconds };
  context.addIssue({ code: 'custom', message: 'must be bytes in a span of time, such as 1GiB/h, or off' });
  return z.NEVER;
});

const waitingCount = z.coerce
  .number({ message: 'must be a number of requests, or off' })
  .int({ message: 'must be a whole number of requests' })
  .min(0, { message: 'must be 0 or more' });

const flag = z
  .enum(['0', '1', 'false', 'true'], { message: 'must be 1 or 0' })
  .transform((text) => text === '1' || text === 'true');

/** Short ones are guessed. Anything else would not fit into an Authorization field (RFC 6750 §2.1). */
const token = z
  .string()
  .regex(
    /^[\w.~+/-]{16,128}=*$/,
    'must be 16 to 128 letters, digits or . _ ~ + / -, such as `openssl rand -hex 16` writes',
  );

const contact = z.string().transform((text, context) => {
  if (/^[^\s@<>"]+@[^\s@<>"]+\.[^\s@<>"]+$/.test(text)) return `mailto:${text}`;
  if (URL.canParse(text) && /^(?:https?|mailto):$/.test(new URL(text).protocol)) return text;
  context.addIssue({ code: 'custom', message: 'must be an e-mail address or the URL of a page' });
  return z.NEVER;
});

const redis = z.string().refine((url) => /^rediss?:\/\/./.test(url) && URL.canParse(url), {
  message: 'must be redis://HOST:PORT, or rediss:// for TLS',
});

const database = z.string().refine((url) => url.startsWith('file:') && url.length > 5, {
  message: 'must be file:PATH, such as file:./data/wirebin.db',
});

type Setting<T extends z.ZodType> = { shape: T; fallback: string | null; help: string };
const setting = <T extends z.ZodType>(shape: T, fallback: string | null, help: string): Setting<T> => ({
  shape,
  fallback,
  help,
});

/**
 * Every setting: its shape, what it is when unset, and a sentence for README's table, which a test holds to this list.
 */
export const settings = {
  PORT: setting(
    z.coerce.number({ message: 'must be a port number' }).int().min(0).max(65535),
    '3000',
    'Port to listen on. `0` takes a free one.',
  ),
  HOST: setting(
    z.string().min(1).optional(),
    null,
    'Address to listen on. Unset: every address, IPv4 and IPv6.',
  ),
  DATABASE_URL: setting(database, 'file:./data/wirebin.db', 'Where captures are kept: a SQLite file.'),
  PUBLIC_URL: setting(
    origin.optional(),
    null,
    'Origin people reach this server at, when it is not the `Host` they send: `https://bin.example`.',
  ),
  MAX_BODY_BYTES: setting(
    byteCount,
    '25MiB',
    'Body bytes kept of a request. Longer bodies are kept up to here and marked as cut.',
  ),
  BIN_CAPACITY: setting(
    captureCount,
    '10000',
    'Requests a bin keeps unless it says otherwise: then the oldest go. Pinned ones stay and are not counted.',
  ),
  BIN_MAX_BYTES: setting(
    byteCount,
    '512MiB',
    'Bytes of bodies and headers a bin keeps unless it says otherwise.',
  ),
  BIN_EXPIRES_AFTER: setting(
    duration,
    '7d',
    'When a bin goes that was neither sent to nor looked at, unless it says otherwise: `12h`, `7d`, `never`.',
  ),
  BIN_CAPACITY_CEILING: setting(
    orOff(captureCount).optional(),
    null,
    'The most requests a bin may choose to keep, or `off`. Unset: `100000` where public (or `BIN_CAPACITY`, if that is more), else `off`.',
  ),
  BIN_MAX_BYTES_CEILING: setting(
    orOff(byteCount).optional(),
    null,
    'The most bytes a bin may choose to keep, or `off`. Unset: `1GiB` where public (or `BIN_MAX_BYTES`, if that is more), else `off`.',
  ),
  BIN_EXPIRES_AFTER_CEILING: setting(
    duration.optional(),
    null,
    'The longest expiry a bin may choose; `never` sets no limit. Unset: `30d` where public (or `BIN_EXPIRES_AFTER`, if that is longer), else `never`.',
  ),
  BIN_DOMAIN: setting(
    domain.optional(),
    null,
    'Domain whose subdomains are bins: with `bins.example`, `{slug}.bins.example` and all its paths are captured.',
  ),
  TRUSTED_PROXIES: setting(
    ipRanges.optional(),
    null,
    'Addresses and ranges of proxies whose `Forwarded` or `X-Forwarded-*` count: `10.0.0.0/8, ::1`, `loopback`, `private`. Unset: nobody’s.',
  ),
  FORWARDED_FIELDS: setting(
    z.enum(['forwarded', 'x-forwarded'], { message: 'must be forwarded or x-forwarded' }).optional(),
    null,
    'Which of the two your proxies write: `forwarded` or `x-forwarded`. Unset: `X-Forwarded-*` where there are any.',
  ),
  TLS_CERT: setting(
    z.string().optional(),
    null,
    'File with the certificate chain (PEM). With `TLS_KEY` the port speaks HTTPS, HTTP/2 included.',
  ),
  TLS_KEY: setting(z.string().optional(), null, 'File with the private key (PEM) of `TLS_CERT`.'),
  AUDIENCE: setting(
    z.enum(['private', 'public'], { message: 'must be private or public' }),
    'private',
    '`private`: you and people you know. `public`: strangers too; limits are then on unless their settings say otherwise.',
  ),
  CREATE: setting(
    z.enum(['open', 'token', 'none'], { message: 'must be open, token or none' }),
    'open',
    'Who may make bins: `open` anybody, `token` who has `CREATE_TOKEN`, `none` nobody. Who has `ADMIN_TOKEN` always may.',
  ),
  CREATE_TOKEN: setting(token.optional(), null, 'The token to make bins with, where `CREATE=token`.'),
  ADMIN_TOKEN: setting(
    token.optional(),
    null,
    'Opens `/admin` and `/api/v1/admin`: numbers, bins, blocks, drain. Unset: there is no admin.',
  ),
  AUTO_CREATE: setting(
    flag,
    '0',
    '`1`: the first request to an unknown slug makes the bin; `/admin` makes a link to it. For private instances.',
  ),
  BINS_FILE: setting(
    z.string().optional(),
    null,
    'File of bins that are there from the start ([docs/bins.yaml](docs/bins.yaml)); SIGHUP reads it again.',
  ),
  RATE_PER_BIN: setting(
    rate.optional(),
    null,
    'Requests a bin takes: `600/s`, `100/10s`, `60/m`, `off`. Over it senders get 429. Unset: `600/s` where public, else `off`.',
  ),
  RATE_PER_ADDRESS: setting(
    rate.optional(),
    null,
    'Requests one address may send to bins; IPv6 counts by /64. Unset: `200/s` where public, else `off`.',
  ),
  RATE_PER_KEY: setting(
    rate.optional(),
    null,
    'API calls with one key. Unset: `100/s` where public, else `off`.',
  ),
  RATE_CREATE: setting(
    rate.optional(),
    null,
    'Bins made from one address. Unset: `60/h` where public, `60/m` with `AUTO_CREATE`, else `off`.',
  ),
  CONNECTIONS_PER_ADDRESS: setting(
    orOff(connectionCount).optional(),
    null,
    'Connections one address may have open; IPv6 counts by /64, `TRUSTED_PROXIES` are not counted. Unset: `128` where public, else `off`.',
  ),
  BYTES_PER_ADDRESS: setting(
    byteRate.optional(),
    null,
    'Bytes of headers and bodies one address may send: `1GiB/h`, `100MiB/10m`, `off`. Over it senders get 429. Unset: `1GiB/h` where public, else `off`.',
  ),
  STORE_MAX_BYTES: setting(
    orOff(byteCount).optional(),
    null,
    'Bytes the database may take, or `off`. When it is full, senders get 507 until there is room. Unset: 80 % of the disk space it can use where public, else `off`.',
  ),
  WAITING_PER_ADDRESS: setting(
    orOff(waitingCount).optional(),
    null,
    'Requests of one address that may wait at a time for a delayed, held or slow response, or `off`. Further ones get the response without the wait. Unset: `50` where public, else `off`.',
  ),
  WAITING_PER_BIN: setting(
    orOff(waitingCount).optional(),
    null,
    'The same for the requests of one bin. Unset: `200` where public, else `off`.',
  ),
  REDIS_URL: setting(
    redis.optional(),
    null,
    'Redis in which several processes count rate limits together: `redis://localhost:6379`. Unset: each counts for itself.',
  ),
  REDIS_PREFIX: setting(z.string().max(64), 'wirebin:', 'What every name in that Redis begins with.'),
  TRUST_BIN_AUTHORS: setting(
    flag,
    '0',
    '`1`: browsers may run what replies of bins hold. With `BIN_DOMAIN` this is for its hosts alone.',
  ),
  ABUSE_CONTACT: setting(
    contact.optional(),
    null,
    'Where to report abuse, an e-mail address or a page: shown below pages and in `/.well-known/security.txt`.',
  ),
  LOG_LEVEL: setting(
    z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent'], {
      message: 'must be trace, debug, info, warn, error or silent',
    }),
    'info',
    '`trace`, `debug`, `info`, `warn`, `error` or `silent`.',
  ),
} as const;

export type Config = {
  readonly port: number;
  readonly host: string | undefined;
  readonly databaseUrl: string;
  readonly publicUrl: string | undefined;
  readonly maxBodyBytes: number;
  readonly binDomain: string | undefined;
  /** How much bins keep and for how long. */
  readonly limits: InstanceLimits;
  /** Whose word on who sent a request counts, and in which fields they say it. */
  readonly trustedProxies: readonly IpRange[];
  readonly forwardedFields: 'forwarded' | 'x-forwarded' | undefined;
  /** Files of the certificate chain and its key; both or none. */
  readonly tls: { readonly cert: string; readonly key: string } | undefined;
  readonly audience: 'private' | 'public';
  readonly create: 'open' | 'token' | 'none';
  readonly createToken: string | undefined;
  readonly adminToken: string | undefined;
  readonly autoCreate: boolean;
  readonly binsFile: string | undefined;
  /** How much is taken; null for as much as comes. */
  readonly rates: {
    readonly perBin: Rate | null;
    readonly perAddress: Rate | null;
    readonly perKey: Rate | null;
    readonly create: Rate | null;
    /** Its count is of bytes. */
    readonly bytesPerAddress: Rate | null;
  };
  /** How many connections one address may have open; null for as many as it likes. */
  readonly connectionsPerAddress: number | null;
  /** Bytes the database may take; `share-of-disk` for most of what its disk has; null for no limit. */
  readonly storeMaxBytes: number | 'share-of-disk' | null;
  /** How many requests may wait for their response at a time; null for any number. */
  readonly waiting: WaitLimits;
  readonly redis: { readonly url: string; readonly prefix: string } | undefined;
  readonly trustBinAuthors: boolean;
  /** A `mailto:` or `https:` URL. */
  readonly abuseContact: string | undefined;
  readonly logLevel: z.infer<(typeof settings)['LOG_LEVEL']['shape']>;
};

/**
 * The environment as one validated, frozen object.
 * @throws Error naming every setting that is wrong, what it says and what it should be.
 */
export function readConfig(environment: Record<string, string | undefined>): Config {
  const wrong: string[] = [];
  const read = <K extends keyof typeof settings>(name: K): z.infer<(typeof settings)[K]['shape']> => {
    // An empty variable is how compose files and shells leave one unset.
    const given = environment[name]?.trim() || undefined;
    const { shape, fallback } = settings[name];
    const result = shape.safeParse(given ?? fallback ?? undefined);
    if (!result.success) {
      wrong.push(
        `${name}=${shownOf(name, given ?? '')}: ${result.error.issues.map((issue) => issue.message).join('; ')}`,
      );
    }
    return result.data as z.infer<(typeof settings)[K]['shape']>;
  };
  const audience = read('AUDIENCE');
  const autoCreate = read('AUTO_CREATE');
  const redisUrl = read('REDIS_URL');
  const redisPrefix = read('REDIS_PREFIX');
  /** What is given, where `off` is null; unset, what is usual for the audience. */
  const limitOf = <T>(given: T | 'off' | undefined, whenPublic: T, whenPrivate: T | null = null): T | null =>
    given === 'off' ? null : (given ?? (audience === 'public' ? whenPublic : whenPrivate));
  const rateOf = (name: keyof typeof settings & `RATE_${string}`, open: string, own: string | null = null) =>
    limitOf<Rate>(
      read(name) as Rate | 'off' | undefined,
      parseRate(open)!,
      own === null ? null : parseRate(own),
    );
  const usual = {
    capacity: read('BIN_CAPACITY'),
    maxBytes: read('BIN_MAX_BYTES'),
    expiresAfter: read('BIN_EXPIRES_AFTER'),
  };
  const longest = read('BIN_EXPIRES_AFTER_CEILING');
  const config: Config = {
    port: read('PORT'),
    host: read('HOST'),
    databaseUrl: read('DATABASE_URL'),
    publicUrl: read('PUBLIC_URL'),
    maxBodyBytes: read('MAX_BODY_BYTES'),
    binDomain: read('BIN_DOMAIN'),
    limits: {
      usual,
      // What bins have without choosing is never above what they may choose.
      ceiling: {
        capacity: limitOf(read('BIN_CAPACITY_CEILING'), Math.max(100_000, usual.capacity)),
        maxBytes: limitOf(read('BIN_MAX_BYTES_CEILING'), Math.max(2 ** 30, usual.maxBytes)),
        expiresAfter:
          longest === undefined && audience === 'public' ? publicExpiry(usual) : (longest ?? null),
      },
    },
    trustedProxies: read('TRUSTED_PROXIES') ?? [],
    forwardedFields: read('FORWARDED_FIELDS'),
    tls: bothOrNone(read('TLS_CERT'), read('TLS_KEY'), wrong),
    audience,
    create: read('CREATE'),
    createToken: read('CREATE_TOKEN'),
    adminToken: read('ADMIN_TOKEN'),
    autoCreate,
    binsFile: read('BINS_FILE'),
    rates: {
      perBin: rateOf('RATE_PER_BIN', '600/s'),
      perAddress: rateOf('RATE_PER_ADDRESS', '200/s'),
      perKey: rateOf('RATE_PER_KEY', '100/s'),
      create: rateOf('RATE_CREATE', '60/h', autoCreate ? '60/m' : null),
      bytesPerAddress: limitOf(read('BYTES_PER_ADDRESS'), { count: 2 ** 30, seconds: 3600 }),
    },
    storeMaxBytes: limitOf<number | 'share-of-disk'>(read('STORE_MAX_BYTES'), 'share-of-disk'),
    waiting: {
      perAddress: limitOf(read('WAITING_PER_ADDRESS'), 50),
      perBin: limitOf(read('WAITING_PER_BIN'), 200),
    },
    connectionsPerAddress: limitOf(read('CONNECTIONS_PER_ADDRESS'), 128),
    redis: redisUrl === undefined ? undefined : { url: redisUrl, prefix: redisPrefix },
    trustBinAuthors: read('TRUST_BIN_AUTHORS'),
    abuseContact: read('ABUSE_CONTACT'),
    logLevel: read('LOG_LEVEL'),
  };
  if (config.create === 'token' && !config.createToken && !config.adminToken)
    wrong.push('CREATE=token: needs CREATE_TOKEN or ADMIN_TOKEN, or nobody could make a bin');
  if (autoCreate && !config.adminToken)
    wrong.push('AUTO_CREATE=1: needs ADMIN_TOKEN, or nobody could open the bins it makes');
  if (autoCreate && audience === 'public')
    wrong.push('AUTO_CREATE=1: is for private instances; with AUDIENCE=public strangers would fill the disk');
  if (wrong.length > 0) throw new Error(`These settings cannot be used:\n  ${wrong.join('\n  ')}`);
  return Object.freeze(config);
}

/** The longest expiry of bins where strangers make them, milliseconds; null where they stay for ever anyway. */
function publicExpiry({ expiresAfter }: Pick<Limits, 'expiresAfter'>): number | null {
  return expiresAfter && Math.max(30 * secondsOf.d * 1000, expiresAfter);
}

function bothOrNone(cert: string | undefined, key: string | undefined, wrong: string[]): Config['tls'] {
  if (cert && key) return { cert, key };
  if (cert || key)
    wrong.push(`${cert ? 'TLS_KEY' : 'TLS_CERT'}: TLS needs the certificate and its key, both`);
  return undefined;
}

/** Errors are read by more people than settings are. */
function shownOf(name: string, value: string): string {
  return name.endsWith('_TOKEN') ? '…' : value.replace(/\/\/[^/@]*@/, '//…@');
}
