import { ArrowLeft, ChevronDown, ChevronUp } from 'lucide-react';
import { IconButton } from '#components/ui/icon-button.tsx';
import type { ListOrder } from '../feed/list-order.ts';
import { NewRequestsButton } from '../list/list-heading.tsx';
import { detailSection, detailBar as words } from './words.ts';

type Props = {
  seq: number;
  news: number;
  /** Which requests come before this one in the list. */
  order: ListOrder;
  hasPrevious: boolean;
  hasNext: boolean;
  onBack: () => void;
  onPrevious: () => void;
  onNext: () => void;
  onNewest: () => void;
};

/** The bar above a request on a phone: back to the list, and to the next and previous request. */
export function DetailBar(props: Props) {
  const isNewestFirst = props.order === 'newest';
  return (
    <nav
      aria-label={words.label}
      className="flex h-12 shrink-0 items-center gap-2 border-line border-b px-2 wide:hidden"
    >
      <IconButton label={words.back} onClick={props.onBack}>
        <ArrowLeft />
      </IconButton>
      <span className="font-semibold tabular-nums">{detailSection.number(props.seq)}</span>
      <span className="flex-1" />
      {props.news > 0 && (
        <NewRequestsButton news={props.news} order={props.order} onNewest={props.onNewest} />
      )}
      <IconButton
        label={isNewestFirst ? words.newer : words.older}
        onClick={props.onPrevious}
        disabled={!props.hasPrevious}
      >
        <ChevronUp />
      </IconButton>
      <IconButton
        label={isNewestFirst ? words.older : words.newer}
        onClick={props.onNext}
        disabled={!props.hasNext}
      >
        <ChevronDown />
      </IconButton>
    </nav>
  );
}
