import { replySummary } from '../copy-as/capture-json.ts';
import type { Announce } from '../live/announce.ts';
import { fail, problemOf } from '../model/errors.ts';
import { recognise } from '../providers/index.ts';
import { chooseReply } from '../reply/choose.ts';
import type { Store } from '../store/store.ts';
import type { Arrival } from './arrival.ts';
import type { KeepBody } from './keep-body.ts';

/** What the straight line needs of the running server. */
export type Line = {
  readonly store: Store;
  readonly announce: Announce;
  /** For the doors, which read bodies. */
  readonly keepBody: KeepBody;
  /** Called with failures that are ours; the sender has been told by then. */
  readonly blame: (error: unknown) => void;
};

/**
 * The straight line: how a request sent to a bin becomes a capture.
 *
 * The body is read, the capture is committed under its number, those who watch are told, and only then is the sender
 * answered: a 2xx from a bin means "it is on disk".
 */
export async function capture(
  arrival: Arrival,
  slug: string,
  { store, announce, blame }: Omit<Line, 'keepBody'>,
): Promise<void> {
  try {
    const bin = (await store.findBin(slug)) ?? fail('bin-not-found', `No bin is called ${slug}.`);
    const received = await arrival.receive();
    const recognised = { ...received, provider: recognise(received) };
    const seq =
      (await store.add(bin.id, recognised)) ?? fail('bin-not-found', `The bin ${slug} was deleted.`);
    announce.captured(bin.id, recognised, seq);
    const reply = chooseReply(received);
    const answered = await arrival.answer(reply);
    store.answered(bin.id, seq, answered);
    announce.changed(bin.id, { seq, reply: replySummary(answered) });
  } catch (error) {
    const problem = problemOf(error, arrival.origin);
    if (problem.status >= 500) blame(error);
    await arrival.refuse(problem);
  }
}
