/**
 * Every failure Wirebin names: one table from code to HTTP status, what happened, and what to do about it.
 * Anything may `fail(code)`; only the doors translate (`problemOf`). Across the Next door compare `error.code`, never
 * `instanceof`, because Next can load this module a second time.
 */
const failures = {
  'bin-not-found': {
    status: 404,
    title: 'There is no bin of that name here.',
    hint: 'A capture URL looks like {origin}/b/{slug}, and everything below it belongs to the bin. Make a bin on the home page or with POST /api/v1/bins.',
  },
  'bin-deleted': {
    status: 410,
    title: 'This bin was deleted.',
    hint: 'Its owner can bring it back for 24 hours, with POST /api/v1/bins/{slug}/restore or on its page.',
  },
  'bin-not-deleted': {
    status: 409,
    title: 'This bin is not deleted.',
    hint: 'There is nothing to bring back: use it as it is.',
  },
  'capture-not-found': {
    status: 404,
    title: 'This bin has no capture of that number.',
    hint: 'It may have been deleted, or was never received. List what there is with GET /api/v1/bins/{slug}/captures.',
  },
  'copy-target-unknown': {
    status: 404,
    title: 'A capture cannot be copied as that.',
    hint: 'Use one of the targets named in the detail.',
  },
  'content-undecodable': {
    status: 422,
    title: 'The content codings of this body cannot be undone.',
    hint: 'Leave out decoded=1 to get the bytes as they were received.',
  },
  'export-format-unknown': {
    status: 400,
    title: 'A bin cannot be exported or imported as that.',
    hint: 'Use one of the formats named in the detail.',
  },
  'link-not-found': {
    status: 404,
    title: 'This bin has no such link.',
    hint: 'It may have been revoked already. List the links with GET /api/v1/bins/{slug}/links.',
  },
  'not-found': {
    status: 404,
    title: 'There is nothing at this address.',
    hint: 'The API starts at /api/v1/bins; captures are sent to /b/{slug}.',
  },
  'inspector-url': {
    status: 405,
    title: 'This is the address of the inspector, which people open in a browser. Nothing was captured.',
    hint: "Send requests to the bin's capture URL instead. Whoever has an inspector's address can read the bin, so replace this one if it was given to someone else.",
  },
  'method-not-allowed': {
    status: 405,
    title: 'This address does not take that method.',
    hint: 'The Allow header names those it takes.',
  },
  'key-missing': {
    status: 401,
    title: 'This needs the key of the bin.',
    hint: 'Send it as "Authorization: Bearer {key}". The key is the part after /i/ in the address of the inspector.',
  },
  'key-unknown': {
    status: 401,
    title: 'This key opens no bin.',
    hint: 'It may have been revoked, have expired, or its bin was deleted. Ask the owner of the bin for a new link.',
  },
  'key-of-another-bin': {
    status: 403,
    title: 'This key belongs to another bin.',
    hint: 'Use the key that came with this bin.',
  },
  'not-allowed': {
    status: 403,
    title: 'This link does not allow that.',
    hint: 'Ask the owner of the bin for a link with more rights.',
  },
  'invalid-input': {
    status: 400,
    title: 'The request says something this address does not take.',
    hint: 'See the detail: it names the field and what it should be.',
  },
  'invalid-filter': {
    status: 400,
    title: 'The filter cannot be read.',
    hint: 'A filter is words such as method:POST -path:/health header:x-github-event=push body:"evt_" size>10k after:10m is:pinned.',
  },
  'address-too-long': {
    status: 414,
    title: 'The address is too long, or has too many parameters.',
    hint: 'An address here has up to 100 parameters, 4,096 characters of path and 49,152 in all. Capture URLs take longer ones.',
  },
  'invalid-json': {
    status: 400,
    title: 'The body is not valid JSON.',
    hint: 'Send a JSON object with "Content-Type: application/json".',
  },
  'input-too-large': {
    status: 413,
    title: 'The body is too long for this address.',
    hint: 'Send at most 64 KiB, or 8 MiB where it says what a bin answers.',
  },
  'last-owner-link': {
    status: 409,
    title: 'This is the only link with which the bin can be managed.',
    hint: 'Make another owner link first, or delete the bin.',
  },
  'slug-taken': {
    status: 409,
    title: 'A bin of that name exists already.',
    hint: 'Choose another slug, or leave it out to be given a free one.',
  },
  'links-full': {
    status: 409,
    title: 'This bin has as many links as a bin may have.',
    hint: 'Revoke links that are no longer needed, then create this one again.',
  },
  'not-waiting': {
    status: 409,
    title: 'The sender of this request no longer waits for an answer.',
    hint: 'The detail says what it got. Requests that wait are listed by GET /api/v1/bins/{slug}/held.',
  },
  'not-held-here': {
    status: 409,
    title: 'This server does not hold the connection of that request.',
    hint: 'Either its sender is about to be answered, or another process of this server has its connection: only that one can answer it.',
  },
  'pins-full': {
    status: 409,
    title: 'This bin has as many pinned requests, or as many bytes of them, as it may keep.',
    hint: 'Unpin or delete some, or raise the limits of the bin.',
  },
  'range-not-satisfiable': {
    status: 416,
    title: 'The body has no such range of bytes.',
    hint: 'Content-Range says how long it is.',
  },
  'rate-limited': {
    status: 429,
    title: 'Rate limit exceeded. The request was not stored.',
    hint: 'Wait the number of seconds in Retry-After, then send it again.',
  },
  'too-many-connections': {
    status: 429,
    title: 'Your address has too many connections open. This one is closed, and nothing of it was captured.',
    hint: 'Send requests one after another on a connection that is kept open, or wait until others are closed.',
  },
  'connections-full': {
    status: 503,
    title: 'This server has no connection left, and closes those that have been idle or slow for longest.',
    hint: 'Send it again in a moment. The operator finds the reason in the log.',
  },
  'store-full': {
    status: 507,
    title: 'The database of this server is full. Nothing was stored.',
    hint: 'Wait the number of seconds in Retry-After, then send it again. Everything stored so far is kept; the operator decides how much the database may take (STORE_MAX_BYTES).',
  },
  'sender-blocked': {
    status: 403,
    title: 'The operator of this server takes nothing from your address.',
    hint: 'If that is a mistake, ask the operator.',
  },
  'bin-blocked': {
    status: 403,
    title: 'The operator of this server has blocked this bin. Nothing was captured.',
    hint: 'If that is a mistake, ask the operator.',
  },
  draining: {
    status: 503,
    title: 'This server is about to stop and takes no more requests. Nothing was captured.',
    hint: 'Send it again in a moment: another server may be there by then.',
  },
  'creation-needs-token': {
    status: 401,
    title: 'Making a bin here takes a token.',
    hint: 'Send it as "Authorization: Bearer {token}". Whoever runs this server gives it out.',
  },
  'creation-closed': {
    status: 403,
    title: 'Nobody makes bins on this server.',
    hint: 'Ask whoever runs it for a link to a bin.',
  },
  'admin-only': {
    status: 401,
    title: 'This needs the admin token.',
    hint: 'Send it as "Authorization: Bearer {token}". The operator has set it as ADMIN_TOKEN.',
  },
  'block-not-found': {
    status: 404,
    title: 'There is no such block.',
    hint: 'It may have been taken away or have expired. List them with GET /api/v1/admin/blocks.',
  },
  'store-unavailable': {
    status: 503,
    title: 'The database cannot be used now, so this request is not acknowledged.',
    hint: 'Wait the number of seconds in Retry-After, then send it again. The operator finds the reason in the log and at /readyz.',
  },
  'too-much-work': {
    status: 422,
    title: 'This takes more time or memory than the server spends on one request.',
    hint: 'Ask for less: fewer captures, a shorter body, a simpler filter or template.',
  },
  busy: {
    status: 503,
    title: 'Too many of your requests are waiting for this server to work on them.',
    hint: 'Wait for some of them to finish, then try again.',
  },
  internal: {
    status: 500,
    title: 'Wirebin made a mistake.',
    hint: 'The operator finds the reason in the log. Please report it.',
  },
} as const satisfies Record<string, { status: number; title: string; hint: string }>;

export type FailureCode = keyof typeof failures;

/** A named failure. `detail` says to what it happened; it must hold no key and no payload. */
export class Failure extends Error {
  readonly code: FailureCode;
  readonly detail: string | null;
  /** After how many seconds it may go well; null when nobody knows. */
  readonly retryAfter: number | null;

  constructor(
    code: FailureCode,
    detail: string | null = null,
    cause?: unknown,
    retryAfter: number | null = null,
  ) {
    super(detail ?? failures[code].title, { cause });
    this.name = 'Failure';
    this.code = code;
    this.detail = detail;
    this.retryAfter = retryAfter;
  }
}

/** Throws the named failure. */
export function fail(code: FailureCode, detail?: string, cause?: unknown): never {
  throw new Failure(code, detail ?? null, cause);
}

/** The code of a failure, wherever its class was loaded; null for anything else that was thrown. */
export function failureCode(error: unknown): FailureCode | null {
  const code = error instanceof Error ? (error as { code?: unknown }).code : undefined;
  return typeof code === 'string' && Object.hasOwn(failures, code) ? (code as FailureCode) : null;
}

/** RFC 9457 problem details, with our stable `code` and a `hint` for the person reading. */
export type Problem = {
  type: string;
  title: string;
  status: number;
  code: FailureCode;
  detail?: string;
  hint: string;
  /** With `inspector-url`: the address that was meant. */
  captureUrl?: string;
  /** With 429, 503 and 507: after how many seconds to try again, as the `Retry-After` field says (RFC 9110 §10.2.3). */
  retryAfter?: number;
};

/** The media type of a problem, RFC 9457 §6.1. */
export const problemType = 'application/problem+json';

/**
 * Whatever was thrown, as problem details. Unnamed errors become `internal` and tell nothing of themselves.
 * `origin` is where this server is reached, to make the hints concrete.
 */
export function problemOf(error: unknown, origin: string): Problem {
  const code = failureCode(error) ?? 'internal';
  const { status, title, hint } = failures[code];
  const { detail, retryAfter } = code === 'internal' ? noMore : (error as Failure);
  return {
    type: `${origin}/docs/errors#${code}`,
    title,
    status,
    code,
    ...(detail === null || detail === undefined ? {} : { detail }),
    hint: hint.replaceAll('{origin}', origin),
    ...(status === 429 || status === 503 || status === 507 ? { retryAfter: retryAfter ?? 1 } : {}),
  };
}

const noMore = { detail: null, retryAfter: null };

/** The field that says when to try again; none where nobody knows. */
export function retryAfterField({ retryAfter }: Pick<Problem, 'retryAfter'>): (readonly [string, string])[] {
  return retryAfter === undefined ? [] : [['Retry-After', String(retryAfter)]];
}

/** What is no fault, or is logged once, when it begins. */
const told: ReadonlySet<FailureCode> = new Set(['draining', 'busy', 'store-full', 'connections-full']);

/** Whether a problem is a fault of this server, which its operator should hear of. Of a full store they hear once, when it begins. */
export function isOurFault({ status, code }: Pick<Problem, 'status' | 'code'>): boolean {
  return status >= 500 && !told.has(code);
}

/** Every code, for documentation and tests. */
export const failureCodes = Object.keys(failures) as FailureCode[];
