import { ArrowDown, ArrowUp, Pause, Play, SlidersHorizontal, ToggleRight } from 'lucide-react';
import type { ComponentProps, ReactNode } from 'react';
import { classNames } from '#components/ui/class-names.ts';
import { countWords } from '#components/ui/count-words.ts';
import { Menu } from '#components/ui/menu.tsx';
import type { MenuEntry } from '#components/ui/menu-entry.ts';
import { tooltip } from '#components/ui/tooltips.tsx';
import type { ListOrder } from '../feed/list-order.ts';
import type { ShownColumn } from './columns.ts';
import { columnTitles, listHeading } from './words.ts';

type Props = {
  title: ReactNode;
  shown: readonly ShownColumn[];
  clock: boolean;
  news: number;
  following: boolean;
  paused: boolean;
  order: ListOrder;
  onNewest: () => void;
  onHold: () => void;
  onPause: () => void;
  /** The view options. */
  entries: readonly MenuEntry[];
};

/**
 * The headings of the columns, with the switch to follow the newest request, the pause button, the view options, and the
 * number of new requests.
 */
export function ListHeading(props: Props) {
  const { title, shown, clock, news, following, paused, order, onNewest, onHold, onPause, entries } = props;
  const PauseIcon = paused ? Play : Pause;
  const isCrowded = news > 0;
  return (
    <div className="grid h-7 shrink-0 grid-cols-(--columns) items-center gap-x-2 border-line border-b pr-3 pl-3.5 text-quiet text-tiny touch:h-9">
      <span className="@container col-span-3 flex min-w-0 items-center gap-1.5">
        <span className="truncate">{title}</span>
        {news > 0 && <NewRequestsButton news={news} order={order} onNewest={onNewest} />}
        <span className="flex-1" />
        <HeadingButton
          isCrowded={isCrowded}
          text={listHeading.follow}
          label={listHeading.follow}
          help={following ? listHeading.followingHelp : listHeading.followHelp}
          shortcut="Home"
          role="switch"
          aria-checked={following}
          className={classNames('[&_svg]:size-4!', following && 'text-accent')}
          onClick={following ? onHold : onNewest}
        >
          <ToggleRight className={following ? undefined : 'rotate-180'} aria-hidden />
        </HeadingButton>
        <HeadingButton
          isKnown
          isCrowded={isCrowded}
          text={paused ? listHeading.resume : listHeading.pause}
          label={paused ? listHeading.resumeHelp : listHeading.pauseHelp}
          shortcut="⇧ p"
          aria-pressed={paused}
          className={paused ? 'text-accent' : undefined}
          onClick={onPause}
        >
          <PauseIcon aria-hidden />
        </HeadingButton>
        <Menu
          trigger={
            <HeadingButton isCrowded={isCrowded} text={listHeading.view} label={listHeading.viewHelp}>
              <SlidersHorizontal aria-hidden />
            </HeadingButton>
          }
          entries={entries}
        />
      </span>
      {shown.map(({ column }) => (
        <span key={column.id} className="truncate text-right">
          {column.id === 'time' && clock ? listHeading.clockTime : columnTitles[column.id].heading}
        </span>
      ))}
    </div>
  );
}

type HeadingButtonProps = ComponentProps<'button'> & {
  /** Shown beside the icon where the list is wide enough. */
  text: string;
  label: string;
  /** The tooltip, where it says more than the label. */
  help?: string;
  shortcut?: string;
  /** Its icon is known well enough: the text needs more room. */
  isKnown?: boolean;
  /** The number of new requests is shown, too: the title needs the room of the texts. */
  isCrowded: boolean;
  children: ReactNode;
};

function HeadingButton(props: HeadingButtonProps) {
  const { text, label, help, shortcut, isKnown = false, isCrowded, className, children, ...rest } = props;
  const room = isCrowded ? '@min-[30rem]:inline' : isKnown ? '@min-[22rem]:inline' : '@min-[18rem]:inline';
  return (
    <button
      type="button"
      {...tooltip(help ?? label, shortcut)}
      {...rest}
      aria-label={label}
      className={classNames(
        'inline-flex h-5.5 min-w-5.5 shrink-0 items-center justify-center gap-1 rounded-control px-1 touch:h-9 touch:min-w-9',
        'hover:bg-hover hover:text-ink data-popup-open:bg-hover [&_svg]:size-3',
        className,
      )}
    >
      {children} <span className={classNames('hidden', room)}>{text}</span>
    </button>
  );
}

/** How many requests are new, which opens the newest. */
export function NewRequestsButton({
  news,
  order,
  onNewest,
}: {
  news: number;
  order: ListOrder;
  onNewest: () => void;
}) {
  const Arrow = order === 'newest' ? ArrowUp : ArrowDown;
  return (
    <button
      type="button"
      onClick={onNewest}
      data-news
      className="relative inline-flex h-5 shrink-0 animate-arrive before:absolute before:-inset-2 items-center gap-1 rounded-pill bg-accent px-2 font-medium text-on-accent text-small tabular-nums touch:h-7 touch:px-3"
    >
      <Arrow className="size-3" aria-hidden />
      {listHeading.newRequests(countWords(news))}
    </button>
  );
}
