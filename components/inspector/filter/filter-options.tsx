import { History } from 'lucide-react';
import { useEffect } from 'react';
import { classNames } from '#components/ui/class-names.ts';
import { ListOption } from '#components/ui/list-option.tsx';
import { surfaceClasses } from '#components/ui/surface.ts';
import { filterBox } from './words.ts';

export type FilterOption = {
  text: string;
  words: string | null;
  /** A value follows, so no space is added. */
  open?: boolean;
  /** A recent filter, which replaces the whole text. */
  recent?: boolean;
};

type Props = {
  id: string;
  open: boolean;
  options: readonly FilterOption[];
  active: number;
  onTake: (option: FilterOption) => void;
};

/** Suggestions for the term at the caret. The field keeps the focus and names the active one (`aria-activedescendant`). */
export function FilterOptions({ id, open, options, active, onTake }: Props) {
  useEffect(() => {
    document.getElementById(`${id}${active}`)?.scrollIntoView({ block: 'nearest' });
  }, [id, active]);
  if (!open) return null;
  return (
    <div
      id={`${id}options`}
      role="listbox"
      aria-label={filterBox.suggestions}
      className={surfaceClasses('absolute inset-x-2 top-full z-30 mt-1 max-h-80 scrolls p-1')}
    >
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
          <span className="min-w-0 shrink-0 max-w-full truncate wire">{option.text}</span>
          {option.words && (
            <span
              className={classNames('min-w-0 flex-1 text-quiet text-small', index !== active && 'truncate')}
            >
              {option.words}
            </span>
          )}
        </ListOption>
      ))}
    </div>
  );
}
