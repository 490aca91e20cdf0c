'use client';

import { CircleAlert, CircleCheck, X } from 'lucide-react';
import { type ReactNode, useEffect, useSyncExternalStore } from 'react';
import { troubleFrom } from '#components/api/call.ts';
import { Button } from './button.tsx';
import { IconButton } from './icon-button.tsx';
import { Spinner } from './spinner.tsx';
import { textWithCode } from './text-with-code.tsx';
import { valueStore } from './value-store.ts';
import { buttons } from './words.ts';

export type NoticeContent =
  /** An action failed: `words` as a sentence; the reason and what to do follow. */
  | { readonly tone: 'trouble'; readonly words: string; readonly error: unknown }
  /** An action that is running, or its result. */
  | {
      readonly tone: 'busy' | 'good' | 'bad';
      readonly words: string;
      readonly action?: { readonly label: string; readonly act: () => void } | null;
    };

type Notice = { readonly id: number; readonly content: NoticeContent };

const current = valueStore<Notice | null>(null);
let count = 0;

/** How long a notice stays unless it is closed, milliseconds. One of a running action stays until it has ended. */
const noticeTime = 8000;

/** Shows that an action failed: `what` as a sentence, then the reason and what to do. */
export function noticeTrouble(what: string, error: unknown): void {
  showNotice({ tone: 'trouble', words: what, error });
}

/** Shows a notice instead of the one before; returns its number, to change it. */
export function showNotice(content: NoticeContent): number {
  current.set({ id: ++count, content });
  return count;
}

/** Shows what became of an action. If its notice was closed or replaced meanwhile, it is shown anew. */
export function changeNotice(id: number, content: NoticeContent): void {
  if (current.get()?.id === id) current.set({ id, content });
  else showNotice(content);
}

export function closeNotice(id: number): void {
  if (current.get()?.id === id) current.set(null);
}

/** Shows notices above the status bar; once a page. */
export function Notices() {
  const notice = useSyncExternalStore(current.subscribe, current.get, () => null);
  useEffect(() => {
    if (!notice || notice.content.tone === 'busy') return;
    const timer = setTimeout(() => current.get() === notice && current.set(null), noticeTime);
    return () => clearTimeout(timer);
  }, [notice]);
  const isTrouble = notice?.content.tone === 'trouble';
  const shown = notice && <NoticeBox key={notice.id} content={notice.content} />;
  return (
    <div className="pointer-events-none fixed inset-x-0 bottom-10 z-30 flex justify-center px-4">
      {/* Two live regions: only failures interrupt what a screen reader is saying. */}
      <div role="alert">{isTrouble && shown}</div>
      <div role="status">{!isTrouble && shown}</div>
    </div>
  );
}

function NoticeBox({ content }: { content: NoticeContent }) {
  const action = content.tone === 'trouble' ? null : content.action;
  return (
    <div className="pointer-events-auto flex max-w-120 animate-arrive items-start gap-2.5 rounded-surface border border-line bg-raised py-2 pr-2 pl-3 shadow-surface">
      <span className="mt-0.5 shrink-0">{iconOf(content.tone)}</span>
      <p className="min-w-0 py-0.5 [overflow-wrap:anywhere]">{wordsOf(content)}</p>
      {action && (
        <Button
          look="quiet"
          className="text-accent!"
          onClick={() => {
            current.set(null);
            action.act();
          }}
        >
          {action.label}
        </Button>
      )}
      <IconButton label={buttons.close} onClick={() => current.set(null)}>
        <X />
      </IconButton>
    </div>
  );
}

function iconOf(tone: NoticeContent['tone']): ReactNode {
  if (tone === 'busy') return <Spinner />;
  if (tone === 'good') return <CircleCheck className="size-4 text-good" aria-hidden />;
  return <CircleAlert className="size-4 text-bad" aria-hidden />;
}

function wordsOf(content: NoticeContent): ReactNode {
  if (content.tone !== 'trouble') return content.words;
  const { title, detail, hint } = troubleFrom(content.error);
  return (
    <>
      <span className="font-medium">{content.words}</span>{' '}
      <span className="text-quiet">
        {title} {textWithCode(detail ?? hint)}
      </span>
    </>
  );
}
