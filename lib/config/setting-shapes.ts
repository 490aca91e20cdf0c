import { z } from 'zod';
import { parseHostList } from '#lib/http/host-list.ts';
import { parseIpRanges } from '#lib/http/ip-range.ts';
import { parseRate, type Rate } from '#lib/model/rate.ts';

/** The shapes of settings: each parses the text of an environment variable. */

/** A whole number of bytes with an optional unit: `26214400`, `25 MiB`, `512kb`. Units are powers of 1024. */
export const byteCount = z.string().transform((text, context) => {
  const match = /^\s*(\d+)\s*(?:([kmg])i?b?|b)?\s*$/i.exec(text);
  if (!match) {
    context.addIssue({ code: 'custom', message: 'must be a number of bytes, such as 26214400 or 25MiB' });
    return z.NEVER;
  }
  const power = match[2] ? 'kmg'.indexOf(match[2].toLowerCase()) + 1 : 0;
  return Number(match[1]) * 1024 ** power;
});

export const secondsOf = { s: 1, m: 60, h: 3600, d: 86_400, w: 604_800 };

/** A duration, in milliseconds: `90m`, `12h`, `7d`, `4w`; null for `never`. */
export const duration = z.string().transform((text, context) => {
  if (/^\s*never\s*$/i.test(text)) return null;
  const match = /^\s*(\d+)\s*([smhdw])\s*$/i.exec(text);
  const seconds = match ? Number(match[1]) * secondsOf[match[2]!.toLowerCase() as keyof typeof secondsOf] : 0;
  if (seconds < 60) {
    context.addIssue({ code: 'custom', message: 'must be at least one minute, such as 12h or 7d, or never' });
    return z.NEVER;
  }
  return seconds * 1000;
});

export const captureCount = z.coerce
  .number({ message: 'must be a number of requests' })
  .int({ message: 'must be a whole number of requests' })
  .min(1, { message: 'must be at least 1' });

/** An origin: scheme, host and port. */
export const origin = z.string().transform((text, context) => {
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

/** Origins between commas, or `*`; beside it the word `private`, which says that a private server is meant too. */
export const corsOrigins = z.string().transform((text, context): string[] => {
  const words = text.split(',').map((word) => word.trim());
  return words.map((word) => {
    if (word === '*' || (word === 'private' && words.includes('*'))) return word;
    const read = origin.safeParse(word);
    if (read.success) return read.data;
    context.addIssue({
      code: 'custom',
      message: `must be origins such as https://app.example, or *, not ${word}`,
    });
    return z.NEVER;
  });
});

export const domain = z
  .string()
  .toLowerCase()
  .regex(/^(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)*[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/, {
    message: 'must be a domain name without a port, such as bins.example',
  });

export const ipRanges = z.string().transform((text, context) => {
  const { ranges, errors } = parseIpRanges(text);
  for (const message of errors) context.addIssue({ code: 'custom', message });
  return ranges;
});

/** Hosts, addresses and ranges, each with an optional port. */
export const hostList = z.string().transform((text, context) => {
  const { entries, errors } = parseHostList(text);
  for (const message of errors) context.addIssue({ code: 'custom', message });
  return entries;
});

/** The URL of an HTTP proxy, with optional credentials. */
export const httpProxy = z
  .string()
  .refine((text) => /^http:\/\/[^/?#]+\/?$/i.test(text) && URL.canParse(text), {
    message: 'must be http://HOST:PORT, with USER:PASSWORD@ before the host if the proxy needs them',
  });

/** The URL of a collector of OpenTelemetry. */
export const collectorUrl = z.string().refine((text) => /^https?:\/\//i.test(text) && URL.canParse(text), {
  message: 'must be an http or https URL, such as http://localhost:4318',
});

/** A rate such as `600/s`, or `off`. */
export const rate = z.string().transform((text, context): Rate | 'off' => {
  const read = text.toLowerCase() === 'off' ? 'off' : parseRate(text);
  if (read !== null) return read;
  context.addIssue({ code: 'custom', message: 'must be a rate, such as 600/s, 100/10s or 60/m, or off' });
  return z.NEVER;
});

/** A value of the given shape, or `off`. */
export const orOff = <T>(shape: z.ZodType<T>) =>
  z.string().transform((text, context): T | 'off' => {
    if (text.toLowerCase() === 'off') return 'off';
    const read = shape.safeParse(text);
    if (read.success) return read.data;
    for (const { message } of read.error.issues) context.addIssue({ code: 'custom', message });
    return z.NEVER;
  });

export const connectionCount = z
  .string()
  .regex(/^[1-9]\d{0,8}$/, 'must be a number of connections, such as 128, or off')
  .transform(Number);

/** Bytes per time: `1GiB/h`, `100MiB/10m`, or `off`. */
export const byteRate = z.string().transform((text, context): Rate | 'off' => {
  if (text.toLowerCase() === 'off') return 'off';
  const [amount = '', span = ''] = text.split('/');
  const bytes = byteCount.safeParse(amount);
  const { seconds } = parseRate(`1/${span}`) ?? {};
  if (bytes.success && bytes.data > 0 && seconds) return { count: bytes.data, seconds };
  context.addIssue({ code: 'custom', message: 'must be bytes per time, such as 1GiB/h, or off' });
  return z.NEVER;
});

export const waitingCount = z.coerce
  .number({ message: 'must be a number of requests, or off' })
  .int({ message: 'must be a whole number of requests' })
  .min(0, { message: 'must be 0 or more' });

/** A boolean: `1` or `0`. */
export const flag = z
  .enum(['0', '1', 'false', 'true'], { message: 'must be 1 or 0' })
  .transform((text) => text === '1' || text === 'true');

/** A bearer token: long enough not to be guessed, in the characters of an Authorization header (RFC 6750 §2.1). */
export const token = z
  .string()
  .regex(
    /^[\w.~+/-]{16,128}=*$/,
    'must be 16 to 128 letters, digits or . _ ~ + / -. Generate one with `openssl rand -hex 16`',
  );

/** A key to derive others from: a text that nobody guesses. */
export const secretKey = z
  .string()
  .min(32, 'must have at least 32 characters. Generate one with `openssl rand -base64 32`')
  .max(1024, 'must have at most 1,024 characters');

/** An email address or URL, as a `mailto:` or `https:` URL. */
export const contact = z.string().transform((text, context) => {
  if (/^[^\s@<>"]+@[^\s@<>"]+\.[^\s@<>"]+$/.test(text)) return `mailto:${text}`;
  if (URL.canParse(text) && /^(?:https?|mailto):$/.test(new URL(text).protocol)) return text;
  context.addIssue({ code: 'custom', message: 'must be an email address or a URL' });
  return z.NEVER;
});

export const redis = z.string().refine((url) => /^rediss?:\/\/./.test(url) && URL.canParse(url), {
  message: 'must be redis://HOST:PORT, or rediss:// for TLS',
});

export const database = z
  .string()
  .refine((url) => (url.startsWith('file:') && url.length > 5) || isPostgres(url), {
    message:
      'must be file:PATH, such as file:./data/wirebin.db, or postgresql://USER:PASSWORD@HOST:PORT/DATABASE',
  });

function isPostgres(url: string): boolean {
  return /^postgres(?:ql)?:\/\//.test(url) && URL.canParse(url) && new URL(url).pathname.length > 1;
}
