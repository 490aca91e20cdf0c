import { useMemo } from 'react';
import { Fact, Facts } from '#components/request/facts.tsx';
import { FieldName, FieldValue } from '#components/request/parameter-table.tsx';
import { renderByIndex } from '#components/ui/render-by-index.tsx';
import { fieldsOf } from '#lib/http/target.ts';
import { OverviewSection } from './overview-section.tsx';
import { SectionLink } from './section-link.tsx';
import { querySection as words } from './words.ts';

/** How many fields are shown. */
const shownFields = 6;

/** The first fields of the query. */
export function QuerySection({ target }: { target: string }) {
  const fields = useMemo(() => fieldsOf(target), [target]);
  if (fields.length === 0) return null;
  return (
    <OverviewSection
      heading={words.heading}
      link={
        <SectionLink tab="query">
          {fields.length > shownFields ? words.showAll(fields.length) : words.open}
        </SectionLink>
      }
    >
      <Facts>
        {renderByIndex(fields.slice(0, shownFields), (field) => (
          <Fact name={<FieldName field={field} />}>
            <FieldValue field={field} />
          </Fact>
        ))}
      </Facts>
    </OverviewSection>
  );
}
