import type { ReplySummary } from '#lib/model/capture-json.ts';
import { providerName } from '#lib/providers/names.ts';

/** What selected the response; null where that was not recorded. `isRecorded` says that the sent content is known. */
export function sentByWords(
  { by, rule, forward, provider, step }: ReplySummary,
  isRecorded: boolean,
): string | null {
  if (by === 'handshake') {
    const check = step ?? 'URL verification';
    return provider ? `${check} for ${providerName({ id: provider })}` : check;
  }
  const source = sourceWords({ by, rule, forward }, isRecorded || step !== undefined);
  return source && [source, step].filter((part) => part !== undefined).join(', ');
}

function sourceWords(
  { by, rule, forward }: Pick<ReplySummary, 'by' | 'rule' | 'forward'>,
  isRecorded: boolean,
): string | null {
  switch (by) {
    case 'rule':
      return rule ? `rule “${rule.name}”` : 'a rule';
    case 'forward':
      return forward ? `the forwarding destination, ${forward.name}` : 'a forwarding destination';
    case 'hand':
      return 'manual response';
    case 'override':
      return 'query parameters of the request';
    case 'preflight':
      return 'CORS preflight handling';
    case 'malformed':
      return 'the parser: the request is not valid HTTP';
    default:
      return isRecorded ? 'default response' : null;
  }
}
