import { History } from 'lucide-react';
import { useEffect } from 'react';
import { classNames } from '#components/ui/class-names.ts';
import { surfaceClasses } from '#components/ui/surface.ts';

export type FilterOption = {
  text: string;
  words: string | null;
  /** A value comes next. */
  open?: boolean;
  /** A whole filter, used before. */
  recent?: boolean;
};

type Props = {
  id: string;
  open: boolean;
  options: readonly FilterOption[];
  active: number;
  onTake: (option: FilterOption) => void;
};

/** What the word at the caret may become. The field keeps the focus and says which one is active. */
export function FilterOptions({ id, open, options, active, onTake }: Props) {
  useEffect(() => {
    document.getElementById(`${id}${active}`)?.scrollIntoView({ block: 'nearest' });
  }, [id, active]);
  if (!open) return null;
  return (
    <div
      id={`${id}options`}
      role="listbox"
      aria-label="What the filter may ask"
      className={surfaceClasses('absolute inset-x-2 top-full z-30 mt-1 max-h-80 scrolls p-1')}
    >
      {options.map((option, index) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents lint/a11y/useFocusableInteractive: the field has the focus and takes the keys.
        <div
          key={`${option.recent ?? false} ${option.text}`}
          id={`${id}${index}`}
          role="option"
          aria-selected={index === active}
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
            <span className="min-w-0 flex-1 truncate text-quiet text-small">{option.words}</span>
          )}
        </div>
      ))}
    </div>
  );
}
