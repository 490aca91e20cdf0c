/**
 * Headers that are another with every request, by name: dates, ids of a request, traces, signatures, times. Content-Length is none of
 * them: it changes with the body alone.
 */
const volatileHeaders =
  /^(?:date|cf-ray|traceparent|tracestate|baggage|sentry-trace|idempotency-key|x-cloud-trace-context|etag|if-none-match)$|(?:^|-)(?:request|correlation|transaction|trace|span|delivery|message|event|webhook|invocation|transmission|tracking)-(?:id|guid|uuid|sig|time)$|(?:^|-)(?:id|signature(?:-\w+)?|hmac(?:-\w+)?|timestamp|nonce|delivery|b3-\w+|retry-num|retry-number|triggered-at|time)$/i;

/** Those whose presence says something: that the request is conditional, is a retry, or can be repeated safely. */
const tellingHeaders = /^(?:etag|if-none-match|idempotency-key)$|(?:^|-)retry-num(?:ber)?$/i;

/** Whether the value of this header is expected to be another with every request. */
export function isVolatileHeader(name: string): boolean {
  return volatileHeaders.test(name);
}

/** Whether it is of no account that only one of two requests has this header. */
export function isOptionalVolatileHeader(name: string): boolean {
  return isVolatileHeader(name) && !tellingHeaders.test(name);
}

/**
 * The shapes of ids and times. Two values of one shape in one place are expected to differ. Each is anchored and runs in
 * time linear to its value; values longer than 200 characters are none.
 */
const shapes: readonly RegExp[] = [
  // RFC 9562, with or without hyphens, and braces.
  /^\{?[\da-f]{8}-?(?:[\da-f]{4}-?){3}[\da-f]{12}\}?$/i,
  // RFC 3339 and its relatives, RFC 9110 §5.6.7.
  /^\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:[.,]\d+)?)?(?: ?(?:Z|UTC|[+-]\d\d:?\d\d))?)?$/i,
  /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),? .{5,40}$/,
  // Seconds, milliseconds, microseconds since the epoch, from 2001 to 2286.
  /^[1-9]\d{9}(?:\.\d+|\d{3}|\d{6})?$/,
  // `evt_1Nz…`, `req_…`, `whmsg-…`: what it is, then random letters with a digit among them.
  /^[a-z]{2,12}[_-](?=[\w-]*\d)[\w-]{8,120}$/i,
  // Commits, digests, keys in hexadecimal; ULIDs and other random words of one case or of both.
  /^[\da-f]{16,128}$/i,
  /^(?=[\w-]*\d)(?=[\w-]*[a-z])[\w-]{20,128}={0,2}$/i,
  /^(?:v\d+,|sha\d+=)?(?=[\w+/-]*\d)[\w+/-]{27,180}={0,2}$/i,
];

/** Names whose numbers count up or tell a time, where the value alone does not say so. */
const volatileNames =
  /(?:^|[._-]|(?<=[a-z]))(?:id|ids|uuid|guid|nonce|seq|sequence|timestamp|ts|cursor)$|(?:_|[a-z])(?:at|on|time|Id|At|Time|Timestamp)$/;

/** Whether a value that went from one text to another in one place was expected to: `name` is its member or field. */
export function isVolatileValue(name: string, before: string, after: string): boolean {
  const [was, is] = [bare(before), bare(after)];
  if (was.length > 200 || is.length > 200) return false;
  if (shapes.some((shape) => shape.test(was) && shape.test(is))) return true;
  return /^\d+$/.test(was) && /^\d+$/.test(is) && volatileNames.test(name);
}

/** A JSON string without its quotes. */
function bare(text: string): string {
  return text.length > 1 && text.startsWith('"') && text.endsWith('"') ? text.slice(1, -1) : text;
}
