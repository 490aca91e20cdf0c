'use client';

import { useCallback } from 'react';
import { Fact } from '#components/request/facts.tsx';
import { FilterByButton } from '#components/request/filter-by-button.tsx';
import { FieldName, FieldValue } from '#components/request/parameter-table.tsx';
import { parameterTable } from '#components/request/words.ts';
import { CopyIconButton } from '#components/ui/copy-button.tsx';
import { type Find, useMarks } from '#components/ui/use-find.ts';
import type { Rows } from '#lib/body/rows.ts';
import { textWord } from '#lib/filter/value-words.ts';
import type { QueryField } from '#lib/http/target.ts';
import { RowsView } from './rows-view.tsx';
import { useRows } from './use-rows.ts';
import { useScrollTarget } from './use-scroll-target.ts';
import { contentView as words } from './words.ts';

/** The fields of a form in the order received. */
export function FormView({ rows, find }: { rows: Rows<QueryField>; find: Find }) {
  const { count } = useRows(rows);
  const marksIn = useMarks();
  const target = useScrollTarget(find, null);
  const row = useCallback(
    (index: number) => {
      const field = rows.row(index);
      const marks = marksIn(index, () => rows.textOf!(index));
      return (
        <dl className="mx-4 border-faint border-b font-sans text-words wide:mx-5">
          <Fact
            name={<FieldName field={field} marks={marks} />}
            action={
              <span className="flex">
                <FilterByButton word={textWord(field.value ?? '')} />
                <CopyIconButton name={parameterTable.value(field.name)} text={field.value ?? ''} />
              </span>
            }
          >
            <FieldValue field={field} marks={marks} />
          </Fact>
        </dl>
      );
    },
    [rows, marksIn],
  );
  return <RowsView label={words.formFields} count={count} wrap row={row} target={target} />;
}
