import type { DecodeBody } from '#lib/content-encoding/decode-queue.ts';
import type { Asker } from '#lib/model/asker.ts';
import type { Bin } from '#lib/model/bin.ts';
import type { Link } from '#lib/model/link.ts';
import type { Store } from '#lib/store/store.ts';
import { filterWork } from '#lib/workers/filter-work.ts';
import type { Workers } from '#lib/workers/workers.ts';
import type { CaptureView, viewMethods } from './capture-view.ts';
import { type Masking, maskedView } from './masked-view.ts';
import { oneCaptureView } from './one-capture-view.ts';

/** The services that a view needs. */
export type ViewSource = {
  readonly store: Pick<Store, (typeof viewMethods)[number]>;
  readonly decodeBody: DecodeBody;
  readonly workers: Pick<Workers, 'run'>;
};

/** Opens the view of a link. Reading through it takes the turns of the asker, and is aborted once the asker disconnects. */
export function openView(
  { store, ...masking }: ViewSource,
  { bin, link }: { bin: Bin; link: Pick<Link, 'captureSeq' | 'redaction'> },
  asker: Asker,
): CaptureView {
  const whole = wholeView(store, bin.id, { ...masking, asker });
  const shown = link.redaction ? whole.masked(link.redaction) : whole;
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
    values: (query) => store.values(binId, query, asker),
    changeCapture: (seq, edit, before) => store.changeCapture(binId, seq, edit, before),
    masked: (redaction) => maskedView(view, redaction, masking),
  };
  return view;
}
