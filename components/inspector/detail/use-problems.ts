'use client';

import { useEffect, useState } from 'react';
import type { CaptureJson } from '#lib/model/capture-json.ts';
import type { Problem } from '#lib/problems/problem.ts';
import type { BodyCache } from '../context/body-cache.ts';
import { isEncoded } from '../context/is-encoded.ts';

/** How long one slice of the search may block the page, milliseconds. */
const sliceTime = 8;

type Search = { readonly problems: readonly Problem[]; readonly done: boolean };
const nothing: Search = { problems: [], done: false };

/** Loaded after the page is drawn. */
const loadChecks = () => import('#lib/problems/index.ts');

/**
 * Finds the problems of a capture in slices between frames, so that a long body does not block the page. While the body is
 * not loaded, `body` is null and everything else is checked.
 */
export function useProblems(capture: CaptureJson | null, body: Uint8Array | null): Search {
  const [result, setResult] = useState(nothing);
  useEffect(() => {
    if (capture === null) return;
    let timer: ReturnType<typeof setTimeout>;
    let isGone = false;
    async function search(checked: CaptureJson): Promise<void> {
      const { byTone, findProblems, lookAt } = await loadChecks();
      const found: Problem[] = [];
      const steps = findProblems(await lookAt(checked, body));
      function slice(): void {
        const until = performance.now() + sliceTime;
        let step = steps.next();
        while (!step.done && performance.now() < until) {
          if (step.value) found.push(step.value);
          step = steps.next();
        }
        if (!step.done && step.value) found.push(step.value);
        if (step.done) setResult({ problems: byTone(found), done: true });
        else timer = setTimeout(slice, 4);
      }
      if (!isGone) slice();
    }
    // When the checks cannot be loaded, the request is shown without them.
    search(capture).catch(() => {});
    return () => {
      isGone = true;
      clearTimeout(timer);
    };
  }, [capture, body]);
  return result;
}

/** The decoded body of a capture if it is loaded; null otherwise, and for a body that cannot be decoded. */
export function loadedContent(bodies: BodyCache, capture: CaptureJson): Uint8Array | null {
  if (!isEncoded(capture)) return bodies.peekSent(capture);
  const outcome = bodies.decoded.peek(capture);
  return outcome?.is === 'decoded' ? outcome.bytes : null;
}
