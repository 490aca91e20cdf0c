'use client';

import { useEffect, useState } from 'react';
import type { CaptureJson } from '#lib/model/capture-json.ts';
import type { Problem } from '#lib/problems/problem.ts';
import type { BodyCache } from '../body/body-cache.ts';
import { isCoded } from '../body/is-coded.ts';

/** How long a slice of the search may hold up the page, milliseconds. */
const sliceTime = 8;

type Search = { readonly problems: readonly Problem[]; readonly done: boolean };
const nothing: Search = { problems: [], done: false };

/** Nobody waits for it: the page is drawn before. */
const loadChecks = () => import('#lib/problems/index.ts');

/**
 * What is noticed about a capture: in slices between frames, so that a long body leaves the page alive. `body` is null
 * while its bytes are not here; then the rest is looked at.
 */
export function useProblems(capture: CaptureJson | null, body: Uint8Array | null): Search {
  const [search, setSearch] = useState(nothing);
  useEffect(() => {
    if (capture === null) return;
    let timer: ReturnType<typeof setTimeout>;
    let isGone = false;
    async function look(seen: CaptureJson): Promise<void> {
      const { byTone, findProblems, lookAt } = await loadChecks();
      const found: Problem[] = [];
      const looking = findProblems(await lookAt(seen, body));
      function slice(): void {
        const until = performance.now() + sliceTime;
        let step = looking.next();
        while (!step.done && performance.now() < until) {
          if (step.value) found.push(step.value);
          step = looking.next();
        }
        if (!step.done && step.value) found.push(step.value);
        if (step.done) setSearch({ problems: byTone(found), done: true });
        else timer = setTimeout(slice, 4);
      }
      if (!isGone) slice();
    }
    // Without the checks nothing is said about the request; all of it is shown.
    look(capture).catch(() => {});
    return () => {
      isGone = true;
      clearTimeout(timer);
    };
  }, [capture, body]);
  return search;
}

/** The content of a capture's body when it is here already; null for bytes that nobody could decode. */
export function contentHere(bodies: BodyCache, capture: CaptureJson): Uint8Array | null {
  if (!isCoded(capture)) return bodies.peekSent(capture);
  const outcome = bodies.decoded.peek(capture);
  return outcome?.is === 'decoded' ? outcome.bytes : null;
}
