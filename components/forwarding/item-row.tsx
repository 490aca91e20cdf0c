'use client';

import { Fragment, type ReactNode, useState } from 'react';
import { Time } from '#components/frame/time.tsx';
import { methodColor } from '#components/request/method-color.ts';
import { announce } from '#components/ui/announcer.tsx';
import { BareCheckbox } from '#components/ui/bare-checkbox.tsx';
import { Button } from '#components/ui/button.tsx';
import { classNames } from '#components/ui/class-names.ts';
import { noticeTrouble } from '#components/ui/notices.tsx';
import { textWith } from '#components/ui/text-with.tsx';
import { Wire } from '#components/ui/visible-text.tsx';
import type { ForwardItemJson } from '#lib/model/forward-json.ts';
import { itemRow as words } from './words.ts';

type Props = {
  item: ForwardItemJson;
  binKey: string;
  hasState: boolean;
  /** Null where rows cannot be selected. */
  isSelected: boolean | null;
  onToggle: () => void;
  onForward: ((seq: number) => Promise<void>) | null;
};

const stateColors: Record<ForwardItemJson['state'], string> = {
  queued: 'text-ink',
  sending: 'text-ink',
  done: 'text-good',
  dead: 'text-bad',
  skipped: 'text-quiet',
};

/** A request of a rule: which it is, what became of it and why, and what happens next. */
export function ItemRow({ item, binKey, hasState, isSelected, onToggle, onForward }: Props) {
  const { seq, capture } = item;
  return (
    <li className="flex items-start gap-2.5 border-faint border-b py-1.5 last:border-b-0">
      {isSelected !== null && (
        <BareCheckbox
          label={words.select(seq)}
          checked={isSelected}
          onChange={onToggle}
          className="-mx-0.75 touch:-my-2 touch:-mx-2"
        />
      )}
      <div className="min-w-0 flex-1">
        {capture ? (
          <a
            href={`/i/${binKey}/${seq}`}
            className="flex min-w-0 gap-2 rounded-mark hover:underline touch-area"
          >
            <span className="shrink-0 text-quiet tabular-nums">{words.number(seq)}</span>
            <span className={classNames('shrink-0 font-medium wire', methodColor(capture.method))}>
              {capture.method}
            </span>
            <span className="truncate wire">
              <Wire bytes={capture.path} />
            </span>
          </a>
        ) : (
          <p className="flex gap-2 text-quiet">
            <span className="tabular-nums">{words.number(seq)}</span> {words.removed}
          </p>
        )}
        <p className="text-quiet text-small">
          {hasState && <span className={stateColors[item.state]}>{words.states[item.state]}</span>}
          <Facts facts={factsOf(item, hasState)} isFirst={!hasState} />
        </p>
      </div>
      {capture && (
        <span className="shrink-0 py-px text-quiet text-small tabular-nums">
          <Time iso={capture.receivedAt} style="age" />
        </span>
      )}
      {onForward && capture && <ForwardButton seq={seq} onForward={onForward} />}
    </li>
  );
}

/** The facts of an item beside its state, as parts of a line. */
function factsOf({ state, cause, waitsFor, attempts, dueAt, changedAt }: ForwardItemJson, hasState: boolean) {
  const facts: ReactNode[] = [];
  if (cause) facts.push(cause.title.replace(/\.$/, ''));
  if (attempts > 0 && state !== 'done') facts.push(words.attempts(attempts));
  if (waitsFor === 'retry' && dueAt !== null)
    facts.push(textWith(words.next, { time: <Time iso={dueAt} style="until" /> }));
  else if (waitsFor !== null && waitsFor !== 'retry') facts.push(words.waits[waitsFor]);
  if (state === 'sending' && !hasState) facts.push(words.states.sending);
  if (state === 'done')
    facts.push(
      <>
        {!hasState && `${words.states.done} `}
        <Time iso={changedAt} style="ago" />
      </>,
    );
  if (attempts > 0 && state === 'done') facts.push(words.attempts(attempts));
  return facts;
}

function Facts({ facts, isFirst }: { facts: readonly ReactNode[]; isFirst: boolean }) {
  return facts.map((fact, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the facts of a line have no identity.
    <Fragment key={index}>
      {(index > 0 || !isFirst) && ' · '}
      {fact}
    </Fragment>
  ));
}

function ForwardButton({ seq, onForward }: { seq: number; onForward: (seq: number) => Promise<void> }) {
  const [busy, setBusy] = useState(false);

  async function forward(): Promise<void> {
    setBusy(true);
    try {
      await onForward(seq);
      announce(words.forwarded);
    } catch (error) {
      noticeTrouble(words.forwardFailed, error);
    }
    setBusy(false);
  }

  return (
    <Button busy={busy} aria-label={words.forwardName(seq)} onClick={forward}>
      {words.forward}
    </Button>
  );
}
