'use client';

import {
  Braces,
  Check,
  Ellipsis,
  FileDiff,
  ListFilter,
  Pin,
  RotateCw,
  Send,
  SquarePen,
  StickyNote,
  Terminal,
  Trash2,
} from 'lucide-react';
import type { ReactNode } from 'react';
import { useRequestLink } from '#components/request/request-link.ts';
import { RequestLinkButton } from '#components/request/request-link-button.tsx';
import { Button } from '#components/ui/button.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { Kbd } from '#components/ui/kbd.tsx';
import { Menu } from '#components/ui/menu.tsx';
import { menuEntries } from '#components/ui/menu-entry.ts';
import { SwapInPlace } from '#components/ui/swap-in-place.tsx';
import { tooltip } from '#components/ui/tooltips.tsx';
import { useCopyToClipboard } from '#components/ui/use-copy-to-clipboard.ts';
import type { CaptureJson, CaptureSummary } from '#lib/model/capture-json.ts';
import { useShortcut } from '../commands/use-shortcuts.ts';
import { useInspection } from '../context/inspection.tsx';
import { CopyAsButton } from '../copy-as/copy-as-button.tsx';
import { destinationHost } from '../destination/destination-name.ts';
import { useRemembered } from '../destination/use-remembered.ts';
import { FilterByMenu } from '../filter/filter-by-menu.tsx';
import { useCaptureActions } from '../opened/use-capture-actions.ts';
import { isUnparsed } from '../request-body/is-unparsed.ts';
import { ActionButton } from './action-button.tsx';
import { curlOf } from './copy-as-curl.ts';
import { detailActions as words } from './words.ts';

type Props = { summary: CaptureSummary; capture: CaptureJson | null };

/** A button, or in a narrow pane an entry of a menu. */
type Action = {
  words: { label: string; title: string };
  shortcut: string;
  icon: ReactNode;
  act: () => void;
  pressed?: boolean;
  danger?: boolean;
};

/** The actions on a request in one line. Copying it as curl is the most common one; where not all fit, the rarer ones are in a menu. */
export function DetailActions({ summary, capture }: Props) {
  const { bin, may } = useInspection();
  const [{ last }] = useRemembered(bin.key);
  const host = destinationHost(last);
  const { pin, remove, note, compare, types, replay, edit } = useCaptureActions();
  // The message of a request that is not valid HTTP has no parts to edit.
  const canEdit = may('send') && !summary.malformed;
  const actions: readonly Action[] = [
    canEdit && {
      words: words.edit,
      shortcut: '⇧ r',
      icon: <SquarePen aria-hidden />,
      act: () => edit(summary),
    },
    // It is sent as it is, and only its destination is chosen.
    may('replay') &&
      !may('send') && {
        words: words.replayTo,
        shortcut: '⇧ r',
        icon: <Send aria-hidden />,
        act: () => edit(summary),
      },
    {
      words: words.types,
      shortcut: 't',
      icon: <Braces aria-hidden />,
      act: () => types(summary),
    },
    may('pin') && {
      words: summary.pinned ? words.unpin : words.pin,
      shortcut: 'p',
      pressed: summary.pinned,
      icon: <Pin className={summary.pinned ? 'fill-current' : undefined} aria-hidden />,
      act: () => pin(summary),
    },
    may('note') && {
      words: summary.note === null ? words.addNote : words.editNote,
      shortcut: 'n',
      icon: <StickyNote className={summary.note === null ? undefined : 'text-accent'} aria-hidden />,
      act: () => note(summary),
    },
    may('delete-captures') && {
      words: words.delete,
      shortcut: 'Del',
      danger: true,
      icon: <Trash2 aria-hidden />,
      act: () => remove(summary),
    },
  ].filter((action) => action !== false);
  // The button has no room for the destination where this menu is.
  const replayEntry: Action = {
    words: { label: words.replay.label, title: words.replay.to(host) },
    shortcut: 'r',
    icon: <RotateCw aria-hidden />,
    act: () => replay(summary),
  };
  const compareEntry: Action = {
    words: words.compare,
    shortcut: 'd',
    icon: <FileDiff aria-hidden />,
    act: () => compare(summary),
  };
  return (
    <div className="mt-3 flex flex-wrap items-center gap-1 wide:gap-1.5">
      <CopyAsCurl capture={capture} />
      <CopyAsButton capture={capture} />
      {may('replay') && (
        <Button
          {...tooltip(words.replay.title(host), 'r')}
          aria-label={words.replay.to(host)}
          onClick={() => replay(summary)}
          // As wide for every destination, so that what follows keeps its place.
          className="max-wide:min-w-9 max-wide:px-2! @min-[54rem]:@max-[65rem]:w-43 @min-[82rem]:w-47"
        >
          <RotateCw aria-hidden /> <span className="max-wide:hidden">{words.replay.label}</span>
          <span className="min-w-0 truncate @max-[54rem]:hidden @min-[65rem]:@max-[82rem]:hidden">
            {words.replay.host(host)}
          </span>
        </Button>
      )}
      <Button
        {...tooltip(words.compare.title, 'd')}
        onClick={() => compare(summary)}
        className="@max-[36rem]:hidden"
      >
        <FileDiff aria-hidden /> {words.compare.label}
      </Button>
      <CopyLink textClasses="@max-[54rem]:sr-only" />
      <FilterByMenu
        summary={summary}
        trigger={
          <ActionButton
            words={words.filterBy}
            shortcut="f"
            icon={<ListFilter aria-hidden />}
            data-filter-by
          />
        }
      />
      {actions.map(({ words, shortcut, pressed, icon, act }) => (
        <ActionButton
          key={shortcut}
          words={words}
          shortcut={shortcut}
          pressed={pressed}
          icon={icon}
          onClick={act}
          className="@max-[52rem]:hidden"
        />
      ))}
      <span className="@min-[52rem]:hidden">
        <Menu
          align="end"
          trigger={
            <IconButton label={words.more}>
              <Ellipsis />
            </IconButton>
          }
          entries={[...(may('replay') ? [replayEntry] : []), compareEntry, ...actions].flatMap(
            ({ words: { title }, shortcut, icon, danger, act }) =>
              menuEntries(danger === true && { is: 'line' }, {
                is: 'action',
                title,
                shortcut,
                icon,
                danger,
                act,
              }),
          )}
        />
      </span>
    </div>
  );
}

function CopyAsCurl({ capture }: { capture: CaptureJson | null }) {
  const { bin, bodies } = useInspection();
  const { state, copy } = useCopyToClipboard(words.curlCommand);
  // Clients cannot send a message that is not valid HTTP.
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
      <SwapInPlace
        swapped={state === 'copied'}
        before={
          <>
            <Terminal aria-hidden /> {words.copyAsCurl}
          </>
        }
        after={
          <>
            <Check aria-hidden /> {words.copied}
          </>
        }
      />
      <span className="max-wide:hidden">
        <Kbd inverse>{'c'}</Kbd>
      </span>
    </Button>
  );
}

/** Copies the URL of this request at the current tab. */
function CopyLink({ textClasses }: { textClasses: string }) {
  const { urlOf, create } = useRequestLink();
  const { copy } = useCopyToClipboard(words.requestLink);
  const fragment = () => location.hash;
  useShortcut('copy-link', () => (urlOf ? copy(urlOf(fragment())) : create(fragment())));
  return (
    <RequestLinkButton textClasses={textClasses} name={words.requestLink} shortcut="l" fragment={fragment} />
  );
}
