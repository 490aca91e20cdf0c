'use client';

import { useCallback } from 'react';
import { Spinner } from '#components/ui/spinner.tsx';
import { TroubleNote } from '#components/ui/trouble-note.tsx';
import { useLoad } from '#components/ui/use-load.ts';
import type { DeliveryJson } from '#lib/model/delivery-json.ts';
import { bytesTold } from '#lib/summary/capture-summary.ts';
import { diffInWorker } from '../compare/diff-in-worker.ts';
import { DiffView } from '../compare/diff-view.tsx';
import { useInspection } from '../context/inspection.tsx';
import { deliveryView as words } from './words.ts';

/** How the request of a delivery differs from the captured one, in the view that compares two requests. */
export function DeliveryComparison({ delivery, seq }: { delivery: DeliveryJson; seq: number }) {
  const { bin, captures, bodies, deliveries: api } = useInspection();
  const prefix = 'bin' in delivery.destination ? new URL(bin.captureUrl).pathname.replace(/\/$/, '') : '';
  // biome-ignore lint/correctness/useExhaustiveDependencies: its request stays the same while it changes.
  const fetch = useCallback(
    async (_: unknown, signal: AbortSignal) => {
      const capture = await captures.load(seq, signal);
      const { method, path, headers } = capture;
      const before = { method, path, headers, body: await bodies.load(capture, () => {}, signal) };
      const { text, base64, size } = delivery.request.body;
      const isTold = size === 0 || text !== null || base64 !== null;
      const body = isTold
        ? bytesTold({ text: size === 0 ? '' : text, base64 })
        : await api.body(delivery.id, () => {}, signal);
      const after = {
        method: delivery.method,
        // At a bin, the target begins with what only names the bin.
        path: delivery.target.startsWith(prefix) ? delivery.target.slice(prefix.length) : delivery.target,
        headers: delivery.request.headers,
        body,
      };
      return diffInWorker(before, after, signal);
    },
    [captures, bodies, api, delivery.id, prefix, seq],
  );
  const { state, load } = useLoad({ known: null, startAtOnce: true, fetch });
  return (
    <section
      aria-label={words.differences(seq)}
      className="mx-4 mt-3 rounded-control border border-line px-3 pb-2 wide:mx-5"
    >
      {state.is === 'failed' && (
        <div className="py-2">
          <TroubleNote trouble={state.trouble} onRetry={load} />
        </div>
      )}
      {state.is === 'loading' && (
        <div role="status" aria-label={words.comparing} className="py-2">
          <Spinner />
        </div>
      )}
      {state.is === 'ready' && <DiffView diff={state.value} isIgnoring={false} same={words.noDifference} />}
    </section>
  );
}
