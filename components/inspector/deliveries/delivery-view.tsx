'use client';

import { FileDiff, RotateCw, Square, Trash2 } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { Time } from '#components/frame/time.tsx';
import { methodColor, statusColor } from '#components/request/method-color.ts';
import { announce } from '#components/ui/announcer.tsx';
import { Button } from '#components/ui/button.tsx';
import { noticeTrouble } from '#components/ui/notices.tsx';
import { Spinner } from '#components/ui/spinner.tsx';
import { Switch } from '#components/ui/switch.tsx';
import { TroubleNote } from '#components/ui/trouble-note.tsx';
import { Wire } from '#components/ui/visible-text.tsx';
import type { AttemptJson, DeliveryJson, HopJson } from '#lib/model/delivery-json.ts';
import { useInspection } from '../context/inspection.tsx';
import { destinationName } from '../destination/destination-name.ts';
import { DeliveryComparison } from './delivery-comparison.tsx';
import { isRunning } from './delivery-list.ts';
import { FailureNote } from './failure-note.tsx';
import { HopView } from './hop-view.tsx';
import { outcomeOf, shortResult } from './outcome.ts';
import { sourceWords } from './source-words.ts';
import { useDelivery } from './use-delivery.ts';
import { Waterfall } from './waterfall.tsx';
import { outcomes, deliveryView as words } from './words.ts';

type Props = {
  id: string;
  /** What the API returned when it was sent. */
  known?: DeliveryJson | null;
  /** Called after it was removed. */
  onRemoved: () => void;
  /** Opens the request that was replayed. */
  onOpenRequest?: (seq: number) => void;
};

/** A delivery: how it stands, its attempts with times and responses, and the actions for it. */
export function DeliveryView({ id, known = null, onRemoved, onOpenRequest }: Props) {
  const { delivery, trouble, isRemoved, reload, take } = useDelivery(id, known);
  const [isComparing, setComparing] = useState(false);
  if (delivery === null) {
    return (
      <div className="px-4 py-3 wide:px-5">
        {trouble ? (
          <TroubleNote trouble={trouble} onRetry={reload} />
        ) : (
          <div role="status" aria-label={words.loading}>
            <Spinner />
          </div>
        )}
      </div>
    );
  }
  return (
    <article
      aria-label={words.label(delivery.target)}
      className="@container flex min-h-0 flex-1 flex-col wide:scrolls"
      data-delivery-view={delivery.state}
    >
      <header className="px-4 pt-1 wide:px-5">
        <h3 className="flex gap-3 font-mono font-semibold text-name [font-variant-ligatures:none]">
          <span className={methodColor(delivery.method)}>{delivery.method}</span>
          <span className="min-w-0 [overflow-wrap:anywhere]">
            <Wire bytes={delivery.target} />
          </span>
        </h3>
        <Summary delivery={delivery} />
        {isRemoved ? (
          <p role="status" className="mt-2 text-careful">
            {words.removedMeanwhile}
          </p>
        ) : (
          <Actions
            delivery={delivery}
            onChanged={take}
            reload={reload}
            onRemoved={onRemoved}
            onOpenRequest={onOpenRequest}
            isComparing={isComparing}
            onCompare={() => setComparing(!isComparing)}
          />
        )}
        {trouble && (
          <div className="mt-3">
            <TroubleNote trouble={trouble} onRetry={reload} />
          </div>
        )}
      </header>
      {isComparing && delivery.source.kind === 'capture' && (
        <DeliveryComparison delivery={delivery} seq={delivery.source.seq} />
      )}
      <Attempts delivery={delivery} />
    </article>
  );
}

function Summary({ delivery }: { delivery: DeliveryJson }) {
  const { bin } = useInspection();
  const { words: outcome, time, color } = outcomeOf(delivery);
  return (
    <p className="mt-1.5 flex flex-wrap items-center gap-x-2.5 gap-y-0.5" role="status">
      {isRunning(delivery) && <Spinner />}
      <span className={`font-medium tabular-nums ${color}`}>{outcome}</span>
      {time && <span className="tabular-nums">{time}</span>}
      <span className="text-quiet [overflow-wrap:anywhere]">
        {[destinationName(delivery.destination, bin.slug), sourceWords(delivery.source)].join(' · ')}
      </span>
      <span className="text-quiet">
        <Time iso={delivery.createdAt} style="ago" />
      </span>
    </p>
  );
}

type ActionsProps = Pick<Props, 'onRemoved' | 'onOpenRequest'> & {
  delivery: DeliveryJson;
  isComparing: boolean;
  onCompare: () => void;
  onChanged: (delivery: DeliveryJson) => void;
  reload: () => void;
};

function Actions({
  delivery,
  isComparing,
  onCompare,
  onChanged,
  reload,
  onRemoved,
  onOpenRequest,
}: ActionsProps) {
  const { deliveries: api, deliveryNews, may } = useInspection();
  const [busy, setBusy] = useState(false);
  const { id, source } = delivery;
  const running = isRunning(delivery);

  async function attempt(failed: string, act: () => Promise<void>): Promise<void> {
    setBusy(true);
    try {
      await act();
    } catch (error) {
      noticeTrouble(failed, error);
    }
    setBusy(false);
  }
  const again = () =>
    attempt(words.againFailed, async () => {
      const sent = await api.again(id);
      onChanged(sent);
      deliveryNews.publish({ type: 'changed', deliveries: [sent] });
    });
  const stop = () =>
    attempt(words.stopFailed, async () => {
      await api.stopOrRemove(id);
      announce(words.stopped);
      reload();
    });
  const remove = () =>
    attempt(words.removeFailed, async () => {
      await api.stopOrRemove(id);
      deliveryNews.publish({ type: 'removed', id });
      announce(words.removed);
      onRemoved();
    });

  const canSend = may('send');
  const actions: ReactNode[] = [
    canSend && running && (
      <Button key="stop" busy={busy} onClick={stop}>
        <Square aria-hidden /> {words.stop}
      </Button>
    ),
    canSend && !running && (
      <Button key="again" busy={busy} onClick={again}>
        <RotateCw aria-hidden /> {words.again}
      </Button>
    ),
    source.kind === 'capture' && source.edited && (
      <Button key="compare" aria-expanded={isComparing} onClick={onCompare}>
        <FileDiff aria-hidden /> {isComparing ? words.hideComparison : words.compare}
      </Button>
    ),
    onOpenRequest && source.kind === 'capture' && (
      <Button key="open" look="quiet" onClick={() => onOpenRequest(source.seq)}>
        {words.openRequest(source.seq)}
      </Button>
    ),
    canSend && !running && (
      <Button key="remove" look="quiet" busy={busy} onClick={remove}>
        <Trash2 aria-hidden /> {words.remove}
      </Button>
    ),
  ].filter(Boolean);
  return actions.length > 0 && <div className="mt-3 flex flex-wrap items-center gap-1.5">{actions}</div>;
}

/** The attempts, the latest first shown; and within one, the redirects that were followed. */
function Attempts({ delivery }: { delivery: DeliveryJson }) {
  const { attempts } = delivery;
  const [chosen, setChosen] = useState<number | null>(null);
  const attempt = attempts.find(({ number }) => number === chosen) ?? attempts.at(-1);
  if (attempt === undefined || attempt.hops.length === 0) {
    const failure = attempt?.failure;
    return (
      <div className="px-4 py-3 wide:px-5">
        {failure ? <FailureNote failure={failure} /> : <p className="text-quiet">{pendingWords(delivery)}</p>}
      </div>
    );
  }
  return (
    <>
      {attempts.length > 1 && (
        <div className="no-scrollbar mt-3 overflow-x-auto px-4 wide:px-5">
          <Switch
            label={words.attempt}
            value={String(attempt.number)}
            choices={attempts.map((one) => ({
              id: String(one.number),
              title: words.attemptChoice(one.number, one.ms === null ? '…' : shortResult(one)),
            }))}
            onChange={(number) => setChosen(Number(number))}
          />
        </div>
      )}
      <Hops key={attempt.number} delivery={delivery} attempt={attempt} />
    </>
  );
}

function pendingWords({ state }: DeliveryJson): string {
  if (state === 'waiting') return words.waiting;
  return state === 'sending' ? words.sending : words.noAttempt;
}

function Hops({ delivery, attempt }: { delivery: DeliveryJson; attempt: AttemptJson }) {
  const { hops } = attempt;
  const [chosen, setChosen] = useState<number | null>(null);
  const at = chosen ?? hops.length - 1;
  const hop = hops[at]!;
  return (
    <>
      <div className="px-4 pt-3 wide:px-5">
        {hops.length > 1 && (
          <div className="mb-2">
            <p className="mb-1 text-quiet text-small">{words.hop}</p>
            <Switch
              label={words.hop}
              value={String(at)}
              choices={hops.map((hop, index) => ({
                id: String(index),
                title: words.hopChoice(index + 1, hopResult(hop)),
              }))}
              onChange={(index) => setChosen(Number(index))}
            />
          </div>
        )}
        {hop.response && (
          <p className="mb-2 wire">
            <span className={`font-semibold ${statusColor(hop.response.status)}`}>{hop.response.status}</span>{' '}
            <Wire bytes={hop.response.reason} />
          </p>
        )}
        {hop.failure && (
          <div className="mb-3">
            <FailureNote failure={hop.failure} />
          </div>
        )}
        <Waterfall timings={hop.timings} />
      </div>
      <HopView key={at} delivery={delivery} attempt={attempt} at={at} />
    </>
  );
}

function hopResult({ response, withheld }: HopJson): string {
  if (response !== null) return String(response.status);
  return withheld === null ? '…' : outcomes.answered;
}
