import { randomUUID } from 'node:crypto';
import type { ReplyingBin } from '../model/bin.ts';
import type { Recognised } from '../model/capture.ts';
import type { Chance } from '../reply/chance.ts';
import { ownReply } from '../reply/own.ts';
import { plainReply } from '../reply/plain-reply.ts';
import { bodyLookedAt, type Chosen, ownChoice, replyTo } from '../reply/reply-to.ts';
import type { Store } from '../store/store.ts';
import { replyWork } from '../workers/reply-work.ts';
import type { Workers } from '../workers/workers.ts';

export type { Chosen };

const plain: Chosen = { reply: plainReply, told: { chosenBy: { by: 'default' } } };

/** The reply to a request, chosen and filled. Where nothing is set there is nothing to look up, count or fill. */
export function chooseReplyFor(
  bin: ReplyingBin,
  received: Recognised,
  seq: number,
  { store, workers }: { store: Pick<Store, 'countPlay' | 'readBody'>; workers: Workers },
): Chosen | Promise<Chosen> {
  if (!bin.reply) {
    const own = ownReply(received, true);
    return own ? ownChoice(own) : plain;
  }
  const chance: Chance = { now: Date.now(), random: Math.random, uuid: randomUUID };
  let reading: Promise<Uint8Array> | undefined;
  return replyTo(
    bin.reply,
    { ...received, seq, note: null, pinned: false, answered: null },
    {
      ...replyWork(workers, { name: `bin ${bin.id}` }),
      chance,
      body() {
        reading ??= bodyOf(bin, received, seq, store);
        return reading;
      },
      count: (playId, counted) => store.countPlay({ binId: bin.id, playId, now: chance.now, ...counted }),
    },
  );
}

/** What is looked at of a body, wherever it lies. */
async function bodyOf(
  bin: ReplyingBin,
  { body, longBodyId }: Recognised,
  seq: number,
  store: Pick<Store, 'readBody'>,
): Promise<Uint8Array> {
  if (longBodyId === null) return body;
  const pieces: Uint8Array[] = [];
  for await (const piece of store.readBody(bin.id, seq, 0, bodyLookedAt - 1)) pieces.push(piece);
  return Buffer.concat(pieces);
}
