'use client';

import { useState } from 'react';
import { BackBar } from '#components/ui/back-bar.tsx';
import { countWords } from '#components/ui/count-words.ts';
import { KeptList } from '#components/ui/kept-list.tsx';
import type { DeliverySummary } from '#lib/model/delivery-json.ts';
import { DeliveryRows } from '../deliveries/delivery-rows.tsx';
import { DeliveryView } from '../deliveries/delivery-view.tsx';
import { ResultTable } from '../deliveries/result-table.tsx';
import { resultsOf } from '../deliveries/results.ts';
import { useWatchedDeliveries } from '../deliveries/use-watched-deliveries.ts';
import type { SentDeliveries } from './sent-deliveries.ts';
import { sentView as words } from './words.ts';

type Props = { sent: SentDeliveries; onRemoved: () => void };

/** What was sent: the delivery with its response, or several with their responses by status. */
export function SentView({ sent, onRemoved }: Props) {
  if (sent.is === 'several') return <Several first={sent.deliveries} />;
  return <DeliveryView id={sent.delivery.id} known={sent.delivery} onRemoved={onRemoved} />;
}

function Several({ first }: { first: readonly DeliverySummary[] }) {
  const rows = useWatchedDeliveries(first);
  const [opened, setOpened] = useState<string | null>(null);
  return (
    <>
      {opened !== null && (
        <>
          <BackBar label={words.backToList} onClick={() => setOpened(null)} />
          <DeliveryView id={opened} onRemoved={() => setOpened(null)} />
        </>
      )}
      <KeptList opened={opened} className="wide:min-h-0 wide:flex-1 wide:scrolls">
        <section aria-label={words.label}>
          <div className="px-4 pb-4 wide:px-5">
            <p className="font-medium tabular-nums">{words.several(countWords(rows.length))}</p>
            <ResultTable results={resultsOf(rows)} />
          </div>
          <div className="px-2 wide:px-3">
            <DeliveryRows rows={rows} onOpen={setOpened} hasSource={false} />
          </div>
        </section>
      </KeptList>
    </>
  );
}
