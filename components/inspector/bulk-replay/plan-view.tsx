import { spanWords } from '#components/frame/span-words.ts';
import { methodColor } from '#components/request/method-color.ts';
import { countOf } from '#components/ui/count-words.ts';
import { textWith } from '#components/ui/text-with.tsx';
import { Wire } from '#components/ui/visible-text.tsx';
import type { ReplayPlan } from '#lib/model/delivery-json.ts';
import { useInspection } from '../context/inspection.tsx';
import { destinationName } from '../destination/destination-name.ts';
import { planTitle, replayPlan as words } from './words.ts';

type Props = {
  plan: ReplayPlan;
  /** Whether something was changed since. */
  isStale: boolean;
  /** Whether requests are to be signed anew. */
  isSigned: boolean;
};

/** What a bulk replay will send: how much, to where, how long it takes, and the first requests. */
export function PlanView({ plan, isStale, isSigned }: Props) {
  const { bin } = useInspection();
  const { count, bytes, takesMs, destination, sample, signedAnew } = plan;
  if (isStale) {
    return (
      <p role="status" className="text-quiet">
        {words.stale}
      </p>
    );
  }
  if (count === 0) {
    return (
      <p role="status" className="text-careful">
        {words.none}
      </p>
    );
  }
  return (
    <section aria-label={words.label} className="rounded-control border border-line px-3 py-2">
      <p role="status">
        <span className="font-medium">{planTitle(count, bytes)}</span>{' '}
        <span className="[overflow-wrap:anywhere]">
          {textWith(words.toDestination, { destination: destinationName(destination, bin.slug) })}
        </span>
      </p>
      <p className="text-quiet">{takesMs === null ? words.atOnce : words.takes(spanWords(takesMs))}</p>
      {isSigned && (
        <p className={signedAnew < count ? 'text-careful' : 'text-quiet'}>
          {signedAnew === 0
            ? words.noneSignedAnew
            : words.signedAnew(countOf(signedAnew, 'request'), signedAnew === count)}
        </p>
      )}
      <h3 className="mt-2 text-quiet text-small">{words.sample}</h3>
      <ul>
        {sample.map(({ seq, method, target }) => (
          <li key={seq} className="flex gap-2 border-faint border-b py-1 last:border-b-0">
            <span className="w-12 shrink-0 text-quiet tabular-nums">{words.row(seq)}</span>
            <span className={`shrink-0 font-medium wire ${methodColor(method)}`}>{method}</span>
            <span className="truncate wire">
              <Wire bytes={target} />
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
