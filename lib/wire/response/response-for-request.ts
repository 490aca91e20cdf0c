import { randomUUID } from 'node:crypto';
import type { ReplyingBin } from '#lib/model/bin.ts';
import type { Recognised } from '#lib/model/capture.ts';
import { builtInResponse } from '#lib/reply/built-in-responses.ts';
import { defaultResponse } from '#lib/reply/default-response.ts';
import type { RandomSource } from '#lib/reply/random.ts';
import { bodyLookedAt, type ChosenResponse, chosenBuiltIn, respondTo } from '#lib/reply/respond-to.ts';
import type { Store } from '#lib/store/store.ts';
import { replyWork } from '#lib/workers/reply-work.ts';
import type { Workers } from '#lib/workers/workers.ts';

export type { ChosenResponse };

const chosenDefault: ChosenResponse = { response: defaultResponse, facts: { chosenBy: { by: 'default' } } };

/** Whether `defaultResponseTo` gives the responses of a bin. */
export function hasDefaultResponses({ reply }: ReplyingBin): boolean {
  return reply === null;
}

/** The response of a bin without reply settings. */
export function defaultResponseTo(received: Recognised): ChosenResponse {
  const builtIn = builtInResponse(received, true);
  return builtIn ? chosenBuiltIn(builtIn) : chosenDefault;
}

/** Chooses the response to a request and renders it. A bin without reply settings takes a shortcut. */
export function chooseResponseFor(
  bin: ReplyingBin,
  received: Recognised,
  seq: number,
  { store, workers }: { store: Pick<Store, 'advancePlaybook' | 'readLongBody'>; workers: Workers },
): ChosenResponse | Promise<ChosenResponse> {
  if (bin.reply === null) return defaultResponseTo(received);
  const chance: RandomSource = { now: Date.now(), random: Math.random, uuid: randomUUID };
  let reading: Promise<Uint8Array> | undefined;
  return respondTo(
    bin.reply,
    { ...received, seq, note: null, pinned: false, answered: null },
    {
      ...replyWork(workers, { name: `bin ${bin.id}` }),
      chance,
      body() {
        reading ??= bodyOf(received, store);
        return reading;
      },
      count: (playId, counted) =>
        store.advancePlaybook({ binId: bin.id, playId, now: chance.now, ...counted }),
    },
  );
}

/** The part of a body that rules and templates can see, from memory or from the store. */
async function bodyOf(
  { body, longBodyId, bodyStored }: Recognised,
  store: Pick<Store, 'readLongBody'>,
): Promise<Uint8Array> {
  return longBodyId === null ? body : store.readLongBody(longBodyId, Math.min(bodyStored, bodyLookedAt));
}
