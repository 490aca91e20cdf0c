'use client';

import { FlaskConical, Send } from 'lucide-react';
import { Button } from '#components/ui/button.tsx';
import { CopyButton } from '#components/ui/copy-button.tsx';
import { CaptureUrl } from '../bar/capture-url.tsx';
import { useInspection } from '../context/inspection.tsx';
import { emptyBin } from './words.ts';

/** Shown for a bin without requests: its URL, a command to try, and that it waits. */
export function EmptyBin({
  connected,
  busy,
  onTest,
  onSample,
}: {
  connected: boolean;
  busy: boolean;
  onTest: () => void;
  /** Opens the Send window; null where nothing may be sent. */
  onSample: (() => void) | null;
}) {
  const { bin } = useInspection();
  const command = `curl -H 'Content-Type: application/json' -d '{"hello":"wirebin"}' ${bin.captureUrl}`;
  return (
    <section className="mx-auto flex w-full max-w-160 flex-col px-4 py-8 wide:justify-center wide:px-5 wide:pb-24">
      <h2 className="font-semibold text-title tracking-[-0.01em]">{emptyBin.title}</h2>
      <p className="mt-1 text-quiet">{emptyBin.text}</p>
      <div className="mt-5 [&>div]:h-10 wide:[&_code]:text-name">
        <CaptureUrl url={bin.captureUrl} slug={bin.slug} />
      </div>

      <h3 className="mt-8 font-medium">{emptyBin.terminal}</h3>
      <div className="mt-2 flex items-start gap-3 rounded-control border border-line bg-panel py-1 pr-1 pl-3">
        <code className="min-w-0 flex-1 select-all py-1 wire [overflow-wrap:anywhere] touch:py-2">
          {command}
        </code>
        <CopyButton text={command} name={emptyBin.command} look="plain" />
      </div>

      <h3 className="mt-6 font-medium">{emptyBin.page}</h3>
      <div className="mt-2 flex flex-wrap gap-2">
        <Button onClick={onTest} busy={busy}>
          <Send aria-hidden /> {emptyBin.test}
        </Button>
        {onSample && (
          <Button onClick={onSample}>
            <FlaskConical aria-hidden /> {emptyBin.sample}
          </Button>
        )}
      </div>

      <p className="mt-10 flex items-center gap-2.5 border-line border-t pt-4 text-quiet" role="status">
        <span
          aria-hidden
          className={`ml-0.75 size-2 rounded-pill ${connected ? 'bg-good ring-3 ring-good/20' : 'bg-quiet'}`}
        />
        {emptyBin.waiting}
      </p>
    </section>
  );
}
