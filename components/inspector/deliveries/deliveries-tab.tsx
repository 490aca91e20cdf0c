'use client';

import { useState } from 'react';
import { useEscape } from '#components/body/use-escape.ts';
import { BackBar } from '#components/ui/back-bar.tsx';
import { KeptList } from '#components/ui/kept-list.tsx';
import { DeliveryListView } from './delivery-list-view.tsx';
import { DeliveryView } from './delivery-view.tsx';
import { deliveriesDialog as words } from './words.ts';

/** The deliveries of a request: its replays. */
export function DeliveriesTab({ seq }: { seq: number }) {
  const [opened, setOpened] = useState<string | null>(null);
  return (
    <>
      <KeptList opened={opened} className="px-2 py-3 wide:min-h-0 wide:flex-1 wide:scrolls wide:px-3">
        <DeliveryListView scope={{ capture: seq }} isHidden={opened !== null} onOpen={setOpened} />
      </KeptList>
      {opened !== null && <Opened id={opened} onBack={() => setOpened(null)} />}
    </>
  );
}

function Opened({ id, onBack }: { id: string; onBack: () => void }) {
  useEscape(onBack);
  return (
    <div className="flex flex-1 flex-col pt-2 wide:min-h-0">
      <BackBar label={words.back} onClick={onBack} />
      <DeliveryView id={id} onRemoved={onBack} />
    </div>
  );
}
