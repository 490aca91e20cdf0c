/** A stretch of a text to be replaced, `end` not included. */
export type Span = { readonly start: number; readonly end: number; readonly replacement?: string };

/**
 * Secrets whose issuers gave them a shape to be recognised by, and the places where a text says that one follows. Where a
 * pattern has a group, the group is the secret. Every pattern takes time that grows with the text alone.
 */
const shapes: readonly RegExp[] = [
  // Stripe; Standard Webhooks
  /(?<![A-Za-z\d])(?:sk|rk)_(?:live|test)_[A-Za-z\d]{8,}/dg,
  /(?<![A-Za-z\d])wh(?:sec|sk)_[A-Za-z\d+/=_-]{8,}/dg,
  // GitHub, GitLab
  /(?<![A-Za-z\d])gh[oprsu]_[A-Za-z\d]{16,}/dg,
  /(?<![A-Za-z\d])github_pat_[A-Za-z\d_]{16,}/dg,
  /(?<![A-Za-z\d])gl(?:pat|ptt|dt|rt|soat)-[\w-]{16,}/dg,
  // Slack
  /(?<![A-Za-z\d])(?:xox[a-z]|xapp)-[\w-]{8,}/dg,
  // Amazon, Google
  /(?<![A-Za-z\d])(?:AKIA|ASIA)[A-Z\d]{16}(?![A-Za-z\d])/dg,
  /(?<![A-Za-z\d])AIza[\w-]{35}/dg,
  /(?<![A-Za-z\d])ya29\.[\w-]{8,}/dg,
  // OpenAI, Anthropic; SendGrid; npm; PyPI; Hugging Face; DigitalOcean; Shopify; Paddle
  /(?<![\w-])sk-[\w-]{16,}/dg,
  /(?<![\w-])SG\.[\w-]{16,128}\.[\w-]{16,}/dg,
  /(?<![A-Za-z\d])npm_[A-Za-z\d]{30,}/dg,
  /(?<![A-Za-z\d])(?:pypi-|hf_)[\w-]{20,}/dg,
  /(?<![A-Za-z\d])do[opr]_v1_[a-f\d]{32,}/dg,
  /(?<![A-Za-z\d])shp(?:at|ca|pa|ss)_[A-Fa-f\d]{16,}/dg,
  /(?<![A-Za-z\d])pdl_(?:ntfset|live|sdbx)_[\w+/=]{8,}/dg,
  // JSON Web Tokens (RFC 7519 §3)
  /(?<![\w-])eyJ[\w-]{5,}\.[\w-]+(?:\.[\w-]*)*/dg,
  // Private keys (RFC 7468)
  /-----BEGIN [A-Z ]{0,40}PRIVATE KEY[A-Z ]{0,20}-----[\s\S]*?(?:-----END [A-Z ]{0,40}-----|$)/dg,
  // Credentials of HTTP (RFC 9110 §11.4), of URLs (RFC 3986 §3.2.1)
  /(?<![A-Za-z\d])(?:[Bb]earer|[Bb]asic) +([\w.~+/=-]{6,})/dg,
  /:\/\/([^\s/?#@"'<>]{1,256})@/dg,
];

/** What no text can be without in which one of `shapes` is: most have none, and are not searched once for each. */
const hint =
  /[rs]k_|wh(?:sec|sk)_|gh[oprsu]_|github_pat_|gl[a-z]{2,4}-|xox|xapp-|A[KS]IA|AIza|ya29\.|sk-|SG\.|npm_|pypi-|hf_|do[opr]_|shp|pdl_|eyJ|PRIVATE|[Bb]earer|[Bb]asic|:\/\//;

/** The spans of a text that look like keys. `mayBeRandom` is false where a long random run would be an identifier. */
export function secretShapes(text: string, mayBeRandom: boolean): Span[] {
  if (text.length < 8) return [];
  const spans = hint.test(text) ? shapes.flatMap((shape) => [...text.matchAll(shape)].map(spanOf)) : [];
  return mayBeRandom && text.length >= 24 ? [...spans, ...randomTokens(text)] : spans;
}

function spanOf({ indices }: RegExpMatchArray): Span {
  const [start, end] = indices![1] ?? indices![0]!;
  return { start, end };
}

/** Long runs without a space: what a random key looks like, in base64url and in base64, whose `/` paths have too. */
const runs = [/[A-Za-z\d_-]{24,}={0,2}/g, /[A-Za-z\d+/]{40,}={0,2}/g];

/** `evt_1NG8Du2eZvKYlo2CUI79vXWy`: issuers name objects like that, and their secrets are in `shapes`. */
const objectName = /^[a-z]{2,8}_[A-Za-z\d]+$/;

function randomTokens(text: string): Span[] {
  return runs
    .flatMap((run) => [...text.matchAll(run)])
    .filter(([token]) => isRandom(token))
    .map(({ 0: token, index }) => ({ start: index, end: index + token.length }));
}

/**
 * Whether a run was drawn at random from letters of both cases and digits. Words, paths and identifiers of programs stay
 * in one kind of character for long; hexadecimal digests, UUIDs and ULIDs, which name things, have letters of one case.
 */
function isRandom(token: string): boolean {
  if (objectName.test(token)) return false;
  const enough = [/[a-z]/g, /[A-Z]/g, /\d/g].every(
    (kind) => (token.slice(0, 4096).match(kind)?.length ?? 0) > 1,
  );
  return enough && changes(token) >= 0.4 && entropy(token) >= (token.includes('/') ? 4.5 : 3.7);
}

/** How often, from one character to the next, the kind changes: of random ones about 0.6, of words 0.2 and less. */
function changes(token: string): number {
  let count = 0;
  for (let at = 1; at < token.length; at++) if (kindAt(token, at) !== kindAt(token, at - 1)) count++;
  return count / (token.length - 1);
}

function kindAt(token: string, at: number): number {
  const code = token.charCodeAt(at);
  if (code >= 0x61) return 0;
  return code >= 0x41 ? 1 : 2;
}

/** Shannon's entropy in bits for each character. */
function entropy(token: string): number {
  const counts = new Map<string, number>();
  for (const character of token) counts.set(character, (counts.get(character) ?? 0) + 1);
  return [...counts.values()].reduce(
    (bits, count) => bits - (count / token.length) * Math.log2(count / token.length),
    0,
  );
}
