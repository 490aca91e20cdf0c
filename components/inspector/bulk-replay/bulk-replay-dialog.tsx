'use client';

import { ListChecks, Send } from 'lucide-react';
import { useEffect, useState } from 'react';
import { type Trouble, troubleFrom } from '#components/api/call.ts';
import { FilterField } from '#components/filter-field/filter-field.tsx';
import { useFilterError } from '#components/request/use-filter-error.ts';
import { Button } from '#components/ui/button.tsx';
import { countOf } from '#components/ui/count-words.ts';
import { Dialog } from '#components/ui/dialog.tsx';
import { DialogFooter } from '#components/ui/dialog-footer.tsx';
import { Field } from '#components/ui/field.tsx';
import { Select } from '#components/ui/select.tsx';
import { TroubleNote } from '#components/ui/trouble-note.tsx';
import type { SignatureRenewal } from '#lib/model/delivery-input.ts';
import type { ReplayPlan, ReplayProgress } from '#lib/model/delivery-json.ts';
import { useInspection } from '../context/inspection.tsx';
import { ReplayProgressView } from '../deliveries/replay-progress-view.tsx';
import { destinationError } from '../destination/destination-error.ts';
import { DestinationFields } from '../destination/destination-fields.tsx';
import { OptionFields } from '../destination/option-fields.tsx';
import { type SendTo, withSent } from '../destination/remembered.ts';
import { usualOptions } from '../destination/send-options.ts';
import { useRemembered } from '../destination/use-remembered.ts';
import { PlanView } from './plan-view.tsx';
import { type PaceChoice, type ReplayDraft, rateOf, replayInput } from './replay-input.ts';
import { bulkReplayDialog as words } from './words.ts';

type Props = {
  open: boolean;
  onClose: () => void;
  /** The filter that it begins with. */
  filter: string;
  /** Lists the deliveries of a bulk replay. */
  onShow: (id: string) => void;
};

/** Replays many requests: to where and how fast, the plan, and then the progress. */
export default function BulkReplayDialog({ open, onClose, filter, onShow }: Props) {
  const [opened, setOpened] = useState(0);
  useEffect(() => {
    if (open) setOpened((count) => count + 1);
  }, [open]);
  return (
    <Dialog open={open} onClose={onClose} title={words.title} description={words.description}>
      {opened > 0 && <BulkReplay key={opened} initialFilter={filter} onShow={onShow} />}
    </Dialog>
  );
}

const signatureChoices = (['as-it-was', 'same-delivery-id', 'new-delivery-id'] as const).map((id) => ({
  id,
  title: words.signatureChoices[id],
}));

const paces = (['original', 'rate', 'at-once'] as const).map((id) => ({ id, title: words.paces[id] }));

function BulkReplay({ initialFilter, onShow }: { initialFilter: string; onShow: (id: string) => void }) {
  const { api: bins, bin, deliveries: api, deliveryNews, may } = useInspection();
  const [remembered, remember] = useRemembered(bin.key);
  const [draft, setDraft] = useState<ReplayDraft>({
    filter: initialFilter,
    to: remembered.last,
    pace: 'original',
    rate: '10',
    signatures: 'as-it-was',
    options: usualOptions,
  });
  const [plan, setPlan] = useState<{ of: ReplayDraft; plan: ReplayPlan } | null>(null);
  const [started, setStarted] = useState<ReplayProgress | null>(null);
  const [busy, setBusy] = useState(false);
  const [isChecked, setChecked] = useState(false);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const fault = useFilterError(draft.filter);
  const change = (part: Partial<ReplayDraft>) => setDraft({ ...draft, ...part });
  const input = replayInput(draft);
  const isValid = input !== null && fault === null && destinationError(draft.to, bin.sending) === null;
  const isPlanned = plan !== null && plan.of === draft;

  async function run(act: (wanted: NonNullable<typeof input>) => Promise<void>): Promise<void> {
    setChecked(true);
    if (!isValid || busy) return;
    setBusy(true);
    setTrouble(null);
    try {
      await act(input);
    } catch (error) {
      setTrouble(troubleFrom(error));
    }
    setBusy(false);
  }
  const showPlan = () => run(async (wanted) => setPlan({ of: draft, plan: await api.planReplay(wanted) }));
  const start = () =>
    run(async (wanted) => {
      const progress = await api.startReplay({ ...wanted, upTo: plan?.plan.upTo });
      remember((now) => withSent(now, draft.to));
      deliveryNews.publish({ type: 'replay', progress });
      setStarted(progress);
    });

  if (started !== null) {
    return (
      <>
        <ReplayProgressView id={started.id} known={started} onShow={onShow} />
        <Button
          className="mt-4"
          onClick={() => {
            setStarted(null);
            setPlan(null);
          }}
        >
          {words.another}
        </Button>
      </>
    );
  }
  return (
    <div className="flex flex-col gap-4">
      <FilterField
        label={words.filter}
        count={bins.values}
        value={draft.filter}
        onChange={(filter) => change({ filter })}
        error={fault?.message ?? null}
        help={words.filterHelp}
      />
      <DestinationFields
        value={draft.to}
        onChange={(to: SendTo) => change({ to })}
        isChecked={isChecked}
        isForMany
      />
      <div className="flex items-start gap-3">
        <Select
          className="min-w-0 flex-1"
          label={words.pace}
          value={draft.pace}
          choices={paces}
          onChange={(pace: PaceChoice) => change({ pace })}
        />
        {draft.pace === 'rate' && (
          <Field
            label={words.rate}
            className="w-36"
            inputMode="decimal"
            mono
            value={draft.rate}
            error={rateOf(draft) === null ? words.rateError : null}
            onChange={(event) => change({ rate: event.target.value })}
          />
        )}
      </div>
      {may('sign') && (
        <Select
          label={words.signatures}
          value={draft.signatures}
          choices={signatureChoices}
          help={draft.signatures === 'as-it-was' ? undefined : words.signaturesHelp}
          onChange={(signatures: SignatureRenewal) => change({ signatures })}
        />
      )}
      <details>
        <summary className="min-h-7 rounded-mark font-medium touch:min-h-9">{words.options}</summary>
        <div className="mt-1.5">
          <OptionFields to={draft.to} options={draft.options} onChange={(options) => change({ options })} />
        </div>
      </details>
      {plan !== null && (
        <PlanView plan={plan.plan} isStale={!isPlanned} isSigned={draft.signatures !== 'as-it-was'} />
      )}
      {trouble && <TroubleNote trouble={trouble} withHint />}
      <DialogFooter className="flex flex-wrap gap-2">
        {isPlanned && plan.plan.count > 0 ? (
          <Button look="accent" busy={busy} onClick={start}>
            <Send aria-hidden /> {words.replay(countOf(plan.plan.count, 'request'))}
          </Button>
        ) : (
          <Button look="accent" busy={busy} onClick={showPlan}>
            <ListChecks aria-hidden /> {words.plan}
          </Button>
        )}
      </DialogFooter>
    </div>
  );
}
