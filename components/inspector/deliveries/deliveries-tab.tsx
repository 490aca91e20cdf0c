'use client';

import { ChevronLeft } from 'lucide-react';
import { useState } from 'react';
import { useEscape } from '#components/body/use-escape.ts';
import { Button } from '#components/ui/button.tsx';
import { DeliveryListView } from './delivery-list-view.tsx';
import { DeliveryView } from './delivery-view.tsx';
import { deliveriesDialog as words } from './words.ts';

/** The deliveries of a request: its replays. */
export function DeliveriesTab({ seq }: { seq: number }) {
  const [opened, setOpened] = useState<string | null>(null);
  if (opened === null) {
    return (
      <div className="px-2 py-3 wide:min-h-0 wide:flex-1 wide:scrolls wide:px-3">
        <DeliveryListView scope={{ capture: seq }} onOpen={setOpened} />
      </div>
    );
  }
  return <Opened id={opened} onBack={() => setOpened(null)} />;
}

function Opened({ id, onBack }: { id: string; onBack: () => void }) {
  useEscape(onBack);
  return (
    <div className="flex flex-1 flex-col pt-2 wide:min-h-0">
      <div className="px-4 pb-2 wide:px-5">
        <Button autoFocus className="pl-1.5" onClick={onBack}>
          <ChevronLeft aria-hidden /> {words.back}
        </Button>
      </div>
      <DeliveryView id={id} onRemoved={onBack} />
    </div>
  );
}
