import { replySummary } from '../copy-as/capture-json.ts';
import type { Announce } from '../live/announce.ts';
import type { Answered } from '../model/capture.ts';
import { fail, problemOf } from '../model/errors.ts';
import { chooseReply } from '../reply/choose.ts';
import type { Reply } from '../reply/reply.ts';
import type { Store } from '../store/store.ts';
import type { Arrival } from './arrival.ts';
import type { HeldRequests } from './held-requests.ts';
import type { KeepBody } from './keep-body.ts';
import type { Waits } from './waits.ts';

/** What the straight line needs of the running server. */
export type Line = {
  readonly store: Store;
  readonly announce: Announce;
  /** For the doors, which read bodies and take their time with replies. */
  readonly keepBody: KeepBody;
  readonly waits: Waits;
  /** Requests that wait for somebody to answer them. */
  readonly held: HeldRequests;
  /** Called with failures that are ours; the sender has been told by then. */
  readonly blame: (error: unknown) => void;
};

/** A capture on disk, and what its sender is to get; `seq` is null where a frozen bin kept nothing. */
type Kept = { readonly binId: number; readonly seq: number | null; readonly reply: Reply };

/**
 * The straight line: how a request sent to a bin becomes a capture.
 *
 * The body is read, the capture is committed under its number, those who watch are told, and only then is the sender
 * answered: a 2xx from a bin means "it is on disk".
 */
export async function capture(arrival: Arrival, slug: string, line: Omit<Line, 'keepBody'>): Promise<void> {
  try {
    const kept = await keep(arrival, slug, line);
    await give(arrival, kept, line);
  } catch (error) {
    const problem = problemOf(error, arrival.origin);
    if (problem.status >= 500) line.blame(error);
    await arrival.refuse(problem);
  }
}

async function keep(
  arrival: Arrival,
  slug: string,
  { store, announce }: Pick<Line, 'store' | 'announce'>,
): Promise<Kept> {
  const bin = (await store.findBin(slug)) ?? fail('bin-not-found', `No bin is called ${slug}.`);
  const received = await arrival.receive();
  const reply = chooseReply(received);
  if (bin.frozen) {
    if (received.longBodyId !== null) await store.dropLongBody(received.longBodyId);
    return { binId: bin.id, seq: null, reply };
  }
  const seq = (await store.add(bin.id, received)) ?? fail('bin-not-found', `The bin ${slug} was deleted.`);
  announce.captured(bin.id, received, seq);
  return { binId: bin.id, seq, reply };
}

/** Apart from keeping, so that a sender which waits minutes for its answer holds none of what it sent. */
async function give(
  arrival: Arrival,
  { binId, seq, reply: chosen }: Kept,
  { store, announce, held }: Pick<Line, 'store' | 'announce' | 'held'>,
): Promise<void> {
  if (seq === null) return void (await arrival.answer(chosen, () => {}));
  const reply = await held.replyTo({ binId, seq, sender: arrival.sender }, chosen);
  record(await arrival.answer(reply, record));

  function record(answered: Answered): void {
    if (seq === null) return;
    store.answered(binId, seq, answered);
    announce.changed(binId, { seq, reply: replySummary(answered) });
  }
}
