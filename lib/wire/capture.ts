import { replySummary } from '../copy-as/capture-json.ts';
import type { Announce } from '../live/announce.ts';
import type { Answered } from '../model/capture.ts';
import { fail, isOurFault, problemOf } from '../model/errors.ts';
import { recognise } from '../providers/index.ts';
import { confine, type Trust, type Viewer, viewerOf } from '../reply/confine.ts';
import type { Store } from '../store/store.ts';
import type { Workers } from '../workers/workers.ts';
import type { Admit } from './admit.ts';
import type { Arrival } from './arrival.ts';
import { type Spend, spendBeside } from './byte-meter.ts';
import { type Chosen, chooseReplyFor } from './choose-reply.ts';
import type { HeldRequests } from './held-requests.ts';
import type { KeepBody } from './keep-body.ts';
import type { RequestWaits, Waits } from './waits.ts';

/** What the straight line needs of the running server. */
export type Line = {
  readonly store: Store;
  /** Finds the bin, or turns the request away. */
  readonly admit: Admit;
  /** Counts the bytes of a body that comes from an address to a bin; null where nothing limits them. */
  readonly spendFor: (binId: number, address: string) => Spend | null;
  readonly announce: Announce;
  /** For the doors, which read bodies and take their time with replies. */
  readonly keepBody: KeepBody;
  readonly waits: Waits;
  /** For what could hold up all others: costly rules, and templates. */
  readonly workers: Workers;
  /** Requests that wait for somebody to answer them. */
  readonly held: HeldRequests;
  /** Where browsers may run what replies hold. */
  readonly trust: Trust;
  /** Called with failures that are ours; the sender has been told by then. */
  readonly blame: (error: unknown) => void;
};

/** A capture on disk, and what its sender is to get; `seq` is null where a frozen bin kept nothing. */
type Kept = Chosen & {
  readonly binId: number;
  readonly seq: number | null;
  readonly viewer: Viewer;
};

/**
 * The straight line: how a request sent to a bin becomes a capture.
 *
 * The body is read, the capture is committed under its number, those who watch are told, and only then is the sender
 * answered: a 2xx from a bin means "it is on disk".
 */
export async function capture(arrival: Arrival, slug: string, line: Omit<Line, 'keepBody'>): Promise<void> {
  try {
    const kept = await keep(arrival, slug, line);
    const waits = line.waits.of({ address: arrival.from, binId: kept.binId });
    await give(arrival, kept, waits, line).finally(() => waits.end());
  } catch (error) {
    const problem = problemOf(error, arrival.origin);
    if (isOurFault(problem)) line.blame(error);
    await arrival.refuse(problem);
  }
}

async function keep(
  arrival: Arrival,
  slug: string,
  {
    store,
    admit,
    spendFor,
    announce,
    workers,
  }: Pick<Line, 'store' | 'admit' | 'spendFor' | 'announce' | 'workers'>,
): Promise<Kept> {
  const bin = await admit(slug, arrival);
  const spend = spendFor(bin.id, arrival.from);
  const request = await arrival.receive(spend);
  const received = { ...request, provider: recognise(request) };
  const viewer = viewerOf(received, arrival.origin);
  if (bin.frozen) {
    if (received.longBodyId !== null) await store.dropLongBody(received.longBodyId);
    return {
      binId: bin.id,
      seq: null,
      viewer,
      ...(await chooseReplyFor(bin, received, 0, { store, workers })),
    };
  }
  const seq = (await store.add(bin.id, received)) ?? fail('bin-not-found', `The bin ${slug} was deleted.`);
  announce.captured(bin.id, received, seq);
  const chosen = await chooseReplyFor(bin, received, seq, { store, workers });
  spendBeside(spend, received, chosen);
  return { binId: bin.id, seq, viewer, ...chosen };
}

/** Apart from keeping, so that a sender which waits minutes for its answer holds none of what it sent. */
async function give(
  arrival: Arrival,
  { binId, seq, reply: chosen, told, viewer }: Kept,
  waits: RequestWaits,
  { store, announce, held, trust }: Pick<Line, 'store' | 'announce' | 'held' | 'trust'>,
): Promise<void> {
  if (seq === null) {
    await arrival.answer(confine(chosen, viewer, trust), { waits, revise: () => {} });
    return;
  }
  const given = await held.replyTo({ binId, seq, sender: arrival.sender, waits }, chosen);
  const reply = confine(given, viewer, trust);
  const answered = answeredBy(await arrival.answer(reply, { waits, revise }));
  store.answered(binId, seq, answered);
  announce.changed(binId, { seq, reply: replySummary(answered) });

  function revise(outcome: Answered): void {
    if (seq === null) return;
    const revised = answeredBy(outcome);
    store.answerRevised(binId, seq, revised);
    announce.changed(binId, { seq, reply: replySummary(revised) });
  }

  function answeredBy(outcome: Answered): Answered {
    const { headers, body, byHand } = reply;
    const chosenBy = byHand ? ({ chosenBy: { by: 'hand' } } as const) : told;
    return { ...chosenBy, ...outcome, sent: { headers, body, bodySize: body.length } };
  }
}
