import { ArrowUp, Pause, Play, SlidersHorizontal } from 'lucide-react';
import type { ReactNode } from 'react';
import { countWords } from '#components/frame/count-words.ts';
import { IconButton } from '#components/ui/icon-button.tsx';
import { Menu } from '#components/ui/menu.tsx';
import type { MenuEntry } from '#components/ui/menu-entry.ts';
import type { ShownColumn } from './columns.ts';

type Props = {
  title: ReactNode;
  shown: readonly ShownColumn[];
  clock: boolean;
  news: number;
  paused: boolean;
  onNewest: () => void;
  onPause: () => void;
  /** What may be chosen about the list. */
  entries: readonly MenuEntry[];
};

/** The names of the columns, whether the list is paused, and, while somebody reads an older capture, how many new ones there are. */
export function ListHeading(props: Props) {
  const { title, shown, clock, news, paused, onNewest, onPause, entries } = props;
  const Icon = paused ? Play : Pause;
  return (
    <div className="grid h-7 shrink-0 grid-cols-(--columns) items-center gap-x-2 border-line border-b pr-3 pl-3.5 text-quiet text-tiny touch:h-9">
      <span className="col-span-3 flex min-w-0 items-center gap-1.5">
        <span className="truncate">{title}</span>
        {news > 0 && <NewsButton news={news} onNewest={onNewest} />}
        <span className="flex-1" />
        <IconButton
          label={paused ? 'Paused: go on' : 'Pause the list'}
          shortcut="⇧ p"
          pressed={paused}
          className={`size-5.5 [&_svg]:size-3 touch:size-9 ${paused ? 'text-accent' : ''}`}
          onClick={onPause}
        >
          <Icon />
        </IconButton>
        <Menu
          trigger={
            <IconButton label="Columns and times" className="size-5.5 [&_svg]:size-3 touch:size-9">
              <SlidersHorizontal />
            </IconButton>
          }
          entries={entries}
        />
      </span>
      {shown.map(({ column }) => (
        <span key={column.id} className="truncate text-right">
          {column.id === 'time' && clock ? 'Time' : column.title}
        </span>
      ))}
    </div>
  );
}

export function NewsButton({ news, onNewest }: { news: number; onNewest: () => void }) {
  return (
    <button
      type="button"
      onClick={onNewest}
      data-news
      className="relative inline-flex h-5 shrink-0 animate-arrive before:absolute before:-inset-2 items-center gap-1 rounded-pill bg-accent px-2 font-medium text-on-accent text-small tabular-nums touch:h-7 touch:px-3"
    >
      <ArrowUp className="size-3" aria-hidden />
      {countWords(news)} new
    </button>
  );
}
