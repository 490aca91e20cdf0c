'use client';

import { CircleAlert, X } from 'lucide-react';
import { useEffect, useSyncExternalStore } from 'react';
import { type Trouble, troubleFrom } from '#components/api/call.ts';
import { IconButton } from './icon-button.tsx';
import { textWithCode } from './text-with-code.tsx';
import { valueStore } from './value-store.ts';
import { buttons } from './words.ts';

type Notice = { id: number; what: string; trouble: Trouble };

const current = valueStore<Notice | null>(null);
let count = 0;

/** How long a notice stays unless it is closed, milliseconds. */
const noticeTime = 8000;

/** Shows that an action failed: `what` as a sentence, then the reason and what to do. */
export function noticeTrouble(what: string, error: unknown): void {
  current.set({ id: ++count, what, trouble: troubleFrom(error) });
}

/** Shows failed actions above the status bar; once a page. */
export function Notices() {
  const notice = useSyncExternalStore(current.subscribe, current.get, () => null);
  useEffect(() => {
    if (!notice) return;
    const timer = setTimeout(() => current.get() === notice && current.set(null), noticeTime);
    return () => clearTimeout(timer);
  }, [notice]);
  return (
    <div role="alert" className="pointer-events-none fixed inset-x-0 bottom-10 z-30 flex justify-center px-4">
      {notice && (
        <div
          key={notice.id}
          className="pointer-events-auto flex max-w-120 animate-arrive items-start gap-2.5 rounded-surface border border-line bg-raised py-2 pr-2 pl-3 shadow-surface"
        >
          <CircleAlert className="mt-0.5 size-4 shrink-0 text-bad" aria-hidden />
          <p className="py-0.5">
            <span className="font-medium">{notice.what}</span>{' '}
            <span className="text-quiet">
              {notice.trouble.title} {textWithCode(notice.trouble.detail ?? notice.trouble.hint)}
            </span>
          </p>
          <IconButton label={buttons.close} onClick={() => current.set(null)}>
            <X />
          </IconButton>
        </div>
      )}
    </div>
  );
}
