import { type KnownSecrets, knownSecrets, noSecrets } from './known-secrets.ts';
import type { MaskRules } from './mask-rules.ts';
import type { Search } from './search.ts';
import { nameReader } from './secret-names.ts';

/**
 * The most secrets searched for everywhere, since the search takes memory for each. Further ones are only replaced where
 * they were found.
 */
const MOST = 100;

/** The shortest secret searched for everywhere: shorter strings occur by chance. */
const shortest = 8;

/** The secrets found in one request, to be looked for in the rest of it. */
export class SecretList {
  private readonly secrets = new Set<string>();
  private knownNow = noSecrets;
  /** How many secrets `knownNow` contains. */
  private knownCount = 0;
  private readonly rules: MaskRules | null;
  private readonly nameKind: Search['nameKind'];

  /** With `rules`, values named by them are secrets too. */
  constructor(rules: MaskRules | null = null) {
    this.rules = rules;
    this.nameKind = nameReader(rules ? (name) => rules.name(name) : undefined);
  }

  /** A search that adds what it finds to this list. */
  search(known: KnownSecrets = noSecrets): Search {
    const { nameKind, rules } = this;
    return { known, name: '', depth: 0, nameKind, rules, found: (secret) => this.add(secret) };
  }

  /** The secrets found so far that cannot be mistaken for an ordinary word or number. */
  known(): KnownSecrets {
    if (this.knownCount !== this.secrets.size) {
      this.knownCount = this.secrets.size;
      this.knownNow = knownSecrets([...this.secrets]);
    }
    return this.knownNow;
  }

  private add(secret: string): void {
    // Most secrets are found repeatedly.
    if (secret.length < shortest || this.secrets.size === MOST || this.secrets.has(secret)) return;
    for (const candidate of [secret, ...piecesOf(secret)]) {
      if (this.secrets.size < MOST && candidate.length <= 4096 && isDistinctive(candidate))
        this.secrets.add(candidate);
    }
  }
}

/** The parts of a secret that may occur alone: `user=abc; theme=dark`, `t=1,v1=abc`, `Bearer abc`. */
function piecesOf(secret: string): string[] {
  if (secret.length > 4096) return [];
  const pieces = secret.split(/[\s,;]+/).flatMap((piece) => [piece, piece.slice(piece.indexOf('=') + 1)]);
  return [...pieces.filter((piece) => piece.length >= 12), ...basicPassword(secret)];
}

/** The password in the credentials of the Basic scheme (RFC 7617 §2). */
function basicPassword(secret: string): string[] {
  const [, digits] = /^basic +([\w+/]+={0,2})$/i.exec(secret) ?? [];
  if (digits === undefined || digits.replace(/=+$/, '').length % 4 === 1) return [];
  try {
    const credentials = atob(digits);
    return [credentials, credentials.slice(credentials.indexOf(':') + 1)];
  } catch {
    return [];
  }
}

/** Whether a secret is distinctive: words of fewer than 12 letters and numbers of fewer than 16 digits occur by chance. */
function isDistinctive(secret: string): boolean {
  if (secret.length < shortest) return false;
  if (/^[A-Za-z]+$/.test(secret)) return secret.length >= 12;
  return !/^[\d.:+-]+$/.test(secret) || secret.length >= 16;
}
