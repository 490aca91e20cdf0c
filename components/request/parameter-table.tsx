import { useMemo } from 'react';
import { MeaningNote } from '#components/meaning/meaning-note.tsx';
import { CopyIconButton } from '#components/ui/copy-button.tsx';
import { LongList } from '#components/ui/long-list.tsx';
import { LongText, LongWire } from '#components/ui/long-text.tsx';
import { textWith } from '#components/ui/text-with.tsx';
import type { FoundMark } from '#components/ui/use-find.ts';
import { Visible } from '#components/ui/visible-text.tsx';
import { queryWord } from '#lib/filter/value-words.ts';
import type { QueryField } from '#lib/http/target.ts';
import { Fact, Facts } from './facts.tsx';
import { FilterByButton } from './filter-by-button.tsx';
import { useDestination } from './place-in-request.tsx';
import { parameterTable as words } from './words.ts';

/** The fields of the query in the order received, decoded; also as received where that differs. */
export function QueryTable({ fields }: { fields: readonly QueryField[] }) {
  const destination = useDestination('query');
  const repeats = useMemo(() => repeatsOf(fields), [fields]);
  return (
    <div className="px-4 py-2 wide:min-h-0 wide:flex-1 wide:scrolls wide:px-5">
      <LongList
        items={fields}
        isDivided
        rowHeight={33}
        needed={destination ? Number(destination.at) - 1 : null}
        around={(rows) => <Facts>{rows}</Facts>}
        row={(field, index) => {
          const { place, of } = repeats[index]!;
          return (
            <Fact
              target={destination?.at === String(index + 1) ? destination.turn : null}
              name={<FieldName field={field} />}
              action={
                <span className="flex">
                  <FilterByButton word={queryWord(field.name, field.value ?? '')} />
                  <CopyIconButton name={words.value(field.name)} text={field.value ?? ''} />
                </span>
              }
            >
              <FieldValue field={field} />
              {of > 1 && <span className="block text-quiet text-small">{words.repeated(place, of)}</span>}
            </Fact>
          );
        }}
      />
    </div>
  );
}

type FieldProps = { field: QueryField; marks?: readonly FoundMark[] };

export function FieldName({ field, marks }: FieldProps) {
  return (
    <span className="text-json-key wire">
      {field.name === '' ? (
        <span className="text-quiet">{words.noName}</span>
      ) : (
        <LongText text={field.name} marks={marks} />
      )}
    </span>
  );
}

/** The offsets of `marks` are in `name=value`. */
export function FieldValue({ field, marks }: FieldProps) {
  return (
    <span className="whitespace-pre-wrap wire">
      {field.value === null && <span className="text-quiet">{words.noValue}</span>}
      {field.value === '' && <span className="text-quiet">{words.empty}</span>}
      {field.value && <LongText text={field.value} at={field.name.length + 1} marks={marks} />}
      {field.value && <MeaningNote name={field.name} value={field.value} className="ml-3" />}
      <UnicodeEscapeNote raw={`${field.rawName}=${field.rawValue ?? ''}`} />
      {field.rawValue !== null && field.rawValue !== field.value && (
        <span className="block text-quiet text-small">
          {textWith(words.received, { value: <LongWire bytes={field.rawValue} /> })}
        </span>
      )}
    </span>
  );
}

/** Says that `%u0416` is not percent-encoding (URL Standard §1.3), where it occurs. */
function UnicodeEscapeNote({ raw }: { raw: string }) {
  const [written, digits] = /%u([\da-f]{4})/i.exec(raw) ?? [];
  if (written === undefined) return null;
  const character = String.fromCharCode(Number.parseInt(digits!, 16));
  return (
    <span className="block font-sans text-careful text-small">
      <Visible text={words.unicodeEscape(written, character)} />
    </span>
  );
}

/** Of each field, which one of its name it is, from 1, and how many there are. */
function repeatsOf(fields: readonly QueryField[]): { place: number; of: number }[] {
  const counts = new Map<string, number>();
  const places = fields.map(({ name }) => {
    const place = (counts.get(name) ?? 0) + 1;
    counts.set(name, place);
    return place;
  });
  return fields.map(({ name }, index) => ({ place: places[index]!, of: counts.get(name)! }));
}
