import { sampleEvent } from '#components/api/samples.ts';
import type { CaptureJson } from '#lib/model/capture-json.ts';
import { urlSent } from '#lib/providers/signature/url-sent.ts';
import type { Inspection } from '../context/inspection.tsx';
import { blankBase, captureBase, sampleBase } from './base.ts';
import type { Base } from './draft.ts';
import type { PastedStart } from './pasted-start.ts';
import type { Source } from './source.ts';

/** What was chosen as the source of the Send window. */
export type SourceChoice =
  | { readonly is: 'blank' }
  | { readonly is: 'paste'; readonly start: PastedStart }
  | { readonly is: 'sample'; readonly provider: string; readonly event: string }
  | { readonly is: 'capture'; readonly seq: number };

export type LoadedSource = {
  readonly source: Source;
  readonly base: Base;
  /** Destination and options that belong to the request. Without them, they are the usual ones. */
  readonly start?: Pick<PastedStart, 'to' | 'options'>;
  /** Whether it is a message that is not valid HTTP. It has no parts to edit, and is sent as it was received. */
  readonly isMalformed?: boolean;
};

/** Bodies up to this many bytes are loaded to be edited and signed. */
const longestLoaded = 8 * 1024 * 1024;

/** The request that was chosen, to edit and send. */
export async function loadSource(
  choice: SourceChoice,
  inspection: Pick<Inspection, 'captures' | 'bodies' | 'bin'>,
  signal: AbortSignal,
): Promise<LoadedSource> {
  switch (choice.is) {
    case 'blank':
      return { source: choice, base: blankBase };
    case 'paste':
      return { source: { is: 'paste' }, base: choice.start.base, start: choice.start };
    case 'sample': {
      const sample = await sampleEvent(choice.provider, choice.event, signal);
      const { title, provider, signing } = sample;
      return {
        source: { ...choice, title, deliveryId: provider.deliveryId, signing },
        base: sampleBase(sample),
      };
    }
    case 'capture': {
      const capture = await inspection.captures.load(choice.seq, signal);
      return loadedCapture(capture, inspection, signal);
    }
  }
}

/** A captured request to send; its body only if it is not too long. */
export async function loadedCapture(
  capture: CaptureJson,
  { bodies, bin }: Pick<Inspection, 'bodies' | 'bin'>,
  signal: AbortSignal,
): Promise<LoadedSource> {
  const isShort = capture.body.stored <= longestLoaded && !capture.malformed;
  return sourceOfCapture(
    capture,
    bin.captureUrl,
    isShort ? await bodies.load(capture, () => {}, signal) : null,
  );
}

/** A captured request to send. `body` is null if it was not loaded. */
export function sourceOfCapture(
  capture: CaptureJson,
  captureUrl: string,
  body: Uint8Array | null,
): LoadedSource {
  return {
    source: {
      is: 'capture',
      seq: capture.seq,
      url: urlSent(capture.target, captureUrl),
      provider: capture.provider,
    },
    base: captureBase(capture, body),
    isMalformed: capture.malformed,
  };
}
