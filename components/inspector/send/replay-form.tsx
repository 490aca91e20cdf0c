'use client';

import { RotateCw } from 'lucide-react';
import { useState } from 'react';
import { type Trouble, troubleFrom } from '#components/api/call.ts';
import { BackBar } from '#components/ui/back-bar.tsx';
import { Button } from '#components/ui/button.tsx';
import { TroubleNote } from '#components/ui/trouble-note.tsx';
import type { DeliveryJson } from '#lib/model/delivery-json.ts';
import { useInspection } from '../context/inspection.tsx';
import { DeliveryView } from '../deliveries/delivery-view.tsx';
import { destinationError } from '../destination/destination-error.ts';
import { DestinationFields } from '../destination/destination-fields.tsx';
import { withSent } from '../destination/remembered.ts';
import { useRemembered } from '../destination/use-remembered.ts';
import { unchangedOrder } from './send-order.ts';
import { replayForm as words } from './words.ts';

type Props = {
  seq: number;
  /** Whether it cannot be edited because it is not valid HTTP. */
  isMalformed?: boolean;
};

/**
 * Replays a request unchanged to a destination to choose: for links that may replay it, and may not send other requests, and for messages
 * that are not valid HTTP.
 */
export function ReplayForm({ seq, isMalformed = false }: Props) {
  const { bin, deliveries: api, deliveryNews } = useInspection();
  const [remembered, remember] = useRemembered(bin.key);
  const [to, setTo] = useState(remembered.last);
  const [isChecked, setChecked] = useState(false);
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const [sent, setSent] = useState<DeliveryJson | null>(null);

  async function send(): Promise<void> {
    setChecked(true);
    setTrouble(null);
    if (destinationError(to, bin.sending) !== null || busy) return;
    setBusy(true);
    try {
      // These links cannot look at the delivery later.
      const delivery = await api.send(unchangedOrder(seq, to), { wait: true });
      remember((now) => withSent(now, to));
      deliveryNews.publish({ type: 'changed', deliveries: [delivery] });
      setSent(delivery);
    } catch (error) {
      setTrouble(troubleFrom(error));
    }
    setBusy(false);
  }

  if (sent !== null) {
    return (
      <>
        <BackBar label={words.back} onClick={() => setSent(null)} />
        <DeliveryView id={sent.id} known={sent} onRemoved={() => setSent(null)} />
      </>
    );
  }
  return (
    <form
      className="flex max-w-140 flex-col gap-4 px-4 wide:min-h-0 wide:flex-1 wide:scrolls wide:px-5"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <p className="text-quiet">{isMalformed ? words.malformed(seq) : words.about(seq)}</p>
      <DestinationFields value={to} onChange={setTo} isChecked={isChecked} />
      {trouble && <TroubleNote trouble={trouble} withHint />}
      <div className="flex items-center gap-3">
        <Button type="submit" look="accent" busy={busy}>
          <RotateCw aria-hidden /> {words.replay}
        </Button>
        <span role="status" className="text-quiet">
          {busy && words.sending}
        </span>
      </div>
    </form>
  );
}
