'use client';

import { Braces, Check, Ellipsis, FileDiff, Link2, Pin, StickyNote, Terminal, Trash2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from '#components/ui/button.tsx';
import { CopyButton } from '#components/ui/copy-button.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { Kbd } from '#components/ui/kbd.tsx';
import { Menu } from '#components/ui/menu.tsx';
import { menuEntries } from '#components/ui/menu-entry.ts';
import { Swap } from '#components/ui/swap.tsx';
import { useCopied } from '#components/ui/use-copied.ts';
import type { CaptureJson, CaptureSummary } from '#lib/model/capture-json.ts';
import { CopyAsButton } from '../copy-as/copy-as-button.tsx';
import { FilterByMenu } from '../filter/filter-by-menu.tsx';
import { useInspection } from '../inspection.tsx';
import { isUnparsed } from '../unparsed.ts';
import { useShortcut } from '../use-shortcuts.ts';
import { curlOf } from './copy-as-curl.ts';
import { useCaptureActions } from './use-capture-actions.ts';
import { useRequestLink } from './use-request-link.ts';

type Props = { summary: CaptureSummary; capture: CaptureJson | null };

/** Icons where there is room for them, on a phone the lines of a menu. */
type More = {
  title: string;
  shortcut: string;
  icon: ReactNode;
  act: () => void;
  pressed?: boolean;
  danger?: boolean;
};

/** What people do with a capture; copying it as curl most of all. */
export function DetailActions({ summary, capture }: Props) {
  const { may } = useInspection();
  const { pin, remove, note, compare, types } = useCaptureActions();
  const more: readonly More[] = [
    {
      title: 'Types from requests like this',
      shortcut: 't',
      icon: <Braces aria-hidden />,
      act: () => types(summary),
    },
    may('pin') && {
      title: summary.pinned ? 'Unpin' : 'Pin: kept when all are deleted',
      shortcut: 'p',
      pressed: summary.pinned,
      icon: <Pin className={summary.pinned ? 'fill-current' : undefined} aria-hidden />,
      act: () => pin(summary),
    },
    may('note') && {
      title: summary.note === null ? 'Write a note' : 'Change the note',
      shortcut: 'n',
      icon: <StickyNote className={summary.note === null ? undefined : 'text-accent'} aria-hidden />,
      act: () => note(summary),
    },
    may('delete-captures') && {
      title: 'Delete',
      shortcut: 'Del',
      danger: true,
      icon: <Trash2 aria-hidden />,
      act: () => remove(summary),
    },
  ].filter((one) => one !== false);
  return (
    <div className="mt-3 flex flex-wrap items-center gap-1 wide:gap-1.5">
      <CopyAsCurl capture={capture} />
      <CopyAsButton capture={capture} />
      <Button
        onClick={() => compare(summary)}
        title="What changed since an earlier request (d)"
        className="max-wide:min-w-9 max-wide:px-2!"
      >
        <FileDiff aria-hidden /> <span className="max-wide:sr-only">Diff</span>
      </Button>
      <CopyLink />
      <FilterByMenu summary={summary} />
      {more.map(({ title, shortcut, pressed, icon, act }) => (
        <IconButton
          key={shortcut}
          label={title}
          shortcut={shortcut}
          pressed={pressed}
          onClick={act}
          className="max-wide:hidden"
        >
          {icon}
        </IconButton>
      ))}
      <span className="wide:hidden">
        <Menu
          align="end"
          trigger={
            <IconButton label="More of this request">
              <Ellipsis />
            </IconButton>
          }
          entries={more.flatMap(({ title, icon, danger, act }) =>
            menuEntries(danger === true && { is: 'line' }, { is: 'action', title, icon, danger, act }),
          )}
        />
      </span>
    </div>
  );
}

function CopyAsCurl({ capture }: { capture: CaptureJson | null }) {
  const { bin, bodies } = useInspection();
  const { state, copy } = useCopied('curl command');
  // No client can be made to send what is not HTTP.
  const canSend = capture !== null && !isUnparsed(capture);
  const act = () => canSend && copy(() => curlOf(capture, bodies, bin.captureUrl));
  useShortcut('copy-curl', act);
  return (
    <Button
      look="filled"
      onClick={act}
      disabled={!canSend}
      busy={state === 'busy'}
      className={capture === null ? 'disabled:opacity-100' : undefined}
    >
      <Swap
        swapped={state === 'copied'}
        before={
          <>
            <Terminal aria-hidden /> Copy as curl
          </>
        }
        after={
          <>
            <Check aria-hidden /> Copied
          </>
        }
      />
      <Kbd inverse>c</Kbd>
    </Button>
  );
}

/** Copies the address of this request, at the tab that is open. */
function CopyLink() {
  const link = useRequestLink();
  const name = 'Link to this request';
  const { copy } = useCopied(name);
  const text = () => link(location.hash);
  useShortcut('copy-link', () => copy(text));
  return <CopyButton label="Copy link" compact name={name} icon={<Link2 aria-hidden />} text={text} />;
}
