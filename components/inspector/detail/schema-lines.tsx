import { ArrowRight } from 'lucide-react';
import { PlaceLink } from '#components/request/place-in-request.tsx';
import { renderByIndex } from '#components/ui/render-by-index.tsx';
import { textWith } from '#components/ui/text-with.tsx';
import { textWithCode } from '#components/ui/text-with-code.tsx';
import { Visible } from '#components/ui/visible-text.tsx';
import type { SchemaResult, SchemaViolation } from '#lib/model/capture.ts';
import type { CaptureJson } from '#lib/model/capture-json.ts';
import { schemaLooks } from './schema-look.ts';
import { schemaLines as words } from './words.ts';

type Props = { result: SchemaResult; capture: CaptureJson | null };

/** What was found with the schemas of the bin when the request arrived: a sentence for each schema, and its violations with their places. */
export function SchemaLines({ result, capture }: Props) {
  const violations = capture?.schemaViolations ?? [];
  if (result === 'valid') return <Headline result="valid" text={words.valid} />;
  if (capture === null) return <p className="mt-1.5 min-h-7" />;
  if (result === 'unchecked' && violations.length === 0)
    return <Headline result="unchecked" text={words.unchecked} />;
  if (violations.length === 0) return <Headline result="invalid" text={words.hidden} />;
  return bySchema(violations).map(({ id, name, found, notes }) => (
    <div key={id}>
      {found.length > 0 && (
        <>
          <Headline result="invalid" text={words.invalid(name, found.length)} />
          <ul aria-label={words.label(name)} className="max-w-200 pl-5.5">
            {renderByIndex(found, (violation) => (
              <li className="py-0.5 [overflow-wrap:anywhere]">
                <Violation {...violation} />
              </li>
            ))}
          </ul>
        </>
      )}
      {renderByIndex(notes, (note) => (
        <Headline
          result="unchecked"
          text={found.length > 0 ? note.message : words.ofSchema(name, note.message)}
        />
      ))}
    </div>
  ));
}

function Headline({ result, text }: { result: SchemaResult; text: string }) {
  const { icon: Icon, color } = schemaLooks[result];
  return (
    <p className="mt-1.5 flex min-h-7 items-start gap-2 py-1">
      <Icon className={`mt-0.5 size-3.5 shrink-0 ${color}`} aria-hidden />
      <span className="min-w-0 [overflow-wrap:anywhere]">
        <Visible text={text} />
      </span>
    </p>
  );
}

type Violated = SchemaViolation & { readonly pointer: string };

function Violation({ pointer, keyword, message }: Violated) {
  const isWhole = pointer === '';
  const value = isWhole ? (
    words.body
  ) : (
    <code className="wire">
      <Visible text={pointer} />
    </code>
  );
  return (
    <>
      {textWith(words.violation, { value, message: textWithCode(message) })}
      {keyword !== null && (
        <PlaceLink
          place={{ tab: 'body', view: 'json', at: isWhole ? null : pointer }}
          aria-label={words.showName(isWhole ? words.body : pointer)}
          className="ml-2 inline-flex items-center gap-1 whitespace-nowrap rounded-mark text-accent hover:underline"
        >
          {words.show} <ArrowRight className="size-3" aria-hidden />
        </PlaceLink>
      )}
    </>
  );
}

type Group = { id: string; name: string; found: Violated[]; notes: SchemaViolation[] };

/** Violations by their schema, apart from notes on what was not checked. */
function bySchema(violations: readonly SchemaViolation[]): Group[] {
  const groups = new Map<string, Group>();
  for (const violation of violations) {
    const { id, name } = violation.schema;
    const group = groups.get(id) ?? { id, name, found: [], notes: [] };
    groups.set(id, group);
    const { pointer } = violation;
    if (pointer === null) group.notes.push(violation);
    else group.found.push({ ...violation, pointer });
  }
  return [...groups.values()];
}
