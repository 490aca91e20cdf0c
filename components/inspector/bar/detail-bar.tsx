import { ArrowLeft, ChevronDown, ChevronUp } from 'lucide-react';
import { IconButton } from '#components/ui/icon-button.tsx';
import { NewsButton } from '../list/list-heading.tsx';

type Props = {
  seq: number;
  news: number;
  hasPrevious: boolean;
  hasNext: boolean;
  onBack: () => void;
  onPrevious: () => void;
  onNext: () => void;
  onNewest: () => void;
};

/** On a phone, above one request: the way back to the list, and to its neighbours. */
export function DetailBar(props: Props) {
  return (
    <nav
      aria-label="Requests"
      className="flex h-12 shrink-0 items-center gap-2 border-line border-b px-2 wide:hidden"
    >
      <IconButton label="Back to the list" onClick={props.onBack}>
        <ArrowLeft />
      </IconButton>
      <span className="font-semibold tabular-nums">#{props.seq}</span>
      <span className="flex-1" />
      {props.news > 0 && <NewsButton news={props.news} onNewest={props.onNewest} />}
      <IconButton label="Newer request" onClick={props.onPrevious} disabled={!props.hasPrevious}>
        <ChevronUp />
      </IconButton>
      <IconButton label="Older request" onClick={props.onNext} disabled={!props.hasNext}>
        <ChevronDown />
      </IconButton>
    </nav>
  );
}
