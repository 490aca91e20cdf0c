import type { InstanceJson } from '#components/api/admin.ts';
import { binarySize } from '#components/bin/binary-size.ts';
import { countWords } from '#components/ui/count-words.ts';
import { limitList } from './words.ts';

/** The limits of the server, one a line; limits that are not set are left out. */
export function LimitList({ limits }: Pick<InstanceJson, 'limits'>) {
  const rows = rowsOf(limits);
  return (
    <section aria-labelledby="limits" className="mt-6">
      <h3 id="limits" className="font-medium">
        {limitList.title}
      </h3>
      {rows.length === 0 ? (
        <p className="mt-1 text-quiet">{limitList.none}</p>
      ) : (
        <dl className="mt-1 tabular-nums">
          {rows.map(([label, value]) => (
            <div
              key={label}
              className="flex items-baseline justify-between gap-4 border-faint border-b py-1 last:border-b-0"
            >
              <dt className="text-quiet">{label}</dt>
              <dd className="text-right">{value}</dd>
            </div>
          ))}
        </dl>
      )}
    </section>
  );
}

function rowsOf(limits: InstanceJson['limits']): [label: string, value: string][] {
  const { perBin, perAddress, bytesPerAddress, create, perKey, waiting, countedIn } = limits;
  const rates = (
    [
      [limitList.perBin, perBin, countWords],
      [limitList.perAddress, perAddress, countWords],
      [limitList.bytesPerAddress, bytesPerAddress, binarySize],
      [limitList.create, create, countWords],
      [limitList.perKey, perKey, countWords],
    ] as const
  ).flatMap(([label, rate, amount]): [string, string][] =>
    rate === null ? [] : [[label, limitList.per(amount(rate.count), rate.seconds)]],
  );
  const waits = (
    [
      [limitList.waitingPerAddress, waiting.perAddress],
      [limitList.waitingPerBin, waiting.perBin],
    ] as const
  ).flatMap(([label, count]): [string, string][] =>
    count === null ? [] : [[label, limitList.atOnce(count)]],
  );
  const counted: [string, string][] =
    rates.length === 0 ? [] : [[limitList.counted, limitList.countedIn[countedIn]]];
  return [...rates, ...waits, ...counted];
}
