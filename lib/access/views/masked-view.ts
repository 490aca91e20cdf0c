import type { DecodeBody } from '#lib/content-encoding/decode-queue.ts';
import type { Narrowing } from '#lib/filter/key.ts';
import type { Filter } from '#lib/filter/read-filter.ts';
import { contentCodings } from '#lib/http/content-coding.ts';
import type { Content } from '#lib/masking/mask-capture.ts';
import type { Asker } from '#lib/model/asker.ts';
import type { Capture, CaptureFacts } from '#lib/model/capture.ts';
import type { CaptureSummary } from '#lib/model/capture-json.ts';
import { fail } from '#lib/model/errors.ts';
import { weightOf } from '#lib/model/head-size.ts';
import type { Redaction } from '#lib/model/masking.ts';
import { PageRoom } from '#lib/model/page-room.ts';
import type { CountedKey } from '#lib/model/value-counts.ts';
import type { CaptureMarksBefore } from '#lib/store/contracts/captures.ts';
import { captureSummary } from '#lib/summary/capture-summary.ts';
import type { Maskable } from '#lib/workers/jobs/mask-captures.ts';
import type { Workers } from '#lib/workers/workers.ts';
import type { CaptureView } from './capture-view.ts';
import { timelineOfPages } from './timeline-of-pages.ts';
import { valuesOfPages } from './values-of-pages.ts';

/** Bodies longer than this, in bytes, are hidden: searching them would take too long. */
const longestBody = 256 * 1024;
/** The most rows of a page: each is searched with its body. */
const mostRows = 100;
/** The most captures and bytes per job, so that copying and masking take little time. */
const batch = { captures: 25, bytes: 512 * 1024 };

const neverAborted = new AbortController().signal;

/** The columns that masking does not change, for conditions in the store. All other terms are evaluated on the masked captures. */
const unmasked: readonly Narrowing['column'][] = [
  'receivedAt',
  'seq',
  'pinned',
  'aborted',
  'signature',
  'schema',
];

/** The filter keys whose values masking does not change. */
const unmaskedKeys: readonly CountedKey[] = ['method', 'status', 'signature', 'schema'];

/** The services that masking needs; `asker` is the viewer. */
export type Masking = {
  readonly decodeBody: DecodeBody;
  readonly workers: Pick<Workers, 'run'>;
  readonly asker: Asker;
};

/**
 * Captures with masked secrets (`masking/mask-capture.ts`), masked on a worker thread since the content is untrusted. Everything is
 * derived from masked captures, including filter matches, digests and sizes, so that a masked value cannot be guessed and then
 * confirmed.
 */
export function maskedView(view: CaptureView, redaction: Redaction, masking: Masking): CaptureView {
  const { decodeBody, workers, asker } = masking;

  /** Masks captures, and keeps those that match a filter afterwards. */
  async function mask(captures: readonly Maskable[], filter?: Filter): Promise<Capture[]> {
    const source = filter?.source ?? null;
    const shown = await workers.run('maskCaptures', { captures, redaction, filter: source }, { asker });
    // A filter that was not parsed from text is an internal, cheap one.
    return filter && !source ? shown.filter((facts) => filter.matches({ facts, body: facts.body })) : shown;
  }

  async function maskable(facts: CaptureFacts): Promise<Maskable> {
    const content = await contentOf(facts);
    // The response is not shown except for its status, and may be long.
    const answered = facts.answered && { ...facts.answered, sent: undefined };
    return { facts: { ...facts, answered } as CaptureFacts, content };
  }

  async function contentOf(facts: CaptureFacts): Promise<Content> {
    if (facts.bodyStored > longestBody) return { withheld: 'too-long' };
    const whole = facts.bodyStored === 0 ? null : await view.capture(facts.seq);
    if (whole === null) return { body: new Uint8Array(), undone: [] };
    const codings = facts.malformed === null ? contentCodings(facts.headers) : [];
    if (codings.length === 0) return { body: whole.body, undone: [] };
    const { body, truncated, error, undone } = await decodeBody(
      inOnePiece(whole.body),
      codings,
      asker.signal ?? neverAborted,
      longestBody,
    );
    if (truncated || body.length > longestBody) return { withheld: 'too-long' };
    return error ? { withheld: 'undecodable' } : { body, undone };
  }

  async function capture(seq: number | 'latest'): Promise<Capture | null> {
    const facts = await view.captureFacts(seq);
    return facts && ((await mask([await maskable(facts)]))[0] ?? null);
  }

  /** The rows of the bin for a page, in its order, read in batches. */
  async function* rows(page: Parameters<CaptureView['list']>[0]): AsyncGenerator<CaptureSummary> {
    const narrowed = page.filter && { ...page, filter: byColumns(page.filter) };
    let at: { after?: number; before?: number } = { after: page.after, before: page.before };
    for (;;) {
      const { captures, next } = await view.list({ ...page, ...narrowed, ...at, limit: mostRows });
      yield* captures;
      if (next === null) return;
      at = isUpwards(page) ? { after: next } : { after: page.after, before: next };
    }
  }

  /** The masked captures of some rows that match a filter, in their order. */
  async function* shownOf(
    found: AsyncIterable<{ seq: number }>,
    filter?: Filter,
    most = batch.captures,
  ): AsyncGenerator<Capture> {
    let captures: Maskable[] = [];
    let bytes = 0;
    for await (const { seq } of found) {
      const facts = await view.captureFacts(seq);
      if (!facts) continue;
      const one = await maskable(facts);
      captures.push(one);
      bytes += weightOf(facts, 'body' in one.content ? one.content.body.length : 0);
      if (captures.length < Math.min(most, batch.captures) && bytes < batch.bytes) continue;
      yield* await mask(captures, filter);
      captures = [];
      bytes = 0;
    }
    if (captures.length > 0) yield* await mask(captures, filter);
  }

  /** The note and the pin of a capture, if they are `before` once they are masked. Fails with `precondition-failed` otherwise. */
  async function unmaskedMarks(seq: number, before: CaptureMarksBefore): Promise<CaptureMarksBefore> {
    const [facts, shown] = [await view.captureFacts(seq), await capture(seq)];
    if (!facts || shown?.note !== before.note || shown.pinned !== before.pinned)
      return fail('precondition-failed');
    return { note: facts.note, pinned: facts.pinned };
  }

  const shownView: CaptureView = {
    async list(page) {
      const limit = Math.min(page.limit, mostRows);
      const counts = await view.counts();
      const room = new PageRoom();
      const captures: CaptureSummary[] = [];
      for await (const shown of shownOf(rows(page), page.filter, limit + 1)) {
        const summary = captureSummary(shown);
        if (captures.length === limit || !room.takes(summary))
          return { captures, ...counts, next: captures.at(-1)?.seq ?? null };
        captures.push(summary);
      }
      return { captures, ...counts, next: null };
    },
    capture,
    captureFacts: capture,
    eachCapture: (filter) => shownOf(rows({ after: 0, limit: mostRows, filter }), filter),
    async *readBody(seq, first, last) {
      const shown = await capture(seq);
      if (shown && last >= first) yield shown.body.subarray(first, last + 1);
    },
    counts: view.counts,
    // Times, methods and responses are not masked: only a filter needs the masked captures.
    timeline: (query) => (query.filter ? timelineOfPages(shownView.list, query) : view.timeline(query)),
    values: (query) =>
      unmaskedKeys.includes(query.key) ? view.values(query) : valuesOfPages(shownView.list, query),
    async changeCapture(seq, edit, before) {
      const changed = await view.changeCapture(seq, edit, before && (await unmaskedMarks(seq, before)));
      const shown = changed && (await capture(seq));
      return shown && captureSummary(shown);
    },
    masked: (more) => maskedView(shownView, more, masking),
  };
  return shownView;
}

const isUpwards = ({ after, before }: { after?: number; before?: number }) =>
  after !== undefined && before === undefined;

/** A filter with only the store conditions on columns that masking does not change. */
function byColumns({ narrowings }: Filter): Filter {
  return {
    source: null,
    mayMatch: () => true,
    matches: () => true,
    needsBody: false,
    narrowings: narrowings.filter(({ column }) => unmasked.includes(column)),
    words: [],
  };
}

async function* inOnePiece(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
