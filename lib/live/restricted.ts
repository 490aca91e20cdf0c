import type { CaptureView } from '#lib/access/views/capture-view.ts';
import type { CaptureSummary } from '#lib/model/capture-json.ts';
import type { CaptureChange, ServerEvents } from '#lib/model/events.ts';
import { captureSummary } from '#lib/summary/capture-summary.ts';

/** Emits an event to the pages open with a link. */
export type EmitToLink = <E extends 'captures' | 'changed' | 'removed' | 'removedUpTo'>(
  linkId: number,
  event: E,
  ...data: Parameters<ServerEvents[E]>
) => void;

/** The shortest time between two messages of a link, milliseconds: its view is read before each. */
const interval = 100;
/** The most captures of one message; the page fetches the others itself. */
const most = 50;

type Watched = {
  readonly linkId: number;
  readonly captureSeq: number | null;
  readonly view: CaptureView;
  sockets: number;
  readonly added: Set<number>;
  /** The changed captures. The `held` state comes with the event, everything else is read again. */
  readonly changed: Map<number, Pick<CaptureChange, 'held'>>;
  timer: NodeJS.Timeout | null;
};

/**
 * Notifies the pages of restricted links: to one capture, or with masked secrets. Events of the bin are not passed on; they only say
 * which captures to read again through the view of the link.
 */
export function restrictedWatchers(emit: EmitToLink, reportError: (error: unknown) => void) {
  const bins = new Map<number, Map<number, Watched>>();

  function* concerned(binId: number, seq?: number): Generator<Watched> {
    for (const watched of bins.get(binId)?.values() ?? []) {
      if (seq === undefined || watched.captureSeq === null || watched.captureSeq === seq) yield watched;
    }
  }

  function soon(watched: Watched): void {
    watched.timer ??= setTimeout(() => tell(watched).catch(reportError), interval);
  }

  async function tell(watched: Watched): Promise<void> {
    const { linkId, added, changed } = watched;
    const newest = [...added].sort((a, b) => a - b).slice(-most);
    const others = [...changed.keys()].filter((seq) => !added.has(seq)).slice(-most);
    const held = new Map(changed);
    added.clear();
    changed.clear();
    try {
      const captures = await summaries(watched, newest);
      if (captures.length > 0)
        emit(
          linkId,
          'captures',
          captures.map((one) => ({ ...one, ...held.get(one.seq) })),
        );
      const changes = await summaries(watched, others);
      if (changes.length > 0)
        emit(
          linkId,
          'changed',
          changes.map((one) => ({ ...changeOf(one), ...held.get(one.seq) })),
        );
    } finally {
      watched.timer = null;
      if (added.size + changed.size > 0 && watched.sockets > 0) soon(watched);
    }
  }

  return {
    /** A page is open with a link, until the returned function is called. */
    join(binId: number, link: { id: number; captureSeq: number | null }, view: CaptureView): () => void {
      const links = bins.get(binId) ?? new Map<number, Watched>();
      bins.set(binId, links);
      const none = {
        sockets: 0,
        added: new Set<number>(),
        changed: new Map<number, Pick<CaptureChange, 'held'>>(),
        timer: null,
      };
      const watched = links.get(link.id) ?? {
        ...none,
        linkId: link.id,
        captureSeq: link.captureSeq,
        view,
      };
      links.set(link.id, watched);
      watched.sockets += 1;
      return () => {
        watched.sockets -= 1;
        if (watched.sockets > 0) return;
        if (watched.timer) clearTimeout(watched.timer);
        links.delete(link.id);
        if (links.size === 0) bins.delete(binId);
      };
    },
    added(binId: number, seq: number): void {
      if (!bins.has(binId)) return;
      for (const watched of concerned(binId, seq)) {
        watched.added.add(seq);
        soon(watched);
      }
    },
    changed(binId: number, { seq, ...change }: CaptureChange): void {
      if (!bins.has(binId)) return;
      for (const watched of concerned(binId, seq)) {
        const held = 'held' in change ? { held: change.held } : watched.changed.get(seq);
        watched.changed.set(seq, held ?? {});
        soon(watched);
      }
    },
    removed(binId: number, seqs: readonly number[]): void {
      for (const { linkId, captureSeq } of concerned(binId)) {
        const visible = captureSeq === null ? [...seqs] : seqs.filter((seq) => seq === captureSeq);
        if (visible.length > 0) emit(linkId, 'removed', visible);
      }
    },
    removedUpTo(binId: number, upTo: number, kept: readonly number[]): void {
      for (const { linkId, captureSeq } of concerned(binId)) {
        if (captureSeq === null) emit(linkId, 'removedUpTo', upTo, [...kept]);
        else if (captureSeq <= upTo && !kept.includes(captureSeq)) emit(linkId, 'removed', [captureSeq]);
      }
    },
    stop(): void {
      for (const watched of [...bins.values()].flatMap((links) => [...links.values()])) {
        if (watched.timer) clearTimeout(watched.timer);
      }
      bins.clear();
    },
  };
}

/** The captures that still exist, one after the other, while a page is open. */
async function summaries(watched: Watched, seqs: readonly number[]): Promise<CaptureSummary[]> {
  const { view } = watched;
  const found: CaptureSummary[] = [];
  for (const seq of seqs) {
    if (watched.sockets === 0) break;
    const facts = await view.captureFacts(seq);
    if (facts) found.push(captureSummary(facts));
  }
  return found;
}

function changeOf({ seq, reply, note, pinned }: CaptureSummary) {
  return { seq, reply, note, pinned };
}
