import type { CaptureChange } from '#lib/model/events.ts';
import type { Store } from '#lib/store/store.ts';
import type { Live } from '../live.ts';
import type { Subscriptions } from '../subscriptions.ts';
import type { LiveMessage } from './live-message.ts';
import type { Peers } from './peers.ts';

/** How often the database is looked at while processes tell each other what happens, and while they cannot, milliseconds. */
const interval = { connected: 2000, away: 700 };
/** While they cannot, pages load every so many looks what may have changed although the bin has no new captures. */
const refreshEvery = 14;
/** How long after messages were missed, which often are several. */
const soon = 50;
/**
 * Responses are told before they are recorded, which they are some milliseconds later. What reads them from the database reads
 * them again after these times, milliseconds.
 */
const recordedWithin = [250, 2000];

type Parts = {
  readonly store: Pick<Store, 'binStates' | 'linkKeys'>;
  readonly peers: Peers;
  readonly live: Pick<Live, 'shown' | 'headOf' | 'endRevoked' | 'tell' | 'tellRestricted' | 'refresh'>;
  readonly subscriptions: Pick<Subscriptions, 'followed' | 'noticeHead' | 'endRevoked' | 'tell'>;
  readonly reportError: (error: unknown) => void;
};

/**
 * Finds what other processes have done and no message has told: captures by their seq, deleted bins, revoked links. Costs two short queries a
 * look, and none without pages and programs.
 */
export function openCatchUp({ store, peers, live, subscriptions, reportError }: Parts): { close(): void } {
  /** The state of each bin at the last look. */
  let before = new Map<number, { readonly head: number; readonly total: number }>();
  let looks = 0;
  let isMissed = false;
  let timer: NodeJS.Timeout | undefined;
  let isClosed = false;

  async function look(): Promise<void> {
    const isAway = !peers.isConnected();
    looks += 1;
    if (isMissed) {
      isMissed = false;
      await live.refresh();
    }
    const [shown, followed] = [live.shown(), subscriptions.followed()];
    const bins = [...new Set([...shown.bins, ...followed.bins])];
    const states = bins.length === 0 ? new Map() : await store.binStates(bins);
    const now: typeof before = new Map();
    for (const binId of bins) {
      const state = states.get(binId);
      if (!state || state.isDeleted) {
        for (const one of [live, subscriptions]) one.tell({ type: 'closed', binId, why: 'bin-deleted' });
        continue;
      }
      now.set(binId, state);
      subscriptions.noticeHead(binId, state.head);
      if (!shown.bins.has(binId)) continue;
      const last = before.get(binId);
      // A message about it may be on its way: one that is late by a look was lost.
      const due = isAway ? state.head : (last?.head ?? 0);
      const hasOthers = isAway && last !== undefined && last.total !== state.total;
      const mayHaveChanged = isAway && looks % refreshEvery === 0;
      if (due > live.headOf(binId) || hasOthers || mayHaveChanged) await live.refresh(binId);
    }
    before = now;
    const links = [...new Set([...shown.links, ...followed.links])];
    if (links.length === 0) return;
    const keys = await store.linkKeys(links);
    // Links that were opened meanwhile are looked at the next time.
    const keyOf = new Map(links.map((id) => [id, keys.get(id) ?? null]));
    live.endRevoked(keyOf);
    subscriptions.endRevoked(keyOf);
  }

  function lookLater(after = peers.isConnected() ? interval.connected : interval.away): void {
    clearTimeout(timer);
    if (isClosed) return;
    timer = setTimeout(() => {
      void look()
        .catch(reportError)
        .finally(() => lookLater());
    }, after);
    timer.unref();
  }

  if (peers.mayExist) lookLater();
  peers.listen({
    told(message) {
      live.tell(message);
      subscriptions.tell(message);
      const responded = respondedIn(message);
      if (responded === null) return;
      for (const delay of recordedWithin)
        setTimeout(() => {
          subscriptions.tell(responded);
          live.tellRestricted(responded);
        }, delay).unref();
    },
    missed() {
      isMissed = true;
      lookLater(soon);
    },
  });

  return {
    close() {
      isClosed = true;
      clearTimeout(timer);
    },
  };
}

/** The captures whose responses a message tells; null when there are none. */
function respondedIn(message: LiveMessage): Extract<LiveMessage, { type: 'changed' }> | null {
  if (message.type !== 'captures' && message.type !== 'changed') return null;
  const all: readonly CaptureChange[] = message.type === 'captures' ? message.captures : message.changes;
  const changes = all.flatMap(({ seq, reply }) => (reply ? [{ seq, reply }] : []));
  return changes.length === 0 ? null : { type: 'changed', binId: message.binId, changes };
}
