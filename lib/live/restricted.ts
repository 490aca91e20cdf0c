import type { CaptureView } from '../access/view.ts';
import { captureSummary } from '../copy-as/capture-json.ts';
import type { CaptureSummary } from '../model/capture-json.ts';
import type { CaptureChange, ServerEvents } from '../model/events.ts';

/** Emits to the pages open with a link. */
export type EmitToLink = <E extends 'captures' | 'changed' | 'removed' | 'removedUpTo'>(
  linkId: number,
  event: E,
  ...data: Parameters<ServerEvents[E]>
) => void;

/** At most one message a link in this many milliseconds: what it shows is looked through first. */
const interval = 100;
/** Of so many captures at a time a page is told; it fetches those between when it has time. */
const most = 50;

type Watched = {
  readonly linkId: number;
  readonly captureSeq: number | null;
  readonly view: CaptureView;
  sockets: number;
  readonly added: Set<number>;
  /** What changed: whether a sender waits is known to nobody but who says so, the rest is read anew. */
  readonly changed: Map<number, Pick<CaptureChange, 'held'>>;
  timer: NodeJS.Timeout | null;
};

/**
 * Tells the pages of links that do not show everything: one capture, or masked ones. What is announced of a bin is not passed
 * on to them; it says which captures to read anew, as the link shows them.
 */
export function restrictedWatchers(emit: EmitToLink, blame: (error: unknown) => void) {
  const bins = new Map<number, Map<number, Watched>>();

  function* concerned(binId: number, seq?: number): Generator<Watched> {
    for (const watched of bins.get(binId)?.values() ?? []) {
      if (seq === undefined || watched.captureSeq === null || watched.captureSeq === seq) yield watched;
    }
  }

  function soon(watched: Watched): void {
    watched.timer ??= setTimeout(() => tell(watched).catch(blame), interval);
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
      for (const watched of concerned(binId, seq)) {
        watched.added.add(seq);
        soon(watched);
      }
    },
    changed(binId: number, { seq, ...change }: CaptureChange): void {
      for (const watched of concerned(binId, seq)) {
        const held = 'held' in change ? { held: change.held } : watched.changed.get(seq);
        watched.changed.set(seq, held ?? {});
        soon(watched);
      }
    },
    removed(binId: number, seqs: readonly number[]): void {
      for (const { linkId, captureSeq } of concerned(binId)) {
        const told = captureSeq === null ? [...seqs] : seqs.filter((seq) => seq === captureSeq);
        if (told.length > 0) emit(linkId, 'removed', told);
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

/** Those that are still there, one after the other as it is their turn, while there is a page to be told. */
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
