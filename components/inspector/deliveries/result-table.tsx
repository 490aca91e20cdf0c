import { statusColor } from '#components/request/method-color.ts';
import { countWords } from '#components/ui/count-words.ts';
import type { ReplayProgress } from '#lib/model/delivery-json.ts';
import { resultWords } from './results.ts';
import { replayProgress as words } from './words.ts';

/** How many requests ended with each status or failure code, the most frequent first. */
export function ResultTable({ results }: { results: ReplayProgress['results'] }) {
  if (results.length === 0) return <p className="mt-2 text-quiet">{words.noResults}</p>;
  return (
    <table className="mt-2 w-full max-w-80 tabular-nums">
      <caption className="sr-only">{words.results}</caption>
      <thead>
        <tr className="border-line border-b text-left text-quiet text-small">
          <th scope="col" className="py-1 font-normal">
            {words.result}
          </th>
          <th scope="col" className="py-1 text-right font-normal">
            {words.resultCount}
          </th>
        </tr>
      </thead>
      <tbody>
        {results
          .toSorted((a, b) => b.count - a.count)
          .map(({ result, count }) => (
            <tr key={result} className="border-faint border-b">
              <td className={`py-1 ${resultLook(result)}`}>{resultWords(result)}</td>
              <td className="py-1 text-right">{countWords(count)}</td>
            </tr>
          ))}
      </tbody>
    </table>
  );
}

function resultLook(result: string): string {
  if (/^\d+$/.test(result)) return `wire ${statusColor(Number(result))}`;
  // Its status is not shown to this reader.
  return result === 'answered' ? '' : 'text-bad';
}
