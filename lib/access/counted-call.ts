import type { Config } from '#lib/config/read-config.ts';
import type { Asker } from '#lib/model/asker.ts';
import type { Link } from '#lib/model/link.ts';
import type { RateUse } from '#lib/model/rate-limit-fields.ts';
import { hashKey } from './keys.ts';
import type { Gate } from './limits/request-limits.ts';
import { senderKey } from './limits/sender-key.ts';
import { type Entry, ensureAllowed, openBin } from './open-bin.ts';
import type { Action } from './permissions.ts';
import { withRequestedMasking } from './requested-masking.ts';

type Parts = {
  readonly store: Parameters<typeof openBin>[0];
  readonly gate: Pick<Gate, 'countCall'>;
  readonly config: Pick<Config, 'rates'>;
  readonly noteRate?: (use: RateUse | null) => void;
};

/** A call of the API about a bin. `masking` is the value of its header `Wirebin-Mask`. */
type BinCall = {
  readonly key: string | null;
  readonly slug: string;
  readonly action: Action;
  readonly masking: string | null;
  readonly now: number;
};

/** Counts a call of the API, and opens the bin named in its URL. Fails like `openBin`, and with `rate-limited`. */
export async function openCountedBin(
  { store, gate, config, noteRate }: Parts,
  { key, slug, action, masking, now }: BinCall,
): Promise<Entry> {
  if (key !== null && config.rates.perKey) {
    const use = await gate.countCall(nameOfKey(key));
    noteRate?.(use);
  }
  const entry = await openBin(store, key, slug, action, now);
  const link = withRequestedMasking(entry.link, masking);
  ensureAllowed(link, action);
  return { ...entry, link };
}

/** The name under which calls with a key are counted: a hash, since counters may be in Redis, where no key belongs. */
const nameOfKey = (key: string) => Buffer.from(hashKey(key)).toString('base64url');

/** Who shares the turns of long work: the IP address of the client, or a link where the address is empty. */
export function askerAt(sender: string, link: Pick<Link, 'id'>, signal: AbortSignal): Asker {
  return { name: sender === '' ? `link ${link.id}` : senderKey(sender), signal };
}
