import type { ReplayProgress } from '#lib/model/delivery-json.ts';

/** The later of two states of a bulk replay: a response can be older than an event that was received before it. */
export function furtherProgress(known: ReplayProgress | null, next: ReplayProgress): ReplayProgress {
  if (known === null) return next;
  const isOlder = next.ended < known.ended || (next.state === 'running' && known.state !== 'running');
  return isOlder ? known : next;
}

/** A bulk replay after the server that ran it has stopped. */
export function afterServerStop(known: ReplayProgress | null): ReplayProgress | null {
  return known?.state === 'running' ? { ...known, state: 'failed' } : known;
}
