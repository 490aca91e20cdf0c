'use client';

import { TriangleAlert } from 'lucide-react';
import { useEffect, useMemo, useState } from 'react';
import { forwardApi } from '#components/api/forwards.ts';
import { pacedFetch } from '#components/api/paced-fetch.ts';
import { buttonClasses } from '#components/ui/button.tsx';
import type { ForwardJson } from '#lib/model/forward-json.ts';
import { useInspection } from '../context/inspection.tsx';
import { forwardingBanner as words } from './words.ts';

/** The shortest time between two fetches, milliseconds. */
const shortestInterval = 1000;
/** How much of a URL is shown, characters. */
const longestUrl = 80;

/** Above the list while a forward rule cannot reach its destination. Fetches the rules once, and again when they change. */
export default function ForwardingBanner() {
  const { bin } = useInspection();
  const failing = useRules().filter(({ paused, breaker: { state } }) =>
    paused ? paused.why === 'gone' : state === 'open' || state === 'trying',
  );
  const [first] = failing;
  if (!first) return null;
  const href = `/i/${bin.key}/forwarding`;
  const waiting = first.counts.queued + first.counts.sending;
  const sentences = [
    words.text(destinationOf(first), first.paused ? words.gone : (first.failing?.title ?? null)),
    ...(waiting > 0 ? [words.waiting(waiting)] : []),
    ...(failing.length > 1 ? [words.others(failing.length - 1)] : []),
  ];
  return (
    <div
      role="status"
      className="flex shrink-0 items-center gap-2.5 border-line border-b bg-bad-tint px-3.5 py-1.5 text-bad max-wide:items-start"
    >
      <TriangleAlert className="size-3.5 shrink-0 max-wide:mt-1.5" aria-hidden />
      <p className="min-w-0 flex-1 py-1 wrap-anywhere">
        {sentences.join(' ')}{' '}
        <a href={href} className="underline wide:hidden">
          {words.open}
        </a>
      </p>
      <a href={href} className={buttonClasses('outline', 'text-ink max-wide:hidden')}>
        {words.open}
      </a>
    </div>
  );
}

/** The forward rules of the bin; none until they are known. */
function useRules(): readonly ForwardJson[] {
  const { bin, deliveryNews } = useInspection();
  const { slug, key } = bin;
  const api = useMemo(() => forwardApi({ slug, key }), [slug, key]);
  const [rules, setRules] = useState<readonly ForwardJson[]>([]);

  useEffect(() => {
    const fetch = pacedFetch(() => api.list(), setRules, shortestInterval);
    fetch.refresh();
    const leave = deliveryNews.subscribe(({ type }) => {
      if (type === 'forwards' || type === 'missed') fetch.refresh();
    });
    return () => {
      fetch.stop();
      leave();
    };
  }, [api, deliveryNews]);

  return rules;
}

/** The destination of a rule in a sentence. */
function destinationOf({ to }: ForwardJson): string {
  if ('bin' in to) return words.bin(to.bin);
  const url = to.url.replace(/\/$/, '');
  return url.length > longestUrl ? `${url.slice(0, longestUrl)}…` : url;
}
