'use client';

import { Play } from 'lucide-react';
import { useRef, useState } from 'react';
import type { BinApi } from '#components/api/bins.ts';
import type { ForwardApi } from '#components/api/forwards.ts';
import { announce } from '#components/ui/announcer.tsx';
import { Button } from '#components/ui/button.tsx';
import { noticeTrouble } from '#components/ui/notices.tsx';
import { buttonName, buttons } from '#components/ui/words.ts';
import type { ForwardJson } from '#lib/model/forward-json.ts';
import { ruleCard, resumeQuestion as words } from './words.ts';

type Props = {
  rule: ForwardJson;
  title: string;
  takesFocus: boolean;
  api: ForwardApi;
  bins: Pick<BinApi, 'timeline'>;
  onResumed: (rule: ForwardJson) => void;
};

type State = { is: 'quiet' } | { is: 'counting' } | { is: 'asking'; count: number | null } | { is: 'busy' };

/** The most requests that are compared with the filter. */
const searchBudget = 20_000;

/** Resumes a rule. If requests were received while it was paused, it asks what happens with them. */
export function ResumeButton({ rule, title, takesFocus, api, bins, onResumed }: Props) {
  const [state, setState] = useState<State>({ is: 'quiet' });
  const button = useRef<HTMLButtonElement>(null);

  function cancel(): void {
    setState({ is: 'quiet' });
    requestAnimationFrame(() => button.current?.focus());
  }

  async function begin(): Promise<void> {
    setState({ is: 'counting' });
    const count = await countSince(rule, bins).catch(() => null);
    if (count === 0) await resume(false);
    else setState({ is: 'asking', count });
  }

  async function resume(skip: boolean): Promise<void> {
    setState({ is: 'busy' });
    try {
      onResumed(await api.resume(rule.id, skip));
      announce(ruleCard.resumed);
    } catch (error) {
      noticeTrouble(ruleCard.resumeFailed, error);
      setState({ is: 'quiet' });
    }
  }

  if (state.is !== 'asking')
    return (
      <Button
        ref={button}
        autoFocus={takesFocus}
        look="accent"
        aria-label={buttonName(words.resume, title)}
        busy={state.is !== 'quiet'}
        onClick={begin}
      >
        <Play aria-hidden /> {words.resume}
      </Button>
    );
  const { count } = state;
  return (
    <fieldset
      className="w-full rounded-control bg-panel p-3"
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        cancel();
      }}
    >
      <legend className="sr-only">{words.resume}</legend>
      <p>{words.question(count)}</p>
      <div className="mt-2 flex flex-wrap gap-2">
        <Button look="accent" autoFocus onClick={() => resume(false)}>
          {words.forward(count)}
        </Button>
        <Button onClick={() => resume(true)}>{words.skip(count)}</Button>
        <Button look="quiet" onClick={cancel}>
          {buttons.cancel}
        </Button>
      </div>
    </fieldset>
  );
}

/** How many requests that match were received since a rule was paused; null when that is not known for certain. */
async function countSince(
  { paused, filter }: ForwardJson,
  bins: Pick<BinApi, 'timeline'>,
): Promise<number | null> {
  if (!paused) return 0;
  const { series, next } = await bins.timeline({
    from: paused.at,
    buckets: 1,
    by: 'method',
    budget: searchBudget,
    ...(filter === '' ? {} : { filter }),
  });
  if (next !== null) return null;
  return series.flatMap(({ counts }) => counts).reduce((sum, one) => sum + one, 0);
}
