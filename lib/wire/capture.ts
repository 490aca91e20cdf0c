import { replySummary } from '../copy-as/capture-json.ts';
import type { Announce } from '../live/announce.ts';
import { fail, isOurFault, problemOf } from '../model/errors.ts';
import { chooseReply } from '../reply/choose.ts';
import { confine, type Trust } from '../reply/confine.ts';
import type { Store } from '../store/store.ts';
import type { Admit } from './admit.ts';
import type { Arrival } from './arrival.ts';
import type { KeepBody } from './keep-body.ts';

/** What the straight line needs of the running server. */
export type Line = {
  readonly store: Store;
  /** Finds the bin, or turns the request away. */
  readonly admit: Admit;
  readonly announce: Announce;
  /** For the doors, which read bodies. */
  readonly keepBody: KeepBody;
  /** Where browsers may run what replies hold. */
  readonly trust: Trust;
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
  { store, admit, announce, trust, blame }: Omit<Line, 'keepBody'>,
): Promise<void> {
  try {
    const bin = await admit(slug, arrival.sender);
    const received = await arrival.receive();
    const seq = (await store.add(bin.id, received)) ?? fail('bin-not-found', `The bin ${slug} was deleted.`);
    announce.captured(bin.id, received, seq);
    const reply = confine(chooseReply(received), received, trust);
    const answered = await arrival.answer(reply);
    store.answered(bin.id, seq, answered);
    announce.changed(bin.id, { seq, reply: replySummary(answered) });
  } catch (error) {
    const problem = problemOf(error, arrival.origin);
    if (isOurFault(problem)) blame(error);
    await arrival.refuse(problem);
  }
}
