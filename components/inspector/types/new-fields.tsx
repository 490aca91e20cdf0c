import { Visible } from '#components/ui/visible-text.tsx';
import type { NewField } from '#lib/diff/new-fields.ts';
import { newFieldsList } from './words.ts';

/** How many fields are listed; the types contain all of them. */
const shown = 8;

/** The fields of later requests that the first one does not have. */
export function NewFields({ fields, count }: { fields: readonly NewField[]; count: number }) {
  if (count < 2) return null;
  if (fields.length === 0) {
    return <p className="text-quiet text-small">{newFieldsList.none(count)}</p>;
  }
  return (
    <section aria-label={newFieldsList.label}>
      <h3 className="font-medium">
        {newFieldsList.count(fields.length)}{' '}
        <span className="font-normal text-quiet text-small">{newFieldsList.about}</span>
      </h3>
      <ul className="mt-0.5 flex flex-wrap gap-x-4 gap-y-0.5">
        {fields.slice(0, shown).map(({ where, since }) => (
          <li key={where} className="min-w-0 [overflow-wrap:anywhere]">
            <span className="text-json-key wire">
              <Visible text={where} />
            </span>{' '}
            <span className="text-quiet text-small">{newFieldsList.since(since)}</span>
          </li>
        ))}
        {fields.length > shown && (
          <li className="text-quiet text-small">{newFieldsList.more(fields.length - shown)}</li>
        )}
      </ul>
    </section>
  );
}
