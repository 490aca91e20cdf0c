import type { Change } from '#lib/diff/change.ts';
import type { BodyDiff, RequestDiff } from '#lib/diff/requests.ts';
import { ChangeList } from './change-list.tsx';
import { LineRuns } from './line-runs.tsx';
import { differences } from './words.ts';

type Props = {
  diff: RequestDiff;
  /** Whether IDs, times and signatures are folded. */
  isIgnoring: boolean;
  /** A sentence for requests without differences. */
  same: string;
};

/** The differences between two requests, by part. */
export function DiffView({ diff, isIgnoring, same }: Props) {
  const sections = [
    { title: differences.line, changes: diff.line },
    { title: differences.query, changes: diff.query },
    { title: differences.headers, changes: diff.headers },
    ...('changes' in diff.body ? [{ title: differences.body, changes: diff.body.changes }] : []),
  ].map(({ title, changes }) => ({ title, ...split(changes, isIgnoring) }));
  const shown = sections.filter(({ shown, hidden }) => shown.length + hidden.length > 0);
  const isSame = shown.length === 0 && diff.body.kind === 'same';
  return (
    <>
      {isSame && (
        <p className="py-4">
          <span className="font-medium">{differences.none}</span> <span className="text-quiet">{same}</span>
        </p>
      )}
      {shown.map(({ title, shown, hidden }) => (
        <section key={title} aria-label={title} className="pt-4">
          <h3 className="pb-1 font-medium">
            {title}{' '}
            <span className="font-normal text-quiet text-small">
              {summaryOf(shown.length, hidden.length)}
            </span>
          </h3>
          <ChangeList changes={shown} />
          {hidden.length > 0 && (
            <details className="pt-1">
              <summary className="w-fit cursor-pointer rounded-mark text-quiet text-small hover:text-ink touch:py-2.5">
                {differences.showIgnored(hidden.length)}
              </summary>
              <ChangeList changes={hidden} />
            </details>
          )}
        </section>
      ))}
      {!isSame && <BodyDifference body={diff.body} />}
    </>
  );
}

function split(changes: readonly Change[], isIgnoring: boolean) {
  const isHidden = ({ volatile }: Change) => isIgnoring && volatile;
  return { shown: changes.filter((change) => !isHidden(change)), hidden: changes.filter(isHidden) };
}

function summaryOf(shown: number, hidden: number): string {
  const ignored = hidden > 0 ? differences.ignored(hidden) : '';
  return [shown > 0 ? differences.count(shown) : '', ignored].filter(Boolean).join(' · ');
}

/** The difference between the bodies where it is not a list of changes. */
function BodyDifference({ body }: { body: BodyDiff }) {
  if (body.kind === 'form') return null;
  if (body.kind === 'json') {
    return body.more ? <p className="py-2 text-quiet">{differences.more}</p> : null;
  }
  return (
    <section aria-label={differences.body} className="py-4">
      <h3 className="pb-1 font-medium">{differences.body}</h3>
      {body.kind === 'same' && <p className="text-quiet">{differences.sameBody}</p>}
      {body.kind === 'same-data' && <p className="text-quiet">{differences.sameData}</p>}
      {body.kind === 'bytes' && <p className="text-quiet">{differences.bytes(body.at, body.sizes)}</p>}
      {body.kind === 'text' && <LineRuns runs={body.runs} />}
    </section>
  );
}
