'use client';

import { useCallback, useMemo, useState } from 'react';
import { askWorker } from '#components/ui/ask-worker.ts';
import { Button } from '#components/ui/button.tsx';
import { Spinner } from '#components/ui/spinner.tsx';
import { TroubleNote } from '#components/ui/trouble-note.tsx';
import { useFind } from '#components/ui/use-find.ts';
import { useLoad } from '#components/ui/use-load.ts';
import { humanSize } from '#lib/body/size.ts';
import { readText } from '#lib/body/text.ts';
import type { InertPage } from './inert-page.ts';
import { PreviewFrame } from './preview-frame.tsx';
import { TextView } from './text-view.tsx';
import { contentView, previewView as words } from './words.ts';

/** The longest page that is previewed, bytes. */
const longestPage = 2 * 1024 * 1024;
/** The most that a browser lays out without delay, in usual elements; more is shown after a click. */
const mostCost = 20_000;

/** A page or SVG in a sandboxed frame with an opaque origin, without scripts and network requests (docs/decisions/0024). */
export function SandboxedPage({ bytes }: { bytes: Uint8Array }) {
  if (bytes.length > longestPage)
    return <PreviewFrame facts={humanSize(bytes.length)}>{words.pageTooLong}</PreviewFrame>;
  return <PreparedPage bytes={bytes} />;
}

function PreparedPage({ bytes }: { bytes: Uint8Array }) {
  const [isConfirmed, setConfirmed] = useState(false);
  const prepare = useCallback((_: unknown, signal: AbortSignal) => inertPageOf(bytes, signal), [bytes]);
  const { state, load } = useLoad({ known: null, startAtOnce: true, fetch: prepare });
  if (state.is === 'failed')
    return (
      <PreviewFrame facts={humanSize(bytes.length)}>
        <TroubleNote trouble={state.trouble} onRetry={load} />
      </PreviewFrame>
    );
  if (state.is !== 'ready') return <Spinner />;
  const { markup, removed, cost } = state.value;
  if (cost > mostCost && !isConfirmed) return <Source bytes={bytes} onConfirm={() => setConfirmed(true)} />;
  const lacking = [
    ...(removed.scripts ? [words.scripts] : []),
    ...(removed.external ? [words.externalResources] : []),
  ];
  return (
    <PreviewFrame facts={lacking.length > 0 ? words.sandboxedWithout(lacking) : words.sandboxed}>
      <iframe
        title={words.page}
        sandbox=""
        srcDoc={markup}
        // Pages expect a white background.
        style={{ background: '#fff', colorScheme: 'light' }}
        className="min-h-[60dvh] w-full flex-1 rounded-control border border-line wide:min-h-0"
      />
    </PreviewFrame>
  );
}

/** The source of a page that may take a browser long to lay out, until somebody asks for the page. */
function Source({ bytes, onConfirm }: { bytes: Uint8Array; onConfirm: () => void }) {
  const rows = useMemo(() => readText(bytes, null), [bytes]);
  const find = useFind(rows);
  return (
    <>
      <div className="flex shrink-0 flex-wrap items-center gap-x-3 gap-y-1 px-4 pt-2 wide:px-5">
        <p className="min-w-0 text-quiet">{words.pageTooComplex}</p>
        <Button onClick={onConfirm}>{words.showAnyway}</Button>
      </div>
      <TextView label={contentView.text} rows={rows} wrap={false} find={find} />
    </>
  );
}

function inertPageOf(bytes: Uint8Array, signal: AbortSignal): Promise<InertPage> {
  const nonce = document.querySelector<HTMLElement>('script[nonce], style[nonce]')?.nonce ?? '';
  const worker = new Worker(new URL('./inert-page.worker.ts', import.meta.url), { type: 'module' });
  return askWorker<InertPage>(worker, { bytes, nonce }, signal);
}
