'use client';

import { useCallback } from 'react';
import type { DeliveryJson } from '#lib/model/delivery-json.ts';
import { bytesTold } from '#lib/summary/capture-summary.ts';
import { diffInWorker } from '../compare/diff-in-worker.ts';
import { LoadedDiff } from '../compare/loaded-diff.tsx';
import { useInspection } from '../context/inspection.tsx';
import { deliveryView as words } from './words.ts';

/** How the request of a delivery differs from the captured one, in the view that compares two requests. */
export function DeliveryComparison({ delivery, seq }: { delivery: DeliveryJson; seq: number }) {
  const { bin, captures, bodies, deliveries: api } = useInspection();
  const prefix = 'bin' in delivery.destination ? new URL(bin.captureUrl).pathname.replace(/\/$/, '') : '';
  // biome-ignore lint/correctness/useExhaustiveDependencies: its request stays the same while it changes.
  const compare = useCallback(
    async (signal: AbortSignal) => {
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
  return (
    <LoadedDiff
      key={delivery.id}
      label={words.differences(seq)}
      compare={compare}
      same={words.noDifference}
      className="mx-4 mt-3 wide:mx-5"
    />
  );
}
