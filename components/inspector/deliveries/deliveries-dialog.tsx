'use client';

import { ChevronLeft, Send } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { useInspection } from '../context/inspection.tsx';
import { DeliveryListView } from './delivery-list-view.tsx';
import { DeliveryView } from './delivery-view.tsx';
import { ReplayProgressView } from './replay-progress-view.tsx';
import { deliveriesDialog as words } from './words.ts';

/** What the dialog shows: one delivery, those of a bulk replay, or all. */
export type ShownDeliveries = { readonly delivery: string } | { readonly replay: string } | null;

type Props = {
  open: boolean;
  onClose: () => void;
  shown: ShownDeliveries;
  onOpenRequest: (seq: number) => void;
  onSendTest: () => void;
};

/** The deliveries of a bin, and one of them with its responses. */
export default function DeliveriesDialog({ open, onClose, ...rest }: Props) {
  return (
    <Dialog open={open} onClose={onClose} title={words.title} description={words.description} size="large">
      {open && <Deliveries {...rest} onClose={onClose} />}
    </Dialog>
  );
}

function Deliveries({ shown, onOpenRequest, onSendTest, onClose }: Omit<Props, 'open'>) {
  const { may } = useInspection();
  const [place, setPlace] = useState(shown);
  useEffect(() => setPlace(shown), [shown]);
  const back = (to: ShownDeliveries) => (
    <div className="shrink-0 px-4 pb-2 wide:px-5">
      <Button className="pl-1.5" onClick={() => setPlace(to)}>
        <ChevronLeft aria-hidden /> {to === null ? words.all : words.back}
      </Button>
    </div>
  );

  if (place !== null && 'delivery' in place) {
    return (
      <>
        {back(null)}
        <DeliveryView
          key={place.delivery}
          id={place.delivery}
          onRemoved={() => setPlace(null)}
          onOpenRequest={(seq) => {
            onClose();
            onOpenRequest(seq);
          }}
        />
      </>
    );
  }
  const replay = place?.replay;
  return (
    <>
      {replay !== undefined && (
        <>
          {back(null)}
          <ReplayProgressView key={replay} id={replay} className="shrink-0 px-4 pb-3 wide:px-5" />
        </>
      )}
      {replay === undefined && may('send') && (
        <div className="shrink-0 px-4 pb-3 wide:px-5">
          <Button data-focus-first onClick={onSendTest}>
            <Send aria-hidden /> {words.sendTest}
          </Button>
        </div>
      )}
      <div className="px-2 wide:min-h-0 wide:flex-1 wide:scrolls wide:px-3">
        <DeliveryListView
          key={replay ?? 'all'}
          scope={{ replay }}
          onOpen={(delivery) => setPlace({ delivery })}
          onOpenReplay={(id) => setPlace({ replay: id })}
        />
      </div>
    </>
  );
}
