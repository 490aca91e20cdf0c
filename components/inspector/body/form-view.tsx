'use client';

import { useCallback } from 'react';
import { CopyIconButton } from '#components/ui/copy-button.tsx';
import type { Rows } from '#lib/body/rows.ts';
import type { QueryField } from '#lib/http/target.ts';
import { Fact } from '../detail/facts.tsx';
import { FieldName, FieldValue } from '../detail/query-table.tsx';
import { RowsView } from './rows-view.tsx';
import { type Find, useMarks } from './use-find.ts';
import { useRows } from './use-rows.ts';
import { useTarget } from './use-target.ts';

/** The fields of a form in the order sent. */
export function FormView({ rows, find }: { rows: Rows<QueryField>; find: Find }) {
  const { count } = useRows(rows);
  const marksIn = useMarks();
  const target = useTarget(find, null);
  const row = useCallback(
    (index: number) => {
      const field = rows.row(index);
      const marks = marksIn(index, () => rows.textOf!(index));
      return (
        <dl className="mx-4 border-faint border-b font-sans text-words wide:mx-5">
          <Fact
            name={<FieldName field={field} marks={marks} />}
            action={<CopyIconButton name={`value of ${field.name}`} text={field.value ?? ''} />}
          >
            <FieldValue field={field} marks={marks} />
          </Fact>
        </dl>
      );
    },
    [rows, marksIn],
  );
  return <RowsView label="Fields of the form" count={count} wrap row={row} target={target} />;
}
