import { momentWords } from '#components/frame/time-words.ts';
import { Dialog } from '#components/ui/dialog.tsx';
import { type Bars, partName } from './buckets.ts';
import { timelineTable } from './words.ts';

/** The timeline as a table: every time range with requests. */
export default function TimelineTable({ bars, onClose }: { bars: Bars; onClose: () => void }) {
  const parts = bars.parts.filter(({ sum }) => sum > 0);
  const buckets = [...bars.totals.keys()].filter((bucket) => bars.totals[bucket]! > 0).reverse();
  return (
    <Dialog
      open
      onClose={onClose}
      title={timelineTable.title}
      description={timelineTable.description(String(Math.round(bars.bucketMs / 1000) || '<1'))}
    >
      {buckets.length === 0 ? (
        <p className="text-quiet">{timelineTable.empty}</p>
      ) : (
        <table className="w-full tabular-nums">
          <thead className="text-quiet text-small">
            <tr className="border-line border-b [&>th]:py-1 [&>th]:font-normal">
              <th className="text-left">{timelineTable.from}</th>
              {parts.map(({ name }) => (
                <th key={name} className="text-right">
                  {partName(name)}
                </th>
              ))}
              <th className="text-right">{timelineTable.all}</th>
            </tr>
          </thead>
          <tbody>
            {buckets.map((bucket) => (
              <tr key={bucket} className="border-faint border-b [&>td]:py-1">
                <td>{momentWords(new Date(bars.from + bucket * bars.bucketMs).toISOString())}</td>
                {parts.map(({ name, counts }) => (
                  <td key={name} className="text-right wire">
                    {counts[bucket]}
                  </td>
                ))}
                <td className="text-right wire">{bars.totals[bucket]}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Dialog>
  );
}
