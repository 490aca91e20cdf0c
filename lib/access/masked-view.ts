import { captureSummary } from '../copy-as/capture-json.ts';
import type { Content } from '../copy-as/mask.ts';
import type { Filter } from '../filter/index.ts';
import type { Narrowing } from '../filter/key.ts';
import { contentCodings } from '../http/content-coding.ts';
import type { Asker } from '../model/asker.ts';
import type { Capture, CaptureFacts } from '../model/capture.ts';
import type { CaptureSummary } from '../model/capture-json.ts';
import { weightOf } from '../model/head-size.ts';
import { PageRoom } from '../model/page-room.ts';
import type { Redaction } from '../model/redaction.ts';
import type { DecodeBody } from '../wire/content-decoder.ts';
import type { Maskable } from '../workers/jobs/mask-captures.ts';
import type { Workers } from '../workers/workers.ts';
import { timelineOfPages } from './timeline-of-pages.ts';
import type { CaptureView } from './view.ts';

/** A body of more bytes than this is withheld: looking through it would take the server too long. */
const longestBody = 256 * 1024;
/** Rows of a page: each is looked through with its body. */
const mostRows = 100;
/** What one job masks: so many captures, or bytes of them, with which a thread is done soon and which are copied soon. */
const batch = { captures: 25, bytes: 512 * 1024 };

const neverAborted = new AbortController().signal;

/** What the store may be asked of its columns: what masking does not change. A filter's other words judge what is shown. */
const unmasked: readonly Narrowing['column'][] = ['receivedAt', 'seq', 'pinned', 'aborted'];

/** What masking needs of the server; `asker` is who looks. */
export type Masking = {
  readonly decodeBody: DecodeBody;
  readonly workers: Pick<Workers, 'run'>;
  readonly asker: Asker;
};

/**
 * Captures with their secrets masked (`copy-as/mask.ts`), on a worker thread: a stranger wrote what is looked through. Every answer
 * is made of masked captures, filters judge those, and digest and sizes are theirs: what is kept back cannot be guessed and then
 * confirmed.
 */
export function maskedView(view: CaptureView, redaction: Redaction, masking: Masking): CaptureView {
  const { decodeBody, workers, asker } = masking;

  /** Those of some captures that a filter finds as they are shown. */
  async function mask(captures: readonly Maskable[], filter?: Filter): Promise<Capture[]> {
    const source = filter?.source ?? null;
    const shown = await workers.run('maskCaptures', { captures, redaction, filter: source }, { asker });
    // A filter that was not read from a text is one of ours, and asks little.
    return filter && !source ? shown.filter((facts) => filter.matches({ facts, body: facts.body })) : shown;
  }

  async function maskable(facts: CaptureFacts): Promise<Maskable> {
    const content = await contentOf(facts);
    // What was answered is not shown but for its status, and may be long.
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

  /** The rows of the bin a page may have, in its order, a few at a time. */
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

  /** The captures of some rows as they are shown, those a filter finds, in their order. */
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
    // Neither times nor methods nor answers are masked: only a filter must judge what is shown.
    timeline: (query) => (query.filter ? timelineOfPages(shownView.list, query) : view.timeline(query)),
    async changeCapture(seq, edit) {
      const changed = await view.changeCapture(seq, edit);
      const shown = changed && (await capture(seq));
      return shown && captureSummary(shown);
    },
    redacted: (more) => maskedView(shownView, more, masking),
  };
  return shownView;
}

const isUpwards = ({ after, before }: { after?: number; before?: number }) =>
  after !== undefined && before === undefined;

/** A filter that finds all that its narrowings allow, of those that ask nothing of what is masked. */
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
