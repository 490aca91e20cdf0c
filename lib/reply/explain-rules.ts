import type { Subject } from '#lib/filter/key.ts';
import type { CompiledRule } from './compile-rules.ts';

/** Whether a rule matches a request, and which parts of its filter do. */
export type ExplainedRule = {
  readonly id: string;
  readonly name: string;
  readonly enabled: boolean;
  /** Whether its filter matches; also set for a disabled rule. */
  readonly matches: boolean;
  /** The words of its filter with their positions; `holds` says whether a word matches. */
  readonly words: readonly {
    readonly text: string;
    readonly start: number;
    readonly end: number;
    readonly holds: boolean;
  }[];
};

/** Evaluates every rule against a request, word by word of its filter. */
export function explainMatches(rules: readonly CompiledRule[], request: Subject): ExplainedRule[] {
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

/** Why a response was chosen, in a sentence. `by` is that of `ChosenBy`. */
export function explainChoice(by: string, tried: readonly ExplainedRule[]): string {
  switch (by) {
    case 'malformed':
      return 'The request is not valid HTTP. Such requests always get 400.';
    case 'preflight':
      return 'This is a CORS preflight request, and the bin responds to those.';
    case 'override':
      return 'The sender chose the response with query parameters.';
    case 'handshake':
      return 'This is the URL verification of a provider.';
    case 'rule':
      return 'The first enabled rule that matches sends the response.';
    default:
      return tried.length === 0
        ? 'There are no rules, so the default response is sent.'
        : 'No enabled rule matches, so the default response is sent.';
  }
}
