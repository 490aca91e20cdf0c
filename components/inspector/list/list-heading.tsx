import { ArrowUp } from 'lucide-react';
import { countWords } from '#components/frame/count-words.ts';
import { columns } from './list-columns.ts';

/** The names of the columns, and, while somebody reads an older capture, how many new ones there are. */
export function ListHeading({ news, onNewest }: { news: number; onNewest: () => void }) {
  return (
    <div className={`${columns} h-7 shrink-0 border-line border-b text-quiet text-tiny touch:h-9`}>
      <span className="col-span-2 flex items-center gap-2">
        Request
        {news > 0 && <NewsButton news={news} onNewest={onNewest} />}
      </span>
      <span />
      <span className="text-right">Reply</span>
      <span className="text-right @max-[26rem]:hidden">Size</span>
      <span className="text-right">Age</span>
    </div>
  );
}

export function NewsButton({ news, onNewest }: { news: number; onNewest: () => void }) {
  return (
    <button
      type="button"
      onClick={onNewest}
      data-news
      className="relative inline-flex h-5 animate-arrive before:absolute before:-inset-2 items-center gap-1 rounded-pill bg-accent px-2 font-medium text-on-accent text-small tabular-nums touch:h-7 touch:px-3"
    >
      <ArrowUp className="size-3" aria-hidden />
      {countWords(news)} new
    </button>
  );
}
