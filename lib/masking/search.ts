import type { KnownSecrets } from './known-secrets.ts';
import type { MaskRules } from './mask-rules.ts';
import type { NameKind } from './secret-names.ts';

/** The context of a search. */
export type Search = {
  /** Secrets found elsewhere in the request: replaced wherever they occur. */
  readonly known: KnownSecrets;
  /** The name of the value, empty when it has none. */
  readonly name: string;
  /** The nesting depth: JSON in a string in a form is at 2. */
  readonly depth: number;
  readonly nameKind: (name: string) => NameKind;
  /** The rules of a link, or null. With rules the search is strict: whatever may be part of a secret is masked. */
  readonly rules: MaskRules | null;
  /** Called with every secret found, unescaped. */
  readonly found: (secret: string) => void;
};
