import type { Subject } from '../filter/key.ts';
import type { CompiledRule } from './compile.ts';

/** How a request looks to one rule. */
export type RuleTried = {
  readonly id: string;
  readonly name: string;
  readonly enabled: boolean;
  /** Whether its filter matches, also when it is not enabled. */
  readonly matches: boolean;
  /** The words of its filter, with their places in it. */
  readonly words: readonly {
    readonly text: string;
    readonly start: number;
    readonly end: number;
    readonly holds: boolean;
  }[];
};

/** How a request looks to every rule, in their order: which words of their filters hold, and which do not. */
export function tryRules(rules: readonly CompiledRule[], request: Subject): RuleTried[] {
  return rules.map(({ rule: { id, name, enabled, when }, filter }) => ({
    id,
    name,
    enabled,
    matches: filter.matches(request),
    words: filter.words.map(({ start, end, matches }) => ({
      text: when.slice(start, end),
      start,
      end,
      holds: matches(request),
    })),
  }));
}

/** Why a reply was chosen, in a sentence. */
export function whyChosen(by: string, tried: readonly RuleTried[]): string {
  switch (by) {
    case 'malformed':
      return 'It is no HTTP message, which is answered 400 whatever the bin says.';
    case 'preflight':
      return "It is a browser's preflight, which is granted as CORS is on.";
    case 'override':
      return 'The sender asked for it in the query, which this bin allows.';
    case 'handshake':
      return 'It is a verification that a provider asks for.';
    case 'rule':
      return 'This is the first enabled rule that matches.';
    default:
      return tried.length === 0 ? 'There are no rules.' : 'No enabled rule matches.';
  }
}
