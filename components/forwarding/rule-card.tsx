'use client';

import { Pause, Pencil, RotateCw, Trash2 } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { BinApi } from '#components/api/bins.ts';
import type { ForwardApi, ItemFilter } from '#components/api/forwards.ts';
import { announce } from '#components/ui/announcer.tsx';
import { Button, buttonClasses } from '#components/ui/button.tsx';
import { classNames } from '#components/ui/class-names.ts';
import { noticeTrouble } from '#components/ui/notices.tsx';
import { buttonName } from '#components/ui/words.ts';
import type { ForwardJson } from '#lib/model/forward-json.ts';
import { destinationText } from './destination-text.ts';
import { placeHref } from './place.ts';
import { ResumeButton } from './resume-button.tsx';
import { RuleState } from './rule-state.tsx';
import { ruleCard as words } from './words.ts';

type Props = {
  rule: ForwardJson;
  /** Whether its requests are shown below. */
  isOpen: boolean;
  canChange: boolean;
  api: ForwardApi;
  bins: Pick<BinApi, 'timeline'>;
  onChanged: (rule: ForwardJson) => void;
  onEdit: () => void;
  onRemove: () => void;
};

/** A rule: where it sends which requests, how it is going, and what can be done with it. */
export function RuleCard({ rule, isOpen, canChange, api, bins, onChanged, onEdit, onRemove }: Props) {
  const heading = useRef<HTMLHeadingElement>(null);
  const pause = useRef<HTMLButtonElement>(null);
  /** The button that pauses and the one that resumes take the place of each other, with the focus. */
  const [isPressed, setPressed] = useState(false);
  const [busy, setBusy] = useState<'pause' | 'retry' | null>(null);
  const { id, name, filter, to, failing, paused, breaker } = rule;
  const destination = destinationText(to);
  const title = name ?? destination;

  useEffect(() => {
    if (isOpen) heading.current?.focus();
  }, [isOpen]);

  // Only the button that takes the place of the pressed one takes the focus, not one that others bring.
  // biome-ignore lint/correctness/useExhaustiveDependencies: after the buttons were exchanged.
  useEffect(() => setPressed(false), [paused === null]);

  async function run(
    action: 'pause' | 'retry',
    act: () => Promise<ForwardJson>,
    done: string,
  ): Promise<void> {
    setBusy(action);
    try {
      const changed = await act();
      if (action === 'pause') setPressed(true);
      else pause.current?.focus();
      onChanged(changed);
      announce(done);
    } catch (error) {
      noticeTrouble(action === 'pause' ? words.pauseFailed : words.resumeFailed, error);
    }
    setBusy(null);
  }

  return (
    <article aria-label={title} className="rounded-control border border-line p-3 wide:p-4">
      <div className="flex flex-wrap items-start gap-x-3 gap-y-1.5">
        <h2
          ref={heading}
          tabIndex={isOpen ? -1 : undefined}
          className={classNames(
            'min-w-0 flex-1 basis-60 outline-none wrap-anywhere',
            name === null && 'url' in to ? 'font-medium wire' : 'font-semibold text-name',
          )}
        >
          {isOpen ? (
            title
          ) : (
            <a href={placeHref(id)} data-opens={id} className="rounded-mark hover:underline touch-area">
              {title}
            </a>
          )}
        </h2>
        <RuleState rule={rule} />
      </div>
      <dl className="mt-2 grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 gap-y-1 wide:grid-cols-[4.75rem_minmax(0,1fr)]">
        <dt className="text-quiet">{words.filter}</dt>
        <dd className={classNames('wrap-anywhere', filter !== '' && 'wire')}>
          {filter || words.allRequests}
        </dd>
        {name !== null && (
          <>
            <dt className="text-quiet">{words.destination}</dt>
            <dd className={classNames('wrap-anywhere', 'url' in to && 'wire')}>{destination}</dd>
          </>
        )}
      </dl>
      {failing && <p className="mt-2 text-bad">{words.lastFailure(failing.title)}</p>}
      {!isOpen && <Counts rule={rule} />}
      <div className="mt-3 flex flex-wrap gap-1.5 wide:gap-2 max-wide:[&>:is(a,button)]:px-2.5 max-wide:[&>button>svg]:hidden">
        {!isOpen && (
          <a href={placeHref(id)} aria-label={buttonName(words.show, title)} className={buttonClasses()}>
            {words.show}
          </a>
        )}
        {canChange && (
          <>
            {paused ? (
              <ResumeButton
                rule={rule}
                title={title}
                takesFocus={isPressed}
                api={api}
                bins={bins}
                onResumed={(resumed) => {
                  setPressed(true);
                  onChanged(resumed);
                }}
              />
            ) : (
              <Button
                ref={pause}
                autoFocus={isPressed}
                busy={busy === 'pause'}
                aria-label={buttonName(words.pause, title)}
                onClick={() => run('pause', () => api.pause(id), words.paused)}
              >
                <Pause aria-hidden /> {words.pause}
              </Button>
            )}
            {!paused && breaker.state === 'open' && (
              <Button
                busy={busy === 'retry'}
                aria-label={buttonName(words.retry, title)}
                onClick={() => run('retry', () => api.resume(id, false), words.retried)}
              >
                <RotateCw aria-hidden /> {words.retry}
              </Button>
            )}
            <Button aria-label={buttonName(words.edit, title)} onClick={onEdit}>
              <Pencil aria-hidden /> {words.edit}
            </Button>
            <Button look="danger" aria-label={buttonName(words.remove, title)} onClick={onRemove}>
              <Trash2 aria-hidden /> {words.remove}
            </Button>
          </>
        )}
      </div>
    </article>
  );
}

/** How many requests a rule has in each state, each a link to them. */
function Counts({ rule: { id, counts } }: { rule: ForwardJson }) {
  const all: [list: Exclude<ItemFilter, 'all'>, count: number][] = [
    ['waiting', counts.queued + counts.sending],
    ['done', counts.done],
    ['dead', counts.dead],
    ['skipped', counts.skipped],
  ];
  return (
    <ul className="mt-2 flex flex-wrap gap-x-4 gap-y-1 tabular-nums">
      {all.map(([list, count]) => (
        <li key={list}>
          <a
            href={placeHref(id, list)}
            className={classNames(
              'inline-flex items-center rounded-mark hover:underline touch:min-h-9',
              count === 0 ? 'text-quiet' : list === 'dead' && 'text-bad',
            )}
          >
            {words.counts[list](count)}
          </a>
        </li>
      ))}
    </ul>
  );
}
