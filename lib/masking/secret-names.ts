/** Decides by name whether the value of a header, JSON member, form field or query parameter is a secret. */

/** A name that contains one of these words is the name of a secret. */
const secretWords = new Set([
  ...[
    'apikey',
    'assertion',
    'auth',
    'authorization',
    'bearer',
    'cookie',
    'credential',
    'credentials',
    'csrf',
  ],
  ...['cvc', 'cvv', 'hmac', 'jwt', 'otp', 'passcode', 'passphrase', 'passwd', 'password', 'passwords', 'pin'],
  ...[
    'privatekey',
    'pwd',
    'secret',
    'secretkey',
    'secrets',
    'sid',
    'sig',
    'signature',
    'signatures',
    'token',
  ],
  ...['tokens', 'xsrf', 'accesskey', 'accesstoken', 'authtoken', 'clientsecret', 'refreshtoken', 'sessionid'],
  ...['phpsessid', 'jsessionid', 'samlresponse', 'pass', 'pswd', 'totp', 'mnemonic'],
]);

/** Pairs of words that make a name secret: `key` and `id` alone do not. */
const secretPairs =
  /(?:^| )(?:(?:access|account|api|app|auth|client|encryption|function|functions|license|master|private|secret|service|shared|signing|ssh|subscription|webhook) keys?|session (?:id|key)|saml (?:art|request|response)|(?:security|verification|backup|recovery) codes?|code verifier|set cookie|passwort|x trello webhook|paypal transmission sig)(?: |$)/;

/** A name that ends in one of these describes a secret, but its value is not one. */
const aboutSecrets = new Set([
  ...[
    'algorithm',
    'at',
    'count',
    'created',
    'enabled',
    'endpoint',
    'expires',
    'expiry',
    'hint',
    'in',
    'length',
  ],
  ...[
    'limit',
    'method',
    'methods',
    'name',
    'policy',
    'required',
    'status',
    'supported',
    'timeout',
    'timestamp',
  ],
  ...['type', 'types', 'uri', 'url', 'usage', 'used', 'version'],
]);

/** Names whose value may be a secret even if it is a number. Other numbers, like `max_tokens: 4096`, are counts. */
const numericWords = new Set([
  ...['cvc', 'cvv', 'otp', 'passcode', 'password', 'passwd', 'pin', 'pwd', 'secret'],
  'token',
]);

/** Words that make the name of a header secret: in bodies, sessions and keys are mostly data. */
const headerWords = new Set(['sess', 'session', 'sessions', 'ticket']);
/** What a header whose name ends in `key` is about, where its value is not secret. */
const plainKeys = new Set([
  ...['cache', 'correlation', 'dedup', 'deduplication', 'group', 'idempotency', 'ordering', 'partition'],
  ...['public', 'routing', 'socket', 'sort', 'surrogate', 'websocket'],
]);

/** Steps of a path after which a secret follows: `/token/abc`, `/reset-password/abc`. */
const secretSteps = new Set([
  ...['apikey', 'key', 'keys', 'otp', 'passcode', 'password', 'passwd', 'pin', 'pwd', 'secret', 'secrets'],
  ...['session', 'sessions', 'sid', 'sig', 'signature', 'token', 'tokens', 'jwt'],
]);
/** What also follows such steps: names of what is done with them. */
const actions = new Set([
  ...['callback', 'change', 'check', 'confirm', 'create', 'delete', 'edit', 'exchange', 'forgot', 'generate'],
  ...['info', 'introspect', 'list', 'login', 'logout', 'new', 'refresh', 'regenerate', 'renew', 'reset'],
  ...['resend', 'revoke', 'rotate', 'send', 'update', 'validate', 'verify'],
]);

/** The last words of names of headers that say how long the content is: `X-Original-Content-Length`, `X-File-Size`. */
const sizeWords = new Set(['length', 'size']);
/** Words of names of headers from whose values short contents can be guessed: `X-Goog-Hash`, `X-Amz-Checksum-Crc32`. */
const digestWords = new Set([
  ...['checksum', 'crc', 'crc32', 'crc32c', 'digest', 'hash', 'md5', 'sha1', 'sha256', 'sha512'],
]);

/** Digests of a body, from which short secrets could be guessed (RFC 9530, RFC 1864). */
const digestHeaders = new Set([
  'content-digest',
  'content-md5',
  'digest',
  'repr-digest',
  'x-amz-content-sha256',
]);

/** The kind of value that a name indicates. */
export type NameKind = {
  /** The value is a secret: `client_secret`, `X-Api-Key`, `accessToken`. */
  readonly secret: boolean;
  /** The value is a secret even if it is a number. */
  readonly secretNumber: boolean;
  /** Numbers with this name count secrets: `max_tokens`. */
  readonly isCount: boolean;
  /** The value is an identifier: long and random, but not secret. */
  readonly identifier: boolean;
};

/**
 * Creates a function that classifies the names of members, fields and parameters. It caches results, since a body repeats
 * few names. Names for which `isMasked` is true are always secret.
 */
export function nameReader(isMasked?: (name: string) => boolean): (name: string) => NameKind {
  const seen = new Map<string, NameKind>();
  return (name) => {
    const known = seen.get(name);
    if (known) return known;
    const kind = isMasked?.(name) ? maskedName : nameKind(name);
    if (seen.size < 1000) seen.set(name, kind);
    return kind;
  };
}

const maskedName: NameKind = { secret: true, secretNumber: true, isCount: false, identifier: false };

function nameKind(name: string): NameKind {
  const words = wordsOf(name);
  const last = words.at(-1) ?? '';
  const isAbout = aboutSecrets.has(last) || words.includes('idempotency');
  const secret =
    !isAbout && (words.some((word) => secretWords.has(word)) || secretPairs.test(words.join(' ')));
  return {
    secret,
    secretNumber: secret && (last === 'code' || words.some((word) => numericWords.has(word))),
    isCount: words.includes('tokens'),
    identifier: /^(?:ids?|uuid|guid|sha|etag|cursor|digest|checksum|hash)$/.test(last),
  };
}

/** Whether the value of a header is a secret only because it is a header: `X-Session`, `X-Partner-Key`. */
export function isSecretHeader(name: string): boolean {
  const words = wordsOf(name);
  const last = words.at(-1) ?? '';
  if (aboutSecrets.has(last)) return false;
  if (words.some((word) => headerWords.has(word))) return true;
  return last === 'key' && words.length > 1 && !words.some((word) => plainKeys.has(word));
}

/** Whether a step of a path is a secret, given the step before it. Both are unescaped. */
export function isSecretStep(before: string, step: string): boolean {
  const last = wordsOf(before).at(-1) ?? '';
  return secretSteps.has(last) && step !== '' && !actions.has(step.toLowerCase());
}

/** Whether a header of this name contains a digest of the body. */
export function isDigestHeader(name: string): boolean {
  return digestHeaders.has(name.toLowerCase());
}

/**
 * Whether a header says how long the content of a request is, or has a digest of it: by such a value, what is masked in the content
 * could be guessed.
 */
export function isAboutContent(name: string): boolean {
  const words = wordsOf(name);
  if (sizeWords.has(words.at(-1) ?? '') || ['content-range', 'etag'].includes(name.toLowerCase()))
    return true;
  return words.some((word) => digestWords.has(word));
}

/** The words of `snake_case`, `kebab-case`, `camelCase` and `HTTPCase`, in lower case. Long names are truncated. */
function wordsOf(name: string): string[] {
  return name
    .slice(-200)
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z\d]+/)
    .filter((word) => word !== '');
}
