'use client';

import { Send } from 'lucide-react';
import { useState } from 'react';
import { BackBar } from '#components/ui/back-bar.tsx';
import { Button } from '#components/ui/button.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { KeptList } from '#components/ui/kept-list.tsx';
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

/** A bulk replay whose deliveries are listed, and a delivery that was opened from the list. */
type Place = { readonly replay: string | null; readonly delivery: string | null };

const allDeliveries: Place = { replay: null, delivery: null };

function placeOf(shown: ShownDeliveries): Place {
  return shown === null ? allDeliveries : { ...allDeliveries, ...shown };
}

const listClasses = 'flex flex-col wide:min-h-0 wide:flex-1';
const rowsClasses = 'px-2 wide:min-h-0 wide:flex-1 wide:scrolls wide:px-3';

function Deliveries({ shown, onOpenRequest, onSendTest, onClose }: Omit<Props, 'open'>) {
  const { may } = useInspection();
  const [{ replay, delivery }, setPlace] = useState(() => placeOf(shown));
  const [seen, setSeen] = useState(shown);
  if (seen !== shown) {
    setSeen(shown);
    setPlace(placeOf(shown));
  }
  const close = () => setPlace({ replay, delivery: null });
  return (
    <>
      <KeptList opened={replay ?? delivery} className={listClasses}>
        {may('send') && (
          <div className="shrink-0 px-4 pb-3 wide:px-5">
            <Button data-focus-first onClick={onSendTest}>
              <Send aria-hidden /> {words.sendTest}
            </Button>
          </div>
        )}
        <div className={rowsClasses}>
          <DeliveryListView
            scope={{}}
            isHidden={replay !== null || delivery !== null}
            onOpen={(id) => setPlace({ replay: null, delivery: id })}
            onOpenReplay={(id) => setPlace({ replay: id, delivery: null })}
          />
        </div>
      </KeptList>
      {replay !== null && (
        <KeptList key={replay} opened={delivery} className={listClasses}>
          <BackBar label={words.all} onClick={() => setPlace(allDeliveries)} />
          <ReplayProgressView
            id={replay}
            isHidden={delivery !== null}
            className="shrink-0 px-4 pb-3 wide:px-5"
          />
          <div className={rowsClasses}>
            <DeliveryListView
              scope={{ replay }}
              isHidden={delivery !== null}
              onOpen={(id) => setPlace({ replay, delivery: id })}
            />
          </div>
        </KeptList>
      )}
      {delivery !== null && (
        <>
          <BackBar key={delivery} label={replay === null ? words.all : words.back} onClick={close} />
          <DeliveryView
            key={delivery}
            id={delivery}
            onRemoved={close}
            onOpenRequest={(seq) => {
              onClose();
              onOpenRequest(seq);
            }}
          />
        </>
      )}
    </>
  );
}
