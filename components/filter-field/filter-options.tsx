import { History } from 'lucide-react';
import { useEffect } from 'react';
import { classNames } from '#components/ui/class-names.ts';
import { countOf, countWords } from '#components/ui/count-words.ts';
import { Kbd } from '#components/ui/kbd.tsx';
import { ListOption } from '#components/ui/list-option.tsx';
import { surfaceClasses } from '#components/ui/surface.ts';
import type { FilterOption } from './use-completion.ts';
import { filterField as words } from './words.ts';

type Props = {
  id: string;
  options: readonly FilterOption[];
  active: number;
  /** The one that Tab accepts; -1 for none. */
  onTab: number;
  /** How many of the newest requests were counted; null when all were, or none. */
  counted: number | null;
  onTake: (option: FilterOption) => void;
};

/** Suggestions for the term at the caret. The field keeps the focus and names the active one (`aria-activedescendant`). */
export default function FilterOptions({ id, options, active, onTab, counted, onTake }: Props) {
  useEffect(() => {
    document.getElementById(`${id}${active}`)?.scrollIntoView({ block: 'nearest' });
  }, [id, active]);
  return (
    <div className={surfaceClasses('absolute inset-x-2 top-full z-30 mt-1 overflow-hidden')}>
      <div id={`${id}options`} role="listbox" aria-label={words.suggestions} className="max-h-80 scrolls p-1">
        {options.map((option, index) => (
          <ListOption
            key={`${option.recent ?? false} ${option.text}`}
            id={`${id}${index}`}
            selected={index === active}
            // The field keeps the focus.
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => onTake(option)}
            className={classNames(
              'flex min-h-7 items-baseline gap-3 rounded-[5px] px-2 py-1 touch:min-h-9 touch:items-center',
              index === active ? 'bg-hover' : 'hover:bg-hover',
            )}
          >
            {option.recent && <History className="size-3 shrink-0 self-center text-quiet" aria-hidden />}
            <span
              className={classNames('min-w-0 truncate wire', option.words === null ? 'flex-1' : 'shrink-0')}
            >
              {option.text}
            </span>
            {option.words && <span className="min-w-0 flex-1 text-quiet text-small">{option.words}</span>}
            {index === onTab && (
              <span aria-hidden className="shrink-0 self-center leading-none">
                <Kbd>{words.tab}</Kbd>
              </span>
            )}
            {option.count !== null && <OptionCount count={option.count} />}
          </ListOption>
        ))}
      </div>
      {counted !== null && (
        <p className="border-faint border-t px-3 py-1.5 text-quiet text-small">
          {words.countedOf(countWords(counted))}
        </p>
      )}
    </div>
  );
}

function OptionCount({ count }: { count: number }) {
  return (
    <span className="shrink-0 text-quiet text-small tabular-nums">
      <span aria-hidden>{countWords(count)}</span>
      <span className="sr-only">{words.count(countOf(count, 'request'))}</span>
    </span>
  );
}
