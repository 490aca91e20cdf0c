import { CopyIconButton } from '#components/ui/copy-button.tsx';
import type { QueryField } from '#lib/http/target.ts';
import { LongText } from '../body/long-text.tsx';
import type { FoundMark } from '../body/use-find.ts';
import { MeaningNote } from '../meaning-note.tsx';
import { Wire } from '../wire-text.tsx';
import { Fact, Facts } from './facts.tsx';
import { useWanted } from './place.tsx';

/** The fields of the query in the order sent, decoded; as sent where that differs. */
export function QueryTable({ fields }: { fields: readonly QueryField[] }) {
  const wanted = useWanted('query');
  const counts = byName(fields);
  return (
    <div className="px-4 py-2 wide:min-h-0 wide:flex-1 wide:scrolls wide:px-5">
      <Facts>
        {fields.map((field, index) => {
          const same = counts.get(field.name)!;
          return (
            <Fact
              // biome-ignore lint/suspicious/noArrayIndexKey: fields never move, and may be equal.
              key={index}
              wanted={wanted?.at === String(index + 1) ? wanted.turn : null}
              name={<FieldName field={field} />}
              action={<CopyIconButton name={`value of ${field.name}`} text={field.value ?? ''} />}
            >
              <FieldValue field={field} />
              {same.length > 1 && (
                <span className="block text-quiet text-small">
                  {same.indexOf(field) + 1} of {same.length} with this name
                </span>
              )}
            </Fact>
          );
        })}
      </Facts>
    </div>
  );
}

type FieldProps = { field: QueryField; marks?: readonly FoundMark[] };

export function FieldName({ field, marks }: FieldProps) {
  return (
    <span className="text-json-key wire">
      {field.name === '' ? (
        <span className="text-quiet">no name</span>
      ) : (
        <LongText text={field.name} marks={marks} />
      )}
    </span>
  );
}

/** Marks count from the beginning of the name, and of `=` after it. */
export function FieldValue({ field, marks }: FieldProps) {
  return (
    <span className="whitespace-pre-wrap wire">
      {field.value === null && <span className="text-quiet">no value</span>}
      {field.value === '' && <span className="text-quiet">empty</span>}
      {field.value && <LongText text={field.value} at={field.name.length + 1} marks={marks} />}
      {field.value && <MeaningNote name={field.name} value={field.value} className="ml-3" />}
      {field.rawValue !== null && field.rawValue !== field.value && (
        <span className="block text-quiet text-small">
          sent as <Wire bytes={field.rawValue} />
        </span>
      )}
    </span>
  );
}

function byName(fields: readonly QueryField[]): Map<string, QueryField[]> {
  const named = new Map<string, QueryField[]>();
  for (const field of fields) {
    const same = named.get(field.name);
    if (same) same.push(field);
    else named.set(field.name, [field]);
  }
  return named;
}
