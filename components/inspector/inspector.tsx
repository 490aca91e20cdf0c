'use client';

import { useEffect, useState } from 'react';
import { useBinState } from '#components/bin/bin-store.ts';
import { InspectionProvider, type OpenedBin, openInspection, useInspection } from './context/inspection.tsx';
import { isOfLink } from './feed/connection-state.ts';
import { useFeed, useFeedValue } from './feed/use-feed.ts';
import { LinkEnded } from './frame/link-ended.tsx';
import { OneCapture } from './frame/one-capture.tsx';
import { Workbench } from './frame/workbench.tsx';

type Props = { bin: OpenedBin; seq: number | null; filter: string };

/** The inspector of one bin. Its address may change while the page is open; the API knows it by the old one too. */
export function Inspector({ bin, seq, filter }: Props) {
  const [inspection, setInspection] = useState(() => openInspection(bin));
  const captureUrl = useBinState(inspection.state, (state) => state.captureUrl);
  useEffect(() => {
    const { slug } = inspection.state.get();
    setInspection((now) =>
      now.bin.captureUrl === captureUrl ? now : { ...now, bin: { ...now.bin, slug, captureUrl } },
    );
  }, [inspection.state, captureUrl]);
  return (
    <InspectionProvider value={inspection}>
      <Opened bin={bin} seq={seq} filter={filter} />
    </InspectionProvider>
  );
}

/** The bin, or the one request that its link opens, until the link opens nothing any more. */
function Opened({ bin, seq, filter }: Props) {
  const { api, state, deliveryNews } = useInspection();
  const { feed, present } = useFeed(bin.key, api, bin.firstPage, state, deliveryNews);
  const closed = useFeedValue(feed, ({ connection }) => connection.closed);
  if (closed && isOfLink(closed)) return <LinkEnded why={closed} />;
  if (bin.captureSeq !== null) return <OneCapture feed={feed} seq={bin.captureSeq} />;
  return <Workbench feed={feed} present={present} firstSeq={seq} firstFilter={filter} />;
}
