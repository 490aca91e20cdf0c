'use client';

import { useState } from 'react';
import { InspectionProvider, type OpenedBin, openInspection } from './inspection.tsx';
import { OneCapture } from './one-capture.tsx';
import { Workbench } from './workbench.tsx';

type Props = { bin: OpenedBin; seq: number | null; filter: string };

/** The inspector of one bin. */
export function Inspector({ bin, seq, filter }: Props) {
  const [inspection] = useState(() => openInspection(bin));
  return (
    <InspectionProvider value={inspection}>
      {bin.captureSeq === null ? (
        <Workbench name={bin.name} firstPage={bin.firstPage} firstSeq={seq} firstFilter={filter} />
      ) : (
        <OneCapture name={bin.name} firstPage={bin.firstPage} seq={bin.captureSeq} />
      )}
    </InspectionProvider>
  );
}
