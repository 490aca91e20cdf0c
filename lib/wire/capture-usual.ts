import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Answered, type KeptBody, noSchemaFacts, type Recognised } from '#lib/model/capture.ts';
import { Failure, isOurFault, problemOf } from '#lib/model/errors.ts';
import { recognise } from '#lib/providers/index.ts';
import { confine, viewerOf } from '#lib/reply/confine.ts';
import type { ResponseFacts } from '#lib/reply/respond-to.ts';
import type { BinResponse } from '#lib/reply/response.ts';
import type { CaptureContext } from './capture.ts';
import { microsNow } from './clock.ts';
import { firstByteAt } from './incoming/first-byte.ts';
import { peerOf } from './incoming/peer.ts';
import { acceptNodeRequest, receivedRequest, type WireFacts } from './incoming/read-node-request.ts';
import { readShortBody } from './incoming/short-body.ts';
import { sendAtOnce, whenLeftEarly } from './response/http1-channel.ts';
import type { Outcome } from './response/response-channel.ts';
import { defaultResponseTo, hasDefaultResponses } from './response/response-for-request.ts';

/** The longest body of a usual request, bytes, and the most that may be arriving at a time: they are held in memory. */
const longestBody = 256 * 1024;
const mostArriving = 32 * 2 ** 20;

let arriving = 0;

/**
 * Captures a usual request: HTTP/1.1 with a short body of known length, to a bin that is in memory, has neither reply settings,
 * signing secrets, schemas nor destinations that respond in its place, and that no limit concerns. Nearly all requests are like that. Returns false for any other: `capture` takes it.
 *
 * The steps are those of `capture`, with the same results: `test/wire/usual.test.ts` sends the same bytes to both. As nothing
 * here waits but for the body, the commit and the sender, the steps call each other instead of awaiting promises, of which
 * `capture` needs about twenty: that is half of its time. `done` is called once the response is recorded.
 */
export function captureUsual(
  request: IncomingMessage,
  response: ServerResponse,
  { slug, ...facts }: WireFacts & { slug: string },
  context: CaptureContext,
  done: () => void,
): boolean {
  const length = shortLength(request, Math.min(longestBody, context.maxBodyBytes));
  if (length === null || arriving + length > mostArriving) return false;
  const bin = context.knownBin(slug, facts.client?.address ?? peerOf(request.socket).address);
  if (
    bin === null ||
    bin.frozen ||
    !hasDefaultResponses(bin) ||
    bin.secrets.length > 0 ||
    bin.schemas.length > 0 ||
    bin.responders.length > 0
  )
    return false;

  const { store, announce, trust } = context;
  const binId = bin.id;
  const receivedAt = firstByteAt(request);
  const headersMicros = microsNow() - receivedAt;
  let lastByteAt = receivedAt;
  arriving += length;
  readShortBody(request, length, (body) => {
    arriving -= length;
    guard(() => receive(body));
  });
  return true;

  /** Stores the request. */
  function receive(body: KeptBody): void {
    lastByteAt = microsNow();
    const received = receivedRequest(request, body, facts, { receivedAt, headersMicros, lastByteAt });
    const recognised = Object.assign(received, {
      provider: recognise(received),
      signature: null,
      ...noSchemaFacts,
    });
    store.addCaptureThen(binId, recognised, (error, seq) =>
      guard(() => {
        if (seq === null) reject(error ?? new Failure('bin-not-found', `The bin ${slug} was deleted.`));
        else respond(recognised, seq);
      }),
    );
  }

  /** Tells the viewers, and sends the response. */
  function respond(received: Recognised, seq: number): void {
    announce.captured(binId, received, seq);
    const { response: chosen, facts: choice } = defaultResponseTo(received);
    const reply = confine(chosen, viewerOf(received, facts.origin), trust);
    sendAtOnce(response, reply, (outcome) => guard(() => record(seq, reply, choice, outcome)));
  }

  /** Records what the sender got. */
  function record(
    seq: number,
    { status, headers, body }: BinResponse,
    choice: ResponseFacts,
    { complete, bodySent }: Readonly<Outcome>,
  ): void {
    const answered: Answered = {
      ...choice,
      status,
      micros: microsNow() - lastByteAt,
      complete,
      bodySent,
      delayMs: 0,
      fault: null,
      sent: { headers, body, bodySize: body.length },
    };
    store.recordResponse(binId, seq, answered);
    announce.responded(binId, seq, answered);
    if (complete) {
      whenLeftEarly(response, () => {
        const corrected = { ...answered, complete: false };
        store.correctResponse(binId, seq, corrected);
        announce.responded(binId, seq, corrected);
      });
    }
    done();
  }

  /** Responds that the request was not captured. */
  function reject(error: unknown): void {
    const problem = problemOf(error, facts.origin);
    if (isOurFault(problem)) context.reportError(error);
    acceptNodeRequest(request, response, facts).reject(problem).catch(context.reportError).finally(done);
  }

  /** Takes a step. A defect ends this request, and no other. */
  function guard(step: () => void): void {
    try {
      step();
    } catch (failure) {
      context.reportError(failure);
      request.socket.destroy();
      done();
    }
  }
}

/** The length of the body of a usual request; null when it is longer or not known, or when the sender expects something first. */
function shortLength({ httpVersion, headers }: IncomingMessage, longest: number): number | null {
  if (httpVersion !== '1.1' || headers.expect !== undefined || headers['transfer-encoding'] !== undefined)
    return null;
  const length = Number(headers['content-length'] ?? 0);
  return length <= longest ? length : null;
}
