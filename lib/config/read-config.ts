import type { z } from 'zod';
import type { InstanceLimits, Limits, WaitLimits } from '#lib/model/bin-limits.ts';
import type { HostListEntry } from '../http/host-list.ts';
import type { IpRange } from '../http/ip-range.ts';
import { parseRate, type Rate } from '../model/rate.ts';
import { secondsOf } from './setting-shapes.ts';
import { settings } from './settings.ts';

export { settings };

export type Config = {
  readonly port: number;
  readonly host: string | undefined;
  /** The port for metrics; null where they are on the same port as everything else. */
  readonly metricsPort: number | null;
  readonly databaseUrl: string;
  readonly publicUrl: string | undefined;
  readonly maxBodyBytes: number;
  readonly binDomain: string | undefined;
  /** The defaults and the highest values of the limits of bins. */
  readonly limits: InstanceLimits;
  /** Proxies whose headers are trusted, and which of the two header families they send. */
  readonly trustedProxies: readonly IpRange[];
  readonly forwardedFields: 'forwarded' | 'x-forwarded' | undefined;
  /** Files of the certificate chain and its key. */
  readonly tls: { readonly cert: string; readonly key: string } | undefined;
  readonly audience: 'private' | 'public';
  readonly create: 'open' | 'token' | 'none';
  readonly createToken: string | undefined;
  readonly adminToken: string | undefined;
  /** Encrypt the secrets of bins; undefined where no secrets are kept. */
  readonly secretKeys: { readonly current: string; readonly previous: string | undefined } | undefined;
  readonly autoCreate: boolean;
  readonly binsFile: string | undefined;
  /** Rate limits; null for no limit. */
  readonly rates: {
    readonly perBin: Rate | null;
    readonly perAddress: Rate | null;
    readonly perKey: Rate | null;
    readonly create: Rate | null;
    /** Requests that a bin sends. */
    readonly sentPerBin: Rate | null;
    /** Counts bytes. */
    readonly bytesPerAddress: Rate | null;
  };
  /** What this server may send requests to, and how. */
  readonly egress: {
    readonly isOn: boolean;
    /** Destinations that are allowed although they are not public. */
    readonly allow: readonly HostListEntry[];
    /** The URL of the proxy, with its credentials. */
    readonly proxy: string | undefined;
    readonly caFile: string | undefined;
  };
  /** The most open connections per IP address; null for no limit. */
  readonly connectionsPerAddress: number | null;
  /** The maximum size of the database in bytes; `share-of-disk` for most of its disk; null for no limit. */
  readonly storeMaxBytes: number | 'share-of-disk' | null;
  /** The most requests that may wait for their response at the same time; null for no limit. */
  readonly waiting: WaitLimits;
  readonly redis: { readonly url: string; readonly prefix: string } | undefined;
  readonly trustBinAuthors: boolean;
  /** The origins whose pages may call the API; `*` for all. */
  readonly corsOrigins: readonly string[];
  /** A `mailto:` or `https:` URL. */
  readonly abuseContact: string | undefined;
  /** Where traces are exported to; undefined where there are none. */
  readonly tracesUrl: string | undefined;
  readonly logLevel: z.infer<(typeof settings)['LOG_LEVEL']['shape']>;
};

/**
 * The settings of the environment as one validated, frozen object.
 * @throws Error with every invalid setting: its name, its value and what it should be.
 */
export function readConfig(environment: Record<string, string | undefined>): Config {
  const wrong: string[] = [];
  const read = <K extends keyof typeof settings>(name: K): z.infer<(typeof settings)[K]['shape']> => {
    // Compose files and shells leave a variable unset by making it empty.
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
  const secretKey = read('SECRET_KEY');
  const previousKey = read('SECRET_KEY_PREVIOUS');
  const redisPrefix = read('REDIS_PREFIX');
  /** The given limit, null for `off`; when unset, the default for the audience. */
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
    metricsPort: read('METRICS_PORT') ?? null,
    databaseUrl: read('DATABASE_URL'),
    publicUrl: read('PUBLIC_URL'),
    maxBodyBytes: read('MAX_BODY_BYTES'),
    binDomain: read('BIN_DOMAIN'),
    limits: {
      usual,
      // The default of a bin is never above the highest value.
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
    secretKeys: secretKey === undefined ? undefined : { current: secretKey, previous: previousKey },
    autoCreate,
    binsFile: read('BINS_FILE'),
    rates: {
      perBin: rateOf('RATE_PER_BIN', '600/s'),
      perAddress: rateOf('RATE_PER_ADDRESS', '200/s'),
      perKey: rateOf('RATE_PER_KEY', '100/s'),
      create: rateOf('RATE_CREATE', '60/h', autoCreate ? '60/m' : null),
      sentPerBin: rateOf('RATE_SENT_PER_BIN', '60/m'),
      bytesPerAddress: limitOf(read('BYTES_PER_ADDRESS'), { count: 2 ** 30, seconds: 3600 }),
    },
    egress: {
      isOn: read('EGRESS') === 'on',
      allow: read('EGRESS_ALLOW') ?? [],
      proxy: read('EGRESS_PROXY'),
      caFile: read('EGRESS_CA_FILE'),
    },
    storeMaxBytes: limitOf<number | 'share-of-disk'>(read('STORE_MAX_BYTES'), 'share-of-disk'),
    waiting: {
      perAddress: limitOf(read('WAITING_PER_ADDRESS'), 50),
      perBin: limitOf(read('WAITING_PER_BIN'), 200),
    },
    connectionsPerAddress: limitOf(read('CONNECTIONS_PER_ADDRESS'), 128),
    redis: redisUrl === undefined ? undefined : { url: redisUrl, prefix: redisPrefix },
    trustBinAuthors: read('TRUST_BIN_AUTHORS'),
    corsOrigins: read('CORS_ORIGINS') ?? [],
    abuseContact: read('ABUSE_CONTACT'),
    tracesUrl: tracesUrl(read('OTEL_EXPORTER_OTLP_TRACES_ENDPOINT'), read('OTEL_EXPORTER_OTLP_ENDPOINT')),
    logLevel: read('LOG_LEVEL'),
  };
  if (previousKey !== undefined && secretKey === undefined)
    wrong.push('SECRET_KEY_PREVIOUS=…: needs SECRET_KEY, the key that replaced it');
  if (config.create === 'token' && !config.createToken && !config.adminToken)
    wrong.push(
      'CREATE=token: needs CREATE_TOKEN or ADMIN_TOKEN, because otherwise no one could create a bin',
    );
  if (autoCreate && !config.adminToken)
    wrong.push('AUTO_CREATE=1: needs ADMIN_TOKEN, because otherwise no one could open the bins it creates');
  if (autoCreate && audience === 'public')
    wrong.push(
      'AUTO_CREATE=1: is for private instances only; with AUDIENCE=public anyone could fill the disk',
    );
  if (config.corsOrigins.includes('*') && !config.corsOrigins.includes('private') && audience === 'private')
    wrong.push(
      'CORS_ORIGINS=*: would let every page in your browser use this private server. List the origins, or write `*, private`',
    );
  if (wrong.length > 0) throw new Error(`These settings are not valid:\n  ${wrong.join('\n  ')}`);
  return Object.freeze(config);
}

/** The longest expiry of bins on public instances, milliseconds; null where bins never expire by default. */
function publicExpiry({ expiresAfter }: Pick<Limits, 'expiresAfter'>): number | null {
  return expiresAfter && Math.max(30 * secondsOf.d * 1000, expiresAfter);
}

/** The URL for traces: that of a collector ends with a path for each kind of data (OTLP specification, endpoint URLs). */
function tracesUrl(whole: string | undefined, collector: string | undefined): string | undefined {
  return whole ?? (collector && `${collector.replace(/\/+$/, '')}/v1/traces`);
}

function bothOrNone(cert: string | undefined, key: string | undefined, wrong: string[]): Config['tls'] {
  if (cert && key) return { cert, key };
  if (cert || key)
    wrong.push(`${cert ? 'TLS_KEY' : 'TLS_CERT'} is missing. TLS needs both TLS_CERT and TLS_KEY.`);
  return undefined;
}

/** A value as errors show it: without tokens, keys and passwords, since logs have more readers than settings. */
function shownOf(name: string, value: string): string {
  return name.endsWith('_TOKEN') || name.startsWith('SECRET_KEY')
    ? '…'
    : value.replace(/\/\/[^/@]*@/, '//…@');
}
