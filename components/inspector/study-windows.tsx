'use client';

import { LazyWindow } from '#components/ui/lazy-window.tsx';
import type { OpenStudy } from './use-study.ts';

const loadCompare = () => import('./compare/compare-dialog.tsx');
const loadTypes = () => import('./types/types-dialog.tsx');

/** The windows in which requests are compared and types are made of them. */
export function StudyWindows({ study, onClose }: { study: OpenStudy | null; onClose: () => void }) {
  const shared = { summary: study?.summary ?? null, onClose };
  return (
    <>
      <LazyWindow
        load={loadCompare}
        open={study?.is === 'compare'}
        other={study?.is === 'compare' ? study.other : null}
        {...shared}
      />
      <LazyWindow
        load={loadTypes}
        open={study?.is === 'types'}
        seqs={study?.is === 'types' ? study.seqs : null}
        {...shared}
      />
    </>
  );
}
