import { countOf } from '#components/frame/count-words.ts';
import { durationWords } from '#components/frame/time-words.ts';
import { humanSize } from '#lib/body/size.ts';
import type { ReplySummary } from '#lib/model/capture-json.ts';
import { providerName } from '#lib/providers/words.ts';

/** Whether the sender read it all or left, in a sentence. What is known of that is said in `wire/answer.ts`. */
export function senderWords({ complete, fault, bodySent, delayMs = 0, ms }: ReplySummary): string {
  if (fault) {
    return complete ? 'It stayed to the end.' : `It left before that was done, after ${durationWords(ms)}.`;
  }
  if (complete)
    return bodySent === undefined
      ? 'It took the whole answer.'
      : `It took the whole answer, ${bytesWords(bodySent)} of body.`;
  if (!bodySent && delayMs > 0) return `It left while it waited, after ${durationWords(delayMs)}.`;
  if (bodySent === undefined) return 'It left before it had the whole answer.';
  return `It left before it had read it all. Its system had taken ${bytesWords(bodySent)} of the body.`;
}

/** What chose the reply; null where that was not recorded. `isRecorded` says that what was sent is known. */
export function chosenWords({ by, rule, provider, step }: ReplySummary, isRecorded: boolean): string | null {
  const chooser = chooserWords({ by, rule, provider }, isRecorded || step !== undefined);
  return chooser && [chooser, step].filter((part) => part !== undefined).join(', ');
}

function chooserWords(
  { by, rule, provider }: Pick<ReplySummary, 'by' | 'rule' | 'provider'>,
  isRecorded: boolean,
): string | null {
  switch (by) {
    case 'rule':
      return rule ? `the rule “${rule.name}”` : 'a rule';
    case 'handshake':
      return `the handshake of ${provider ? providerName({ id: provider }) : 'its provider'}`;
    case 'hand':
      return 'somebody, by hand';
    case 'override':
      return 'its sender, in the query';
    case 'preflight':
      return 'CORS, which grants preflights of browsers';
    case 'malformed':
      return 'the parser, which found no HTTP message';
    default:
      return isRecorded ? 'no rule: it is the default' : null;
  }
}

/** Why a reply came without the wait that was chosen for it. */
export function skippedWords(
  limitOf: NonNullable<ReplySummary['waitSkippedBy']>,
  fault: ReplySummary['fault'],
): string {
  const whose = limitOf === 'address' ? 'from this address' : 'in this bin';
  const happened =
    fault === 'hang'
      ? 'The connection was closed at once instead of hanging'
      : 'The response was sent without its wait (delay, hold or slow fault)';
  return `${happened}: too many requests ${whose} were already waiting.`;
}

function bytesWords(bytes: number): string {
  return bytes < 1000 ? countOf(bytes, 'byte') : humanSize(bytes);
}
