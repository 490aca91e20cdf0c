import type { Announce } from '#lib/live/announce.ts';
import type { ReplyingBin } from '#lib/model/bin.ts';
import { type Answered, type ChosenBy, noSchemaFacts, type Recognised } from '#lib/model/capture.ts';
import { Failure, isOurFault, problemOf } from '#lib/model/errors.ts';
import { recognise } from '#lib/providers/index.ts';
import { confine, type Trust, type Viewer, viewerOf } from '#lib/reply/confine.ts';
import type { Store } from '#lib/store/store.ts';
import type { Workers } from '#lib/workers/workers.ts';
import { type CountBytes, countOtherBytes } from './incoming/byte-meter.ts';
import type { CheckSchemas } from './incoming/check-schemas.ts';
import type { CheckSignature } from './incoming/check-signature.ts';
import type { FindBin, KnownBin } from './incoming/find-bin.ts';
import type { IncomingRequest } from './incoming/incoming-request.ts';
import type { KeepBody } from './incoming/keep-body.ts';
import type { HeldRequests } from './response/held-requests.ts';
import type { RespondFromUpstream } from './response/respond-from-upstream.ts';
import { type ChosenResponse, chooseResponseFor } from './response/response-for-request.ts';
import type { RequestWaits, Waits } from './response/wait-limits.ts';

/** The parts of the running server that a capture needs. */
export type CaptureContext = {
  readonly store: Store;
  /** Finds the bin, or rejects the request. */
  readonly findBin: FindBin;
  /** The same for `captureUsual`. */
  readonly knownBin: KnownBin;
  /** How many bytes of a body are stored. */
  readonly maxBodyBytes: number;
  /** Counts the body bytes that an address sends to a bin; null where they are not limited. */
  readonly byteCounterFor: (binId: number, address: string) => CountBytes | null;
  readonly announce: Announce;
  /** Stores bodies as they are read. */
  readonly keepBody: KeepBody;
  /** Verifies the signatures of requests to bins that keep signing secrets. */
  readonly checkSignature: CheckSignature;
  /** Checks the bodies of requests to bins that keep schemas. */
  readonly checkSchemas: CheckSchemas;
  readonly waits: Waits;
  /** Runs expensive rules and templates, which would otherwise hold up all other requests. */
  readonly workers: Workers;
  /** Resolves with the response of a forwarding destination, for bins that pass it on; null when the bin gives its own. Never fails. */
  readonly respondFromUpstream: RespondFromUpstream;
  /** The requests that wait for a manual response. */
  readonly held: Pick<HeldRequests, 'waitForResponse'>;
  /** Where browsers may run the content of responses. */
  readonly trust: Trust;
  /** Called with failures of our own, after the sender got its response. */
  readonly reportError: (error: unknown) => void;
};

/** A request that was received, and the response chosen for it; `seq` is null if the bin is frozen and did not store it. */
type ReceivedRequest = ChosenResponse & {
  readonly binId: number;
  readonly seq: number | null;
  readonly viewer: Viewer;
};

/**
 * Captures a request that was sent to a bin, and responds to it.
 *
 * The body is read, the capture is committed, the viewers are told, and only then does the sender get its response: a 2xx
 * from a bin means that the request is on disk. The two halves are separate functions, so that a sender that waits minutes
 * for its response does not keep its request in memory.
 */
export async function capture(
  incoming: IncomingRequest,
  slug: string,
  context: Omit<CaptureContext, 'keepBody' | 'knownBin' | 'maxBodyBytes'>,
): Promise<void> {
  try {
    const received = await receive(incoming, slug, context);
    const waits = context.waits.of({ address: incoming.clientAddress, binId: received.binId });
    await respond(incoming, received, waits, context).finally(() => waits.end());
  } catch (error) {
    const problem = problemOf(error, incoming.origin);
    if (isOurFault(problem)) context.reportError(error);
    await incoming.reject(problem);
  }
}

/** Finds the bin, reads the request, checks its signature and its body, stores it, tells the viewers, and chooses the response. */
async function receive(
  incoming: IncomingRequest,
  slug: string,
  {
    store,
    findBin,
    byteCounterFor,
    announce,
    workers,
    checkSignature,
    checkSchemas,
    respondFromUpstream,
  }: Omit<
    CaptureContext,
    'keepBody' | 'knownBin' | 'maxBodyBytes' | 'waits' | 'held' | 'trust' | 'reportError'
  >,
): Promise<ReceivedRequest> {
  const bin = await findBin(slug, incoming);
  const countBytes = byteCounterFor(bin.id, incoming.clientAddress);
  const received = await incoming.receive(countBytes);
  const recognised = { ...received, provider: recognise(received) };
  const signature = bin.secrets.length === 0 ? null : await checkSignature(bin, recognised, incoming.origin);
  const checked = { ...recognised, signature };
  const schemaFacts = bin.schemas.length === 0 ? noSchemaFacts : await checkSchemas(bin, checked);
  const request = { ...checked, ...schemaFacts };

  const seq = bin.frozen ? null : await commit(bin, slug, request, { store, announce });

  const chosen = await choose(bin, request, seq, { store, workers, respondFromUpstream });
  if (seq !== null) countOtherBytes(countBytes, request, chosen);
  return { binId: bin.id, seq, viewer: viewerOf(request, incoming.origin), ...chosen };
}

/**
 * Chooses the response: that of the destination to which the bin forwards the request, where it passes that on, else the one of its reply
 * settings. A request that is not stored is dropped then.
 */
async function choose(
  bin: ReplyingBin,
  request: Recognised,
  seq: number | null,
  { store, workers, respondFromUpstream }: Pick<CaptureContext, 'store' | 'workers' | 'respondFromUpstream'>,
): Promise<ChosenResponse> {
  try {
    const passedOn =
      seq === null || bin.responders.length === 0 ? null : await respondFromUpstream(bin, request, seq);
    return passedOn ?? (await chooseResponseFor(bin, request, seq ?? 0, { store, workers }));
  } finally {
    if (seq === null) await discard(request, store);
  }
}

/**
 * Stores a request and tells the viewers. Resolves with its number once it is on disk. Viewers are told by the callback of the
 * commit, so that they learn of all captures, also of those of `captureUsual`, in the order of their numbers.
 */
function commit(
  { id: binId }: ReplyingBin,
  slug: string,
  request: Recognised,
  { store, announce }: Pick<CaptureContext, 'store' | 'announce'>,
): Promise<number> {
  return new Promise((resolve, reject) => {
    store.addCaptureThen(binId, request, (error, seq) => {
      if (seq === null) return reject(error ?? new Failure('bin-not-found', `The bin ${slug} was deleted.`));
      try {
        announce.captured(binId, request, seq);
        resolve(seq);
      } catch (failure) {
        reject(failure);
      }
    });
  });
}

/** Drops a request to a frozen bin. A long body is in the store by then. */
async function discard({ longBodyId }: Recognised, store: Store): Promise<void> {
  if (longBodyId !== null) await store.discardLongBody(longBodyId);
}

/** Sends the response, which may wait for a delay or for a person, and records what the sender got. */
async function respond(
  incoming: IncomingRequest,
  { binId, seq, response: chosen, facts, viewer }: ReceivedRequest,
  waits: RequestWaits,
  { store, announce, held, trust }: Pick<CaptureContext, 'store' | 'announce' | 'held' | 'trust'>,
): Promise<void> {
  if (seq === null) {
    await incoming.respond(confine(chosen, viewer, trust), { waits, revise: () => {} });
    return;
  }
  const decided = await held.waitForResponse({ binId, seq, sender: incoming.sender, waits }, chosen);
  const response = confine(decided, viewer, trust);
  const outcome = recorded(await incoming.respond(response, { waits, revise }));
  store.recordResponse(binId, seq, outcome);
  announce.responded(binId, seq, outcome);

  /** Corrects the record when it turns out later that the sender left before it had read the response. */
  function revise(revised: Answered): void {
    if (seq === null) return;
    const corrected = recorded(revised);
    store.correctResponse(binId, seq, corrected);
    announce.responded(binId, seq, corrected);
  }

  function recorded(result: Answered): Answered {
    const { headers, body, isManual } = response;
    const choice = isManual ? { chosenBy: byHand } : facts;
    return { ...choice, ...result, sent: { headers, body, bodySize: body.length } };
  }
}

const byHand: ChosenBy = { by: 'hand' };
