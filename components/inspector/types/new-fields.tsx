import { countOf } from '#components/frame/count-words.ts';
import type { NewField } from '#lib/diff/new-fields.ts';
import { Visible } from '../wire-text.tsx';

/** Shown at once; the types have them all. */
const shown = 8;

/** What later requests brought that the first had not. */
export function NewFields({ news, count }: { news: readonly NewField[]; count: number }) {
  if (count < 2) return null;
  if (news.length === 0) {
    return (
      <p className="text-quiet text-small">
        No field came or went: all {count} have what the first one has, or less.
      </p>
    );
  }
  return (
    <section aria-label="New fields">
      <h3 className="font-medium">
        {countOf(news.length, 'field')}{' '}
        <span className="font-normal text-quiet text-small">that the first of them did not have</span>
      </h3>
      <ul className="mt-0.5 flex flex-wrap gap-x-4 gap-y-0.5">
        {news.slice(0, shown).map(({ where, since }) => (
          <li key={where} className="min-w-0 [overflow-wrap:anywhere]">
            <span className="text-json-key wire">
              <Visible text={where} />
            </span>{' '}
            <span className="text-quiet text-small">since #{since}</span>
          </li>
        ))}
        {news.length > shown && <li className="text-quiet text-small">and {news.length - shown} more</li>}
      </ul>
    </section>
  );
}
