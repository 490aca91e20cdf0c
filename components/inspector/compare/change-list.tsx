import { classNames } from '#components/ui/class-names.ts';
import { LongList } from '#components/ui/long-list.tsx';
import { Visible } from '#components/ui/visible-text.tsx';
import type { Change } from '#lib/diff/change.ts';
import { changeWords } from './words.ts';

/** The length at which a value is cut off, characters: the body itself shows later changes. */
const shownCharacters = 600;

const signs = { added: '+', removed: '−', changed: '±' } as const;

/** A list of changes: place, old value, new value. Signs and words, never colour alone. */
export function ChangeList({ changes }: { changes: readonly Change[] }) {
  return (
    <LongList
      items={changes}
      isDivided
      rowHeight={33}
      around={(rows) => <ul>{rows}</ul>}
      row={(change) => (
        <li
          className={classNames(
            'grid grid-cols-[1rem_minmax(0,1fr)] gap-x-2 border-faint border-b py-1.5 last:border-b-0 wide:grid-cols-[1rem_minmax(9rem,16rem)_minmax(0,1fr)]',
            change.volatile && 'opacity-75',
          )}
        >
          <span aria-hidden className={classNames('select-none text-center wire', tone(change.kind))}>
            {signs[change.kind]}
          </span>
          <span className="min-w-0 text-json-key wire [overflow-wrap:anywhere]">
            <span className="sr-only">{changeWords[change.kind]} </span>
            <Visible text={change.where} />
          </span>
          <span className="min-w-0 max-wide:col-start-2">
            {change.before !== null && (
              <Value text={change.before} was={change.kind === 'changed'} gone={change.kind === 'removed'} />
            )}
            {change.after !== null && <Value text={change.after} />}
            {change.where.toLowerCase() === 'content-length' && (
              <span className="text-quiet text-small">{changeWords.ofBody}</span>
            )}
          </span>
        </li>
      )}
    />
  );
}

function tone(kind: Change['kind']): string {
  return { added: 'text-good', removed: 'text-bad', changed: 'text-careful' }[kind];
}

/** An old or a new value. */
function Value({ text, was = false, gone = false }: { text: string; was?: boolean; gone?: boolean }) {
  const old = was || gone;
  const shown = text.length > shownCharacters ? `${text.slice(0, shownCharacters)}…` : text;
  const Element = old ? 'del' : 'ins';
  return (
    <Element
      className={classNames(
        'block whitespace-pre-wrap rounded-mark px-1 no-underline wire [overflow-wrap:anywhere]',
        old ? 'bg-bad-tint text-bad' : 'bg-good-tint text-good',
      )}
    >
      {shown === '' ? <span className="italic">{changeWords.empty}</span> : <Visible text={shown} />}
    </Element>
  );
}
