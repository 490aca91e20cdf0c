import type { Span } from './span.ts';

/** The format of an issuer's secrets, or a marker in a text that a secret follows. */
type Shape = {
  /** The possible prefixes. */
  readonly heads: readonly string[];
  /** The whole format, prefix included. */
  readonly pattern: RegExp;
  /** How many characters before and after the secret also match but are not part of it. Default: none. */
  readonly around?: (found: RegExpExecArray) => { before: number; after: number };
};

const shapes: readonly Shape[] = [
  // Stripe; Standard Webhooks
  { heads: ['sk_', 'rk_'], pattern: /(?<![A-Za-z\d])(?:sk|rk)_(?:live|test)_[A-Za-z\d]{8,}/y },
  { heads: ['whsec_', 'whsk_'], pattern: /(?<![A-Za-z\d])wh(?:sec|sk)_[A-Za-z\d+/=_-]{8,}/y },
  // GitHub, GitLab
  {
    heads: ['gho_', 'ghp_', 'ghr_', 'ghs_', 'ghu_'],
    pattern: /(?<![A-Za-z\d])gh[oprsu]_[A-Za-z\d]{16,}/y,
  },
  { heads: ['github_pat_'], pattern: /(?<![A-Za-z\d])github_pat_[A-Za-z\d_]{16,}/y },
  { heads: ['gl'], pattern: /(?<![A-Za-z\d])gl(?:pat|ptt|dt|rt|soat)-[\w-]{16,}/y },
  // Slack
  { heads: ['xox', 'xapp-'], pattern: /(?<![A-Za-z\d])(?:xox[a-z]|xapp)-[\w-]{8,}/y },
  // Amazon, Google
  { heads: ['AKIA', 'ASIA'], pattern: /(?<![A-Za-z\d])(?:AKIA|ASIA)[A-Z\d]{16}(?![A-Za-z\d])/y },
  { heads: ['AIza'], pattern: /(?<![A-Za-z\d])AIza[\w-]{35}/y },
  { heads: ['ya29.'], pattern: /(?<![A-Za-z\d])ya29\.[\w-]{8,}/y },
  // OpenAI, Anthropic; SendGrid; npm; PyPI; Hugging Face; DigitalOcean; Shopify; Paddle
  { heads: ['sk-'], pattern: /(?<![\w-])sk-[\w-]{16,}/y },
  { heads: ['SG.'], pattern: /(?<![\w-])SG\.[\w-]{16,128}\.[\w-]{16,}/y },
  { heads: ['npm_'], pattern: /(?<![A-Za-z\d])npm_[A-Za-z\d]{30,}/y },
  { heads: ['pypi-', 'hf_'], pattern: /(?<![A-Za-z\d])(?:pypi-|hf_)[\w-]{20,}/y },
  { heads: ['doo_', 'dop_', 'dor_'], pattern: /(?<![A-Za-z\d])do[opr]_v1_[a-f\d]{32,}/y },
  {
    heads: ['shpat_', 'shpca_', 'shppa_', 'shpss_'],
    pattern: /(?<![A-Za-z\d])shp(?:at|ca|pa|ss)_[A-Fa-f\d]{16,}/y,
  },
  { heads: ['pdl_'], pattern: /(?<![A-Za-z\d])pdl_(?:ntfset|live|sdbx)_[\w+/=]{8,}/y },
  // JSON Web Tokens (RFC 7519 §3)
  { heads: ['eyJ'], pattern: /(?<![\w-])eyJ[\w-]{5,}\.[\w-]+(?:\.[\w-]*)*/y },
  // Private keys (RFC 7468)
  {
    heads: ['-----BEGIN '],
    pattern: /-----BEGIN [A-Z ]{0,40}PRIVATE KEY[A-Z ]{0,20}-----[\s\S]*?(?:-----END [A-Z ]{0,40}-----|$)/y,
  },
  // Credentials of HTTP (RFC 9110 §11.4) and of URLs (RFC 3986 §3.2.1)
  {
    heads: ['Bearer ', 'bearer ', 'Basic ', 'basic '],
    pattern: /(?<![A-Za-z\d])(?:[Bb]earer|[Bb]asic) +([\w.~+/=-]{6,})/y,
    around: ([whole, secret]) => ({ before: whole.length - secret!.length, after: 0 }),
  },
  // Options of curl
  {
    heads: [' -u ', ' -U ', ' --user', ' --proxy-user'],
    pattern: / (?:-u|-U|--user|--proxy-user)[ =]+(?:"([^"]+)"|'([^']+)'|([^\s"':]*:[^\s"']+))/y,
    around([whole, double, single, bare]) {
      const after = bare === undefined ? 1 : 0;
      return { before: whole.length - after - (double ?? single ?? bare)!.length, after };
    },
  },
  {
    heads: ['://'],
    pattern: /:\/\/[^\s/?#"'<>]{1,4096}@/y,
    around: () => ({ before: 3, after: 1 }),
  },
];

type Head = { readonly text: string; readonly shape: number };

/** The prefixes by their first character. */
const headsBy: readonly (readonly Head[] | undefined)[] = Array.from({ length: 128 }, (_, code) => {
  const heads = shapes.flatMap(({ heads }, shape) => heads.map((text) => ({ text, shape })));
  const own = heads.filter(({ text }) => text.charCodeAt(0) === code);
  return own.length > 0 ? own : undefined;
});

/**
 * Finds all known formats in one pass over a text. A format is only checked where its prefix occurs, so time depends on
 * the length of the text and not on the number of formats.
 */
export function shapesIn(text: string): Span[] {
  const spans: Span[] = [];
  /** For each format, the position after its last match: matches of a format do not overlap. */
  const from = new Int32Array(shapes.length);
  for (let at = 0; at < text.length; at++) {
    const heads = headsBy[text.charCodeAt(at)];
    if (heads === undefined) continue;
    for (const { text: head, shape } of heads) {
      if (at < from[shape]! || !text.startsWith(head, at)) continue;
      const { pattern, around } = shapes[shape]!;
      pattern.lastIndex = at;
      const found = pattern.exec(text);
      if (found === null) continue;
      const end = at + found[0].length;
      const { before, after } = around?.(found) ?? whole;
      spans.push({ start: at + before, end: end - after });
      from[shape] = end;
    }
  }
  return spans;
}

const whole = { before: 0, after: 0 };
