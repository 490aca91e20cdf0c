import { changeNotice, closeNotice, showNotice } from '#components/ui/notices.tsx';
import type { Signed } from '#lib/providers/signature/scheme.ts';
import type { Inspection } from '../context/inspection.tsx';
import { outcomeOf } from '../deliveries/outcome.ts';
import { destinationName } from '../destination/destination-name.ts';
import { modeFor, type SendTo } from '../destination/remembered.ts';
import { usualOptions } from '../destination/send-options.ts';
import { rememberedFor } from '../destination/use-remembered.ts';
import { signingSecret } from '../signature/use-signing-secret.ts';
import { draftOf } from './draft.ts';
import { type LoadedSource, loadedCapture, sourceOfCapture } from './load-source.ts';
import { orderOf, requestToSign } from './send-order.ts';
import { type SigningQuestion, signingQuestion, signRequest, unchangedReplay } from './signing.ts';
import { replayNotice as words } from './words.ts';

/** The requests that are being replayed, so that a key that is pressed twice does not send twice. */
const inFlight = new Set<number>();

/**
 * Sends a captured request again, at once and unchanged, to where a request was sent last, and shows the result as a notice. Resolves with
 * `ask` instead if a person has to decide first how it is signed. `onShow` opens the delivery.
 */
export async function replayAtOnce(
  inspection: Inspection,
  seq: number,
  onShow: ((id: string) => void) | null,
): Promise<'sent' | 'ask'> {
  if (inFlight.has(seq)) return 'sent';
  inFlight.add(seq);
  const { bin, deliveries: api, deliveryNews, may } = inspection;
  const to = rememberedFor(bin.key).last;
  const destination = destinationName(to, bin.slug);
  const notice = showNotice({ tone: 'busy', words: words.sending(seq, destination) });
  try {
    const { signal } = new AbortController();
    const capture = await inspection.captures.load(seq, signal);
    const unread = sourceOfCapture(capture, bin.captureUrl, null);
    // A bin verifies nothing, links to one request may send it only as it is, and what is not signed is sent without being loaded.
    const isSigned = to !== 'self' && may('send') && signingQuestion(unread.source) !== null;
    const loaded = isSigned ? await loadedCapture(capture, inspection, signal) : unread;
    const signed = isSigned ? await signedFor(loaded, inspection, to) : null;
    if (signed === 'ask') {
      closeNotice(notice);
      return 'ask';
    }
    const draft = draftOf(loaded.base);
    const order = orderOf({
      source: loaded.source,
      draft,
      to,
      options: usualOptions,
      repeat: { times: 1, gapMs: 0 },
      signed,
      captureUrl: bin.captureUrl,
    });
    const delivery = await api.send(order, { wait: true });
    deliveryNews.publish({ type: 'changed', deliveries: [delivery] });
    const { words: outcome, reason, time } = outcomeOf(delivery);
    const hasFailed = delivery.state !== 'answered';
    const status = delivery.attempts.at(-1)?.status ?? 0;
    changeNotice(notice, {
      tone: hasFailed || status >= 400 ? 'bad' : 'good',
      words:
        hasFailed || time === null
          ? words.failed(seq, destination, reason ?? outcome)
          : words.answered(seq, destination, outcome, time),
      action: onShow && { label: words.show, act: () => onShow(delivery.id) },
    });
  } catch (error) {
    changeNotice(notice, { tone: 'trouble', words: words.notSent, error });
  } finally {
    inFlight.delete(seq);
  }
  return 'sent';
}

/** The request as it has to be signed for the destination; null if it is sent as it was. `ask` if that was not decided yet. */
async function signedFor(
  { source, base }: LoadedSource,
  { bin }: Inspection,
  to: SendTo,
): Promise<Signed | null | 'ask'> {
  const question = signingQuestion(source);
  if (question === null) return null;
  const mode = modeFor(rememberedFor(bin.key), to);
  const unsigned = requestToSign({ draft: draftOf(base), to, captureUrl: bin.captureUrl });
  if (unsigned === null) return mode === null ? 'ask' : null;
  if (mode === null) return isAccepted(question, { source, unsigned }) ? null : 'ask';
  if (mode === 'as-it-was' || !question.modes.includes(mode)) return null;
  const secret = signingSecret(bin.key, question.secretName);
  if (secret.trim() === '') return 'ask';
  const result = await signRequest(source, question, unsigned, {
    mode,
    secret,
    now: Date.now(),
    random: Math.random,
  });
  return result.state === 'signed' ? result.request : 'ask';
}

function isAccepted(
  question: SigningQuestion,
  { source, unsigned }: { source: LoadedSource['source']; unsigned: Signed },
): boolean {
  const isOnlyChoice = question.modes.length === 1;
  return isOnlyChoice || unchangedReplay(source, question, unsigned, Date.now()).failing.length === 0;
}
