'use client';

import { useEffect, useState } from 'react';
import { useBinState } from '#components/bin/bin-store.ts';
import { InspectionProvider, type OpenedBin, openInspection } from './context/inspection.tsx';
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
      {bin.captureSeq === null ? (
        <Workbench firstPage={bin.firstPage} firstSeq={seq} firstFilter={filter} />
      ) : (
        <OneCapture firstPage={bin.firstPage} seq={bin.captureSeq} />
      )}
    </InspectionProvider>
  );
}
