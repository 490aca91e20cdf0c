import { Chip } from '#components/ui/chip.tsx';
import type { SchemaResult } from '#lib/model/capture.ts';
import type { CaptureSummary } from '#lib/model/capture-json.ts';
import { FilterableValue } from '../filter/filterable-value.tsx';
import { schemaLooks } from './schema-look.ts';
import { detailChips as words } from './words.ts';

/** Whether the body matched the schemas of the bin when the request arrived. */
export function SchemaChip({ summary, result }: { summary: CaptureSummary; result: SchemaResult }) {
  const { icon: Icon, tone } = schemaLooks[result];
  return (
    <Chip tone={tone} icon={<Icon aria-hidden />} title={words.schemaHint}>
      <FilterableValue summary={summary} by="schema">
        {words.schema[result]}
      </FilterableValue>
    </Chip>
  );
}
