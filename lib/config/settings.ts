import { z } from 'zod';
import {
  byteCount,
  byteRate,
  captureCount,
  collectorUrl,
  connectionCount,
  contact,
  corsOrigins,
  database,
  domain,
  duration,
  flag,
  hostList,
  httpProxy,
  ipRanges,
  origin,
  orOff,
  rate,
  redis,
  secretKey,
  token,
  waitingCount,
} from './setting-shapes.ts';

type Setting<T extends z.ZodType> = { shape: T; fallback: string | null; help: string };
const port = z.coerce.number({ message: 'must be a port number' }).int().min(0).max(65535);
const setting = <T extends z.ZodType>(shape: T, fallback: string | null, help: string): Setting<T> => ({
  shape,
  fallback,
  help,
});

/**
 * Every setting: its shape, its default, and its line in the table of settings in README.md, which a test compares with this
 * list. What a setting means for the server is in `read-config.ts`.
 */
export const settings = {
  PORT: setting(port, '3000', 'Port to listen on. `0` picks a free port.'),
  HOST: setting(
    z.string().min(1).optional(),
    null,
    'Address to listen on. Unset: all IPv4 and IPv6 addresses.',
  ),
  DATABASE_URL: setting(
    database,
    'file:./data/wirebin.db',
    'The database: a SQLite file, or `postgresql://USER:PASSWORD@HOST:PORT/DATABASE`, where `?connection_limit=` says how many connections this process opens at most (10).',
  ),
  PUBLIC_URL: setting(
    origin.optional(),
    null,
    'Public origin of this server, such as `https://bin.example`. Unset: taken from the `Host` header.',
  ),
  MAX_BODY_BYTES: setting(
    byteCount,
    '25MiB',
    'Maximum stored body size of a request. Longer bodies are truncated and marked.',
  ),
  BIN_CAPACITY: setting(
    captureCount,
    '10000',
    'Default number of requests a bin stores. When it is full, the oldest are evicted. Pinned requests are kept and do not count.',
  ),
  BIN_MAX_BYTES: setting(byteCount, '512MiB', 'Default size of the headers and bodies that a bin stores.'),
  BIN_EXPIRES_AFTER: setting(
    duration,
    '7d',
    'Default expiry: a bin is deleted after this long without a request or a visit: `12h`, `7d`, `never`.',
  ),
  BIN_CAPACITY_CEILING: setting(
    orOff(captureCount).optional(),
    null,
    'Highest capacity a bin may be given, or `off`. Unset: `100000` if public (or `BIN_CAPACITY`, if higher), else `off`.',
  ),
  BIN_MAX_BYTES_CEILING: setting(
    orOff(byteCount).optional(),
    null,
    'Highest size limit a bin may be given, or `off`. Unset: `1GiB` if public (or `BIN_MAX_BYTES`, if higher), else `off`.',
  ),
  BIN_EXPIRES_AFTER_CEILING: setting(
    duration.optional(),
    null,
    'Longest expiry a bin may be given; `never` for no limit. Unset: `30d` if public (or `BIN_EXPIRES_AFTER`, if longer), else `never`.',
  ),
  BIN_DOMAIN: setting(
    domain.optional(),
    null,
    'Domain whose subdomains are bins: with `bins.example`, every path of `{slug}.bins.example` is captured.',
  ),
  TRUSTED_PROXIES: setting(
    ipRanges.optional(),
    null,
    'Addresses and ranges of proxies whose `Forwarded` or `X-Forwarded-*` headers are trusted: `10.0.0.0/8, ::1`, `loopback`, `private`. Unset: none.',
  ),
  FORWARDED_FIELDS: setting(
    z.enum(['forwarded', 'x-forwarded'], { message: 'must be forwarded or x-forwarded' }).optional(),
    null,
    'Which of the two your proxies send: `forwarded` or `x-forwarded`. Unset: `X-Forwarded-*` if present, else `Forwarded`.',
  ),
  TLS_CERT: setting(
    z.string().optional(),
    null,
    'File with the certificate chain (PEM). With `TLS_KEY`, the port serves HTTPS with HTTP/2.',
  ),
  TLS_KEY: setting(z.string().optional(), null, 'File with the private key (PEM) of `TLS_CERT`.'),
  AUDIENCE: setting(
    z.enum(['private', 'public'], { message: 'must be private or public' }),
    'private',
    '`private`: for you and people you know. `public`: for anyone; limits are then on by default.',
  ),
  CREATE: setting(
    z.enum(['open', 'token', 'none'], { message: 'must be open, token or none' }),
    'open',
    'Who may create bins: `open` for anyone, `token` with `CREATE_TOKEN`, `none` for no one. `ADMIN_TOKEN` always works.',
  ),
  CREATE_TOKEN: setting(token.optional(), null, 'Token for creating bins, with `CREATE=token`.'),
  ADMIN_TOKEN: setting(
    token.optional(),
    null,
    'Token for `/admin` and `/api/v1/admin`: statistics, bins, blocks, drain. Unset: both are disabled.',
  ),
  SECRET_KEY: setting(
    secretKey.optional(),
    null,
    'Key that encrypts the signing secrets of bins: at least 32 characters, from `openssl rand -base64 32`. Unset: bins keep no signing secrets, and secrets for URL verification are stored as they are. Without this key, stored secrets cannot be read.',
  ),
  SECRET_KEY_PREVIOUS: setting(
    secretKey.optional(),
    null,
    'The key before `SECRET_KEY` was changed. Secrets encrypted with it are encrypted with `SECRET_KEY` at the start. After that it can be removed.',
  ),
  AUTO_CREATE: setting(
    flag,
    '0',
    '`1`: the first request to an unknown slug creates the bin; create a link to it in `/admin`. For private instances only.',
  ),
  BINS_FILE: setting(
    z.string().optional(),
    null,
    'File that declares bins ([docs/bins.yaml](docs/bins.yaml)), read at the start and on SIGHUP.',
  ),
  RATE_PER_BIN: setting(
    rate.optional(),
    null,
    'Requests per bin: `600/s`, `100/10s`, `60/m`, `off`. Requests over the limit are rejected with 429. Unset: `600/s` if public, else `off`.',
  ),
  RATE_PER_ADDRESS: setting(
    rate.optional(),
    null,
    'Requests per IP address; IPv6 addresses are counted per /64. Unset: `200/s` if public, else `off`.',
  ),
  RATE_PER_KEY: setting(rate.optional(), null, 'API calls per key. Unset: `100/s` if public, else `off`.'),
  RATE_CREATE: setting(
    rate.optional(),
    null,
    'Bins created per IP address. Unset: `60/h` if public, `60/m` with `AUTO_CREATE`, else `off`.',
  ),
  CONNECTIONS_PER_ADDRESS: setting(
    orOff(connectionCount).optional(),
    null,
    'Open connections per IP address; IPv6 addresses are counted per /64, `TRUSTED_PROXIES` are exempt. Unset: `128` if public, else `off`.',
  ),
  BYTES_PER_ADDRESS: setting(
    byteRate.optional(),
    null,
    'Bytes of headers and bodies per IP address: `1GiB/h`, `100MiB/10m`, `off`. Requests over the limit are rejected with 429. Unset: `1GiB/h` if public, else `off`.',
  ),
  STORE_MAX_BYTES: setting(
    orOff(byteCount).optional(),
    null,
    'Maximum size of the database, or `off`. When it is full, requests are rejected with 507. Unset: 80 % of the available disk space if public, else `off`.',
  ),
  WAITING_PER_ADDRESS: setting(
    orOff(waitingCount).optional(),
    null,
    'Requests per IP address that may wait at the same time for a delayed, held or slow response, or `off`. Others get the response without the wait. Unset: `50` if public, else `off`.',
  ),
  WAITING_PER_BIN: setting(
    orOff(waitingCount).optional(),
    null,
    'The same limit per bin. Unset: `200` if public, else `off`.',
  ),
  EGRESS: setting(
    z.enum(['on', 'off'], { message: 'must be on or off' }),
    'on',
    '`off`: this server sends no requests to other servers. Bins can still send to bins of this server.',
  ),
  EGRESS_ALLOW: setting(
    hostList.optional(),
    null,
    'Private destinations that requests may be sent to: `api.internal`, `localhost:8080`, `10.0.0.0/8`, `loopback`, `private`. Cloud metadata addresses must be listed one by one. Unset: `loopback` if private and `HOST` is a loopback address, else none.',
  ),
  EGRESS_PROXY: setting(
    httpProxy.optional(),
    null,
    'HTTP proxy for requests that are sent, such as `http://proxy.internal:3128`. Destinations are checked before the proxy is used.',
  ),
  EGRESS_CA_FILE: setting(
    z.string().optional(),
    null,
    'File with certificates (PEM) of authorities that are trusted in addition when requests are sent over TLS.',
  ),
  RATE_SENT_PER_BIN: setting(
    rate.optional(),
    null,
    'Requests that one bin may send: `10/s`, `60/m`, `off`. Unset: `60/m` if public, else `off`.',
  ),
  REDIS_URL: setting(
    redis.optional(),
    null,
    'Redis server that several processes on one database share: `redis://localhost:6379`. They count rate limits together, and tell each other at once what happens. Unset: there is one process.',
  ),
  REDIS_PREFIX: setting(z.string().max(64), 'wirebin:', 'Prefix of all keys in Redis.'),
  TRUST_BIN_AUTHORS: setting(
    flag,
    '0',
    '`1`: browsers may run scripts in the responses of bins. With `BIN_DOMAIN`, on its subdomains only.',
  ),
  CORS_ORIGINS: setting(
    corsOrigins.optional(),
    null,
    'Origins whose pages may call the API from a browser: `https://app.example, http://localhost:5173`. `*` for all, which a private server refuses unless `private` stands beside it. Unset: none.',
  ),
  ABUSE_CONTACT: setting(
    contact.optional(),
    null,
    'Email address or URL for abuse reports, shown in the page footer and in `/.well-known/security.txt`.',
  ),
  METRICS_PORT: setting(
    port.optional(),
    null,
    'Port for `/metrics` alone, which is then not served on `PORT`. Unset: metrics are on `PORT`.',
  ),
  OTEL_EXPORTER_OTLP_ENDPOINT: setting(
    collectorUrl.optional(),
    null,
    'OpenTelemetry collector that gets traces (OTLP over HTTP, JSON), such as `http://localhost:4318`; `/v1/traces` is appended. `OTEL_SERVICE_NAME`, `OTEL_RESOURCE_ATTRIBUTES` and the other `OTEL_EXPORTER_OTLP_…` variables apply, too. Unset: no traces.',
  ),
  OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: setting(
    collectorUrl.optional(),
    null,
    'The whole URL for traces, instead of `OTEL_EXPORTER_OTLP_ENDPOINT`.',
  ),
  LOG_LEVEL: setting(
    z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent'], {
      message: 'must be trace, debug, info, warn, error or silent',
    }),
    'info',
    'Log level: `trace`, `debug`, `info`, `warn`, `error` or `silent`.',
  ),
} as const;
