'use client';

import { CircleAlert, CircleCheck, X } from 'lucide-react';
import { type ReactNode, useEffect, useState, useSyncExternalStore } from 'react';
import { troubleFrom } from '#components/api/call.ts';
import { Button } from './button.tsx';
import { IconButton } from './icon-button.tsx';
import { Kbd } from './kbd.tsx';
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
      readonly action?: {
        readonly label: string;
        /** Its key, shown on the button. */
        readonly shortcut?: string;
        readonly act: () => void;
      } | null;
      /** How long it stays, milliseconds, unless as long as others. */
      readonly time?: number;
      /** Called when it goes without its action: it was closed, or has been shown long enough. Others do not replace it. */
      readonly onGone?: () => void;
    };

type Notice = { readonly id: number; readonly content: NoticeContent };

const notices = valueStore<readonly Notice[]>([]);
let count = 0;

/** How long a notice stays unless it is closed, milliseconds. One of a running action stays until it has ended. */
const noticeTime = 8000;

/** Shows that an action failed: `what` as a sentence, then the reason and what to do. */
export function noticeTrouble(what: string, error: unknown): void {
  showNotice({ tone: 'trouble', words: what, error });
}

/** Shows a notice instead of those before, except for one whose end does something; returns its number, to change it. */
export function showNotice(content: NoticeContent): number {
  count += 1;
  notices.set([...notices.get().filter((notice) => onGoneOf(notice) !== undefined), { id: count, content }]);
  return count;
}

/** Shows what became of an action. If its notice was closed or replaced meanwhile, it is shown anew. */
export function changeNotice(id: number, content: NoticeContent): void {
  if (!notices.get().some((notice) => notice.id === id)) return void showNotice(content);
  notices.set(notices.get().map((notice) => (notice.id === id ? { id, content } : notice)));
}

export function closeNotice(id: number): void {
  const notice = takeAway(id);
  if (notice) onGoneOf(notice)?.();
}

function takeAway(id: number): Notice | undefined {
  const taken = notices.get().find((notice) => notice.id === id);
  if (taken) notices.set(notices.get().filter((notice) => notice !== taken));
  return taken;
}

function onGoneOf({ content }: Notice): (() => void) | undefined {
  return content.tone === 'trouble' ? undefined : content.onGone;
}

const none: readonly Notice[] = [];

/** Shows notices above the status bar; once a page. */
export function Notices() {
  const shown = useSyncExternalStore(notices.subscribe, notices.get, () => none);
  const boxes = (isTrouble: boolean) =>
    shown
      .filter(({ content }) => (content.tone === 'trouble') === isTrouble)
      .map((notice) => <NoticeBox key={notice.id} {...notice} />);
  return (
    <div className="pointer-events-none fixed inset-x-0 bottom-10 z-30 flex flex-col items-center px-4">
      {/* Two live regions: only failures interrupt what a screen reader is saying. */}
      <div role="alert">{boxes(true)}</div>
      <div role="status">{boxes(false)}</div>
    </div>
  );
}

function NoticeBox({ id, content }: Notice) {
  // It stays while somebody is about to use it.
  const [isHeld, setHeld] = useState(false);
  useEffect(() => {
    if (content.tone === 'busy' || isHeld) return;
    const time = (content.tone !== 'trouble' && content.time) || noticeTime;
    const timer = setTimeout(() => closeNotice(id), time);
    return () => clearTimeout(timer);
  }, [id, content, isHeld]);
  const action = content.tone === 'trouble' ? null : content.action;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: nothing happens on it, it only stays longer.
    <div
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
      className="pointer-events-auto mt-2 flex max-w-120 animate-arrive items-start gap-2.5 rounded-surface border border-line bg-raised py-2 pr-2 pl-3 shadow-surface"
    >
      <span className="mt-1.5 shrink-0 touch:mt-2.5">{iconOf(content.tone)}</span>
      <p className="min-w-0 py-1.25 touch:py-2.25 [overflow-wrap:anywhere]">{wordsOf(content)}</p>
      {action && (
        <Button
          look="quiet"
          className="text-accent!"
          onClick={() => {
            takeAway(id);
            action.act();
          }}
        >
          {action.label}
          {action.shortcut && (
            <span className="max-wide:hidden">
              <Kbd>{action.shortcut}</Kbd>
            </span>
          )}
        </Button>
      )}
      <IconButton label={buttons.close} onClick={() => closeNotice(id)}>
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
