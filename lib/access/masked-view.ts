import { createHash } from 'node:crypto';
import { captureSummary } from '../copy-as/capture-json.ts';
import { type Content, masked } from '../copy-as/mask.ts';
import type { Filter } from '../filter/index.ts';
import type { Narrowing } from '../filter/key.ts';
import { contentCodings } from '../http/content-coding.ts';
import type { Capture, CaptureFacts } from '../model/capture.ts';
import type { CaptureSummary } from '../model/capture-json.ts';
import type { Redaction } from '../model/redaction.ts';
import type { DecodeBody } from '../wire/content-decoder.ts';
import { timelineOfPages } from './timeline-of-pages.ts';
import type { CaptureView } from './view.ts';

/** A body of more bytes than this is withheld: looking through it would take the server too long. */
const longestBody = 256 * 1024;
/** Rows of a page: each is looked through with its body. */
const mostRows = 100;

/** What the store may be asked of its columns: what masking does not change. A filter's other words judge what is shown. */
const unmasked: readonly Narrowing['column'][] = ['receivedAt', 'seq', 'pinned', 'aborted'];

/**
 * Captures with their secrets masked (`copy-as/mask.ts`). Every answer is made of masked captures, filters judge those, and
 * digest and sizes are theirs: what is kept back cannot be guessed and then confirmed.
 */
export function maskedView(
  view: CaptureView,
  redaction: Redaction,
  decodeBody: DecodeBody,
  signal: AbortSignal,
): CaptureView {
  async function mask(facts: CaptureFacts): Promise<Capture> {
    const shown = masked(facts, await contentOf(facts), redaction);
    return { ...shown, sha256: createHash('sha256').update(shown.body).digest('hex') };
  }

  async function contentOf(facts: CaptureFacts): Promise<Content> {
    if (facts.bodyStored > longestBody) return { withheld: 'too-long' };
    const whole = facts.bodyStored === 0 ? null : await view.capture(facts.seq);
    if (whole === null) return { body: new Uint8Array(), undone: [] };
    const codings = facts.malformed === null ? contentCodings(facts.headers) : [];
    if (codings.length === 0) return { body: whole.body, undone: [] };
    const { body, truncated, error, undone } = await decodeBody(inOnePiece(whole.body), codings, signal);
    if (truncated || body.length > longestBody) return { withheld: 'too-long' };
    return error ? { withheld: 'undecodable' } : { body, undone };
  }

  async function capture(seq: number | 'latest'): Promise<Capture | null> {
    const facts = await view.captureFacts(seq);
    return facts && mask(facts);
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

  const shownView: CaptureView = {
    async list(page) {
      const limit = Math.min(page.limit, mostRows);
      const counts = await view.counts();
      const found: CaptureSummary[] = [];
      for await (const { seq } of rows(page)) {
        const shown = await capture(seq);
        if (!shown || (page.filter && !page.filter.matches({ facts: shown, body: shown.body }))) continue;
        found.push(captureSummary(shown));
        if (found.length > limit) break;
      }
      const captures = found.slice(0, limit);
      const next = found.length > limit ? (captures.at(-1)?.seq ?? null) : null;
      return { captures, ...counts, next };
    },
    capture,
    captureFacts: capture,
    async *eachCapture(filter) {
      for await (const { seq } of rows({ after: 0, limit: mostRows, filter })) {
        const shown = await capture(seq);
        if (shown && (!filter || filter.matches({ facts: shown, body: shown.body }))) yield shown;
      }
    },
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
    redacted: (more) => maskedView(shownView, more, decodeBody, signal),
  };
  return shownView;
}

const isUpwards = ({ after, before }: { after?: number; before?: number }) =>
  after !== undefined && before === undefined;

/** A filter that finds all that its narrowings allow, of those that ask nothing of what is masked. */
function byColumns({ narrowings }: Filter): Filter {
  return {
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
