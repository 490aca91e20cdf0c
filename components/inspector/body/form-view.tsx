'use client';

import { useCallback } from 'react';
import { CopyIconButton } from '#components/ui/copy-button.tsx';
import type { Rows } from '#lib/body/rows.ts';
import type { QueryField } from '#lib/http/target.ts';
import { Fact } from '../detail/facts.tsx';
import { FieldName, FieldValue } from '../detail/query-table.tsx';
import { RowsView } from './rows-view.tsx';
import { useRows } from './use-rows.ts';

/** The fields of a form in the order sent. */
export function FormView({ rows, wrap }: { rows: Rows<QueryField>; wrap: boolean }) {
  const { count } = useRows(rows);
  const row = useCallback(
    (index: number) => {
      const field = rows.row(index);
      return (
        <dl className="mx-4 border-faint border-b font-sans text-words wide:mx-5">
          <Fact
            name={<FieldName field={field} />}
            action={<CopyIconButton name={`value of ${field.name}`} text={field.value ?? ''} />}
          >
            <FieldValue field={field} />
          </Fact>
        </dl>
      );
    },
    [rows],
  );
  return <RowsView label="Fields of the form" count={count} wrap={wrap} row={row} />;
}
