import type { Filter } from '../filter/index.ts';
import type { Asker } from '../model/asker.ts';
import type { Bin } from '../model/bin.ts';
import type { Capture, CaptureFacts } from '../model/capture.ts';
import type { CapturePage, CaptureSummary } from '../model/capture-json.ts';
import type { CaptureEdit } from '../model/input.ts';
import type { Link } from '../model/link.ts';
import type { Redaction } from '../model/redaction.ts';
import type { Timeline } from '../model/timeline.ts';
import type { Store } from '../store/store.ts';
import type { DecodeBody } from '../wire/content-decoder.ts';
import { filterWork } from '../workers/filter-work.ts';
import type { Workers } from '../workers/workers.ts';
import { type Masking, maskedView } from './masked-view.ts';
import { oneCaptureView } from './one-capture-view.ts';

/**
 * The captures of a bin as a link shows them: all, or one, as they were sent, or masked. Whoever shows captures to anybody
 * reads them through this and not from the store, whose words mean the same there.
 */
export type CaptureView = {
  list(page: Parameters<Store['list']>[1]): Promise<CapturePage>;
  capture(seq: number | 'latest'): Promise<Capture | null>;
  captureFacts(seq: number | 'latest'): Promise<CaptureFacts | null>;
  eachCapture(filter?: Filter): AsyncIterable<Capture>;
  readBody(seq: number, first: number, last: number): AsyncIterable<Uint8Array>;
  counts(): Promise<{ head: number; total: number }>;
  timeline(query: Parameters<Store['timeline']>[1]): Promise<Timeline>;
  changeCapture(seq: number, edit: CaptureEdit): Promise<CaptureSummary | null>;
  /** The same with more kept back, as a link with this redaction would show it. */
  redacted(redaction: Redaction): CaptureView;
};

/** What of the store answers with captures: handlers of requests are given a view in its place. */
export const viewed = [
  'list',
  'capture',
  'captureFacts',
  'eachCapture',
  'readBody',
  'counts',
  'timeline',
  'changeCapture',
] as const satisfies (keyof Store & keyof CaptureView)[];

/** What a view needs of the running server. */
export type ViewSource = {
  readonly store: Pick<Store, (typeof viewed)[number]>;
  readonly decodeBody: DecodeBody;
  readonly workers: Pick<Workers, 'run'>;
};

/** The view of a link. What is read through it takes the turns of who asks, and ends once that one has left. */
export function captureView(
  { store, ...masking }: ViewSource,
  { bin, link }: { bin: Bin; link: Pick<Link, 'captureSeq' | 'redaction'> },
  asker: Asker,
): CaptureView {
  const whole = wholeView(store, bin.id, { ...masking, asker });
  const shown = link.redaction ? whole.redacted(link.redaction) : whole;
  if (link.captureSeq === null) return shown;
  const { matches } = filterWork(masking.workers);
  return oneCaptureView(shown, link.captureSeq, (filter, subject) => matches(filter, subject, asker));
}

function wholeView(store: ViewSource['store'], binId: number, masking: Masking): CaptureView {
  const { asker } = masking;
  const view: CaptureView = {
    list: (page) => store.list(binId, page, asker),
    capture: (seq) => store.capture(binId, seq, asker),
    captureFacts: (seq) => store.captureFacts(binId, seq, asker),
    eachCapture: (filter) => store.eachCapture(binId, filter, asker),
    readBody: (seq, first, last) => store.readBody(binId, seq, first, last, asker),
    counts: () => store.counts(binId),
    timeline: (query) => store.timeline(binId, query, asker),
    changeCapture: (seq, edit) => store.changeCapture(binId, seq, edit),
    redacted: (redaction) => maskedView(view, redaction, masking),
  };
  return view;
}
