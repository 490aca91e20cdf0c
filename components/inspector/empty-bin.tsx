'use client';

import { Send } from 'lucide-react';
import { Button } from '#components/ui/button.tsx';
import { CopyButton } from '#components/ui/copy-button.tsx';
import { CaptureUrl } from './bar/capture-url.tsx';
import { useInspection } from './inspection.tsx';

/** A bin without requests: its address, a command to try, and that it waits. */
export function EmptyBin({
  connected,
  busy,
  onTest,
}: {
  connected: boolean;
  busy: boolean;
  onTest: () => void;
}) {
  const { bin } = useInspection();
  const command = `curl -d '{"hello":"wirebin"}' ${bin.captureUrl}`;
  return (
    <section className="mx-auto flex w-full max-w-160 flex-col px-4 py-8 wide:justify-center wide:px-5 wide:pb-24">
      <h2 className="font-semibold text-title tracking-[-0.01em]">Send a request here</h2>
      <p className="mt-1 text-quiet">
        Any method, any path below it, any body. It is kept exactly as it is sent.
      </p>
      <div className="mt-5 [&>div]:h-10 wide:[&_code]:text-[0.9375rem]">
        <CaptureUrl url={bin.captureUrl} slug={bin.slug} />
      </div>

      <h3 className="mt-8 font-medium">From a terminal</h3>
      <div className="mt-2 flex items-start gap-3 rounded-control border border-line bg-panel py-1 pr-1 pl-3">
        <code className="min-w-0 flex-1 select-all py-1 wire [overflow-wrap:anywhere] touch:py-2">
          {command}
        </code>
        <CopyButton text={command} name="curl command" look="plain" />
      </div>

      <h3 className="mt-6 font-medium">Or from this page</h3>
      <div className="mt-2">
        <Button onClick={onTest} busy={busy}>
          <Send aria-hidden /> Send a test request
        </Button>
      </div>

      <p className="mt-10 flex items-center gap-2.5 border-line border-t pt-4 text-quiet" role="status">
        <span
          aria-hidden
          className={`ml-0.75 size-2 rounded-pill ${connected ? 'bg-good ring-3 ring-good/20' : 'bg-quiet'}`}
        />
        Waiting for the first request
      </p>
    </section>
  );
}
