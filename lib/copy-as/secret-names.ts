/** Which names say that their value is a secret: of header lines, JSON members, form fields, query parameters. */

/** Any of these as a word of the name. */
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
  ...['phpsessid', 'jsessionid', 'samlresponse', 'pass'],
]);

/** `key`, `id` and others are secret after one of these only. */
const secretPairs =
  /(?:^| )(?:(?:access|account|api|app|auth|client|encryption|function|functions|license|master|private|secret|service|shared|signing|ssh|subscription|webhook) keys?|session (?:id|key)|code verifier|set cookie|passwort|x trello webhook|paypal transmission sig)(?: |$)/;

/** A name that ends in one of these is about the secret, not it. */
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
  ...['limit', 'method', 'methods', 'name', 'policy', 'required', 'status', 'supported', 'timestamp', 'type'],
  ...['types', 'uri', 'url', 'usage', 'used', 'version'],
]);

/** Members whose value may be a number and yet a secret. Others, like `max_tokens: 4096`, are counts. */
const numericWords = new Set([
  ...['cvc', 'cvv', 'otp', 'passcode', 'password', 'passwd', 'pin', 'pwd', 'secret'],
  'token',
]);

/** Digests of a body that may have held secrets short enough to be guessed from them (RFC 9530, RFC 1864). */
const digestHeaders = new Set([
  'content-digest',
  'content-md5',
  'digest',
  'repr-digest',
  'x-amz-content-sha256',
]);

/** What a name says about its value. */
export type NameKind = {
  /** It is a secret: `client_secret`, `X-Api-Key`, `accessToken`. */
  readonly secret: boolean;
  /** It is one even when it is a number. */
  readonly secretNumber: boolean;
  /** It names something: long and random, but no secret. */
  readonly identifier: boolean;
};

/**
 * Reads the names of members, fields and parameters. Remembers them, since a body has few and uses them often. What
 * `isKeptBack` says is secret is, whatever its value.
 */
export function nameReader(isKeptBack?: (name: string) => boolean): (name: string) => NameKind {
  const seen = new Map<string, NameKind>();
  return (name) => {
    const known = seen.get(name);
    if (known) return known;
    const kind = isKeptBack?.(name) ? keptBack : nameKind(name);
    if (seen.size < 1000) seen.set(name, kind);
    return kind;
  };
}

const keptBack: NameKind = { secret: true, secretNumber: true, identifier: false };

function nameKind(name: string): NameKind {
  const words = wordsOf(name);
  const last = words.at(-1) ?? '';
  const isAbout = aboutSecrets.has(last) || words.includes('idempotency');
  const secret =
    !isAbout && (words.some((word) => secretWords.has(word)) || secretPairs.test(words.join(' ')));
  return {
    secret,
    secretNumber: secret && words.some((word) => numericWords.has(word)),
    identifier: /^(?:ids?|uuid|guid|sha|etag|cursor|digest|checksum|hash)$/.test(last),
  };
}

/** Whether the value of a header line of this name is a digest, which proves what the body was. */
export function isDigestHeader(name: string): boolean {
  return digestHeaders.has(name.toLowerCase());
}

/** The words of `snake_case`, `kebab-case`, `camelCase` and `HTTPCase`, in lower case. Long names are cut. */
function wordsOf(name: string): string[] {
  return name
    .slice(-200)
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z\d]+/)
    .filter((word) => word !== '');
}
