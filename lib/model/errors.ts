import { failures } from './error-table.ts';
import { type RateUse, rateLimitFields } from './rate-limit-fields.ts';

/** The codes of the error table. */
export type FailureCode = keyof typeof failures;

/**
 * An error with a code of the table. `detail` gives the specifics and must contain no key and no payload. Any code may `fail(code)`; only the
 * entry points translate failures into responses (`problemOf`). Next can load this module a second time, so compare `error.code`, never
 * `instanceof`.
 */
export class Failure extends Error {
  readonly code: FailureCode;
  readonly detail: string | null;
  /** Seconds after which a retry may succeed; null when unknown. */
  readonly retryAfter: number | null;
  /** The rate limit that was exceeded. */
  readonly limit: RateUse | null;

  constructor(
    code: FailureCode,
    detail: string | null = null,
    cause?: unknown,
    retryAfter: number | null = null,
    limit: RateUse | null = null,
  ) {
    super(detail ?? failures[code].title, { cause });
    this.name = 'Failure';
    this.code = code;
    this.detail = detail;
    this.retryAfter = retryAfter;
    this.limit = limit;
  }
}

/** Throws a `Failure`. */
export function fail(code: FailureCode, detail?: string, cause?: unknown): never {
  throw new Failure(code, detail ?? null, cause);
}

/** The code of a `Failure`, from whichever copy of this module; null for any other thrown value. */
export function failureCode(error: unknown): FailureCode | null {
  const code = error instanceof Error ? (error as { code?: unknown }).code : undefined;
  return typeof code === 'string' && Object.hasOwn(failures, code) ? (code as FailureCode) : null;
}

/** RFC 9457 problem details, extended with a stable `code` and a `hint` for people. */
export type Problem = {
  type: string;
  title: string;
  status: number;
  code: FailureCode;
  detail?: string;
  hint: string;
  /** With `inspector-url`: the capture URL to use instead. */
  captureUrl?: string;
  /** With 429, 503 and 507: seconds to wait before a retry, as in the `Retry-After` field (RFC 9110 §10.2.3). */
  retryAfter?: number;
  /** With `rate-limited`: the limit that was exceeded, as in the `RateLimit-Policy` field; `count` in `seconds`. */
  limit?: Pick<RateUse, 'policy' | 'count' | 'seconds' | 'unit'>;
};

/** The media type of a problem, RFC 9457 §6.1. */
export const problemType = 'application/problem+json';

/**
 * Problem details for a thrown value. Errors without a code become `internal` and disclose nothing.
 * `origin` is the origin of this server; it fills the placeholders of the hints.
 */
export function problemOf(error: unknown, origin: string): Problem {
  const code = failureCode(error) ?? 'internal';
  const { status, title, hint } = failures[code];
  const { detail, retryAfter, limit } = code === 'internal' ? withoutDetail : (error as Failure);
  return {
    type: `${origin}/docs/errors#${code}`,
    title,
    status,
    code,
    ...(detail === null || detail === undefined ? {} : { detail }),
    hint: hint.replaceAll('{origin}', origin),
    ...(status === 429 || status === 503 || status === 507 ? { retryAfter: retryAfter ?? 1 } : {}),
    ...(limit ? { limit: limitOf(limit) } : {}),
  };
}

const withoutDetail = { detail: null, retryAfter: null, limit: null };

function limitOf({ policy, count, seconds, unit }: RateUse): Problem['limit'] {
  return { policy, count, seconds, ...(unit && { unit }) };
}

/** The headers of a problem that say when to try again: `Retry-After`, and with a rate limit those of `rateLimitFields`. */
export function retryFields({
  retryAfter,
  limit,
}: Pick<Problem, 'retryAfter' | 'limit'>): (readonly [string, string])[] {
  if (retryAfter === undefined) return [];
  const exceeded = limit ? [{ ...limit, remaining: 0, resetsIn: retryAfter }] : [];
  return [['Retry-After', String(retryAfter)], ...rateLimitFields(exceeded)];
}

/** 5xx codes that are no error of this server but of a destination, or that are logged once when the condition begins. */
const expectedCodes: ReadonlySet<FailureCode> = new Set([
  'draining',
  'busy',
  'store-full',
  'connections-full',
  'send-busy',
  'send-interrupted',
  'dns-failed',
  'connection-refused',
  'destination-unreachable',
  'connection-reset',
  'connection-closed',
  'tls-invalid',
  'timed-out',
  'response-malformed',
  'response-too-long',
  'proxy-failed',
]);

/** Whether a problem is an error of this server and belongs in its log. */
export function isOurFault({ status, code }: Pick<Problem, 'status' | 'code'>): boolean {
  return status >= 500 && !expectedCodes.has(code);
}

/** Every code, for documentation and tests. */
export const failureCodes = Object.keys(failures) as FailureCode[];
