'use client';

import type { DeliveryScope } from '#components/api/deliveries.ts';
import { Button } from '#components/ui/button.tsx';
import { Spinner } from '#components/ui/spinner.tsx';
import { TroubleNote } from '#components/ui/trouble-note.tsx';
import { DeliveryRows } from './delivery-rows.tsx';
import { ReplayProgressView } from './replay-progress-view.tsx';
import { useDeliveryList } from './use-delivery-list.ts';
import { useKnownReplays } from './use-known-replays.ts';
import { deliveryList as words } from './words.ts';

type Props = {
  scope: DeliveryScope;
  /** While hidden it follows live events only. */
  isHidden: boolean;
  onOpen: (id: string) => void;
  /** Opens a bulk replay; where bulk replays are listed above their deliveries. */
  onOpenReplay?: (id: string) => void;
};

/** How many bulk replays are listed. */
const mostReplays = 3;

/** The deliveries of a bin, of a request or of a bulk replay, newest first. */
export function DeliveryListView({ scope, isHidden, onOpen, onOpenReplay }: Props) {
  const { list, isLoaded, trouble, reload, loadMore, isLoadingMore } = useDeliveryList(scope, isHidden);
  const known = useKnownReplays(onOpenReplay !== undefined && scope.replay === undefined);
  const ofCapture = scope.capture !== undefined;
  if (!isLoaded) {
    if (trouble) return <TroubleNote trouble={trouble} onRetry={reload} />;
    return (
      <div role="status" aria-label={words.loading}>
        <Spinner />
      </div>
    );
  }
  if (list.rows.length === 0) {
    return (
      <div className="max-w-140 px-2">
        <p className="font-medium">{ofCapture ? words.noneOfCapture : words.none}</p>
        <p className="mt-0.5 text-quiet">{ofCapture ? words.noneOfCaptureHint : words.noneHint}</p>
      </div>
    );
  }
  return (
    <>
      {known.slice(0, mostReplays).map((replay) => (
        <ReplayProgressView
          key={replay.id}
          id={replay.id}
          known={replay}
          isHidden={isHidden}
          onShow={onOpenReplay}
          className="mx-2 mb-3 rounded-control border border-line px-3 py-2"
        />
      ))}
      <p className="px-2 pb-1 text-quiet text-small tabular-nums">{words.count(list.total)}</p>
      <DeliveryRows rows={list.rows} onOpen={onOpen} hasSource={!ofCapture} />
      {trouble && (
        <div className="p-2">
          <TroubleNote trouble={trouble} onRetry={reload} />
        </div>
      )}
      {list.next !== null && (
        <div className="p-2">
          <Button busy={isLoadingMore} onClick={loadMore}>
            {words.more}
          </Button>
        </div>
      )}
    </>
  );
}
