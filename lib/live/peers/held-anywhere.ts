import type { HeldSummary } from '#lib/model/capture-json.ts';
import type { BinResponse } from '#lib/reply/response.ts';
import type { HeldRequest, HeldRequests } from '#lib/wire/response/held-requests.ts';
import type { Announce } from '../announce.ts';
import type { Peers } from './peers.ts';
import type { HeldTimes } from './presence.ts';
import type { Answer, Question, ResponseJson } from './questions.ts';

/** A held request as all processes know it. Times are milliseconds since the epoch. */
export type KnownHeld = HeldTimes & { readonly seq: number };

/** The held requests of all processes on the database. One that is held by another process is answered there. */
export type HeldAnywhere = Pick<HeldRequests, 'waitForResponse'> & {
  /** How many this process holds. */
  readonly count: number;
  /** The held requests of a bin, oldest first. */
  of(binId: number): KnownHeld[];
  find(binId: number, seq: number): KnownHeld | null;
  /** The response that a request gets without a manual one; null if it is not held (any more). */
  chosenFor(binId: number, seq: number): Promise<BinResponse | null>;
  /** Sends a manual response to a held request; false if it is not held (any more). */
  respond(binId: number, seq: number, response: BinResponse): Promise<boolean>;
  /** See `HeldRequests.extend`. */
  extend(binId: number, seq: number, forMs: number): Promise<number | null>;
};

/** Where a held request is found, and what is done with it there. */
type Held = Pick<HeldRequests, 'count' | 'of' | 'find' | 'respond' | 'extend' | 'waitForResponse'>;

export function heldAnywhere(held: Held, peers: Peers): HeldAnywhere {
  peers.listen({ asked: async (question) => answerAbout(held, question) });

  async function askHolder(question: Exclude<Question, { about: 'known' }>): Promise<Answer | null> {
    const holder = peers.heldOf(question.binId).get(question.seq)?.peer;
    const answer = holder === undefined ? null : await peers.ask(holder, question);
    return answer?.isDone ? answer : null;
  }

  return {
    waitForResponse: (toHold, chosen) => held.waitForResponse(toHold, chosen),
    get count() {
      return held.count;
    },
    of(binId) {
      const elsewhere = [...peers.heldOf(binId)].map(([seq, { since, deadline }]) => ({
        seq,
        since,
        deadline,
      }));
      if (elsewhere.length === 0) return held.of(binId);
      return [...held.of(binId), ...elsewhere].sort((one, other) => one.seq - other.seq);
    },
    find(binId, seq) {
      const here = held.find(binId, seq);
      if (here || !peers.mayExist) return here;
      const there = peers.heldOf(binId).get(seq);
      return there ? { seq, since: there.since, deadline: there.deadline } : null;
    },
    async chosenFor(binId, seq) {
      const here = held.find(binId, seq);
      if (here) return here.chosen;
      const answer = await askHolder({ about: 'chosen', binId, seq });
      return answer?.response ? responseIn(answer.response) : null;
    },
    async respond(binId, seq, response) {
      if (held.respond(binId, seq, response)) return true;
      const answer = await askHolder({ about: 'respond', binId, seq, response: jsonOf(response) });
      return answer !== null;
    },
    async extend(binId, seq, forMs) {
      const here = held.extend(binId, seq, forMs);
      if (here !== null) return here;
      const answer = await askHolder({ about: 'extend', binId, seq, forMs });
      return answer?.deadline ?? null;
    },
  };
}

/** The same announcements, which also tell other processes what this one holds. */
export function tellHeld(announce: Pick<Announce, 'changed'>, peers: Peers): Pick<Announce, 'changed'> {
  return {
    changed(binId, change) {
      if (change.held !== undefined) peers.setHeld(binId, change.seq, change.held && timesIn(change.held));
      announce.changed(binId, change);
    },
  };
}

function timesIn({ since, deadline }: HeldSummary): HeldTimes {
  return { since: Date.parse(since), deadline: Date.parse(deadline) };
}

/** What this process answers another one. */
function answerAbout(held: Held, question: Question): Answer {
  if (question.about === 'known') return { isDone: true };
  const { binId, seq } = question;
  if (question.about === 'respond')
    return { isDone: held.respond(binId, seq, responseIn(question.response)) };
  if (question.about === 'extend') {
    const deadline = held.extend(binId, seq, question.forMs);
    return deadline === null ? { isDone: false } : { isDone: true, deadline };
  }
  const waiting: HeldRequest | null = held.find(binId, seq);
  return waiting ? { isDone: true, response: jsonOf(waiting.chosen) } : { isDone: false };
}

function jsonOf({ status, headers, body, fault }: BinResponse): ResponseJson {
  return { status, headers, body: Buffer.from(body).toString('base64'), ...(fault && { fault }) };
}

function responseIn({ body, ...response }: ResponseJson): BinResponse {
  return { ...response, body: Buffer.from(body, 'base64') };
}
