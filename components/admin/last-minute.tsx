import type { InstanceJson } from '#components/api/admin.ts';
import { renderByIndex } from '#components/ui/render-by-index.tsx';
import { lastMinute } from './words.ts';

const width = 60;
const height = 12;

/** A bar for each of the last sixty seconds: stored requests, and rejected ones above them. */
export function LastMinute({ seconds }: Pick<InstanceJson, 'seconds'>) {
  const peak = Math.max(0, ...seconds.map(({ captures, refused }) => captures + refused));
  const scale = height / Math.max(1, peak);
  const stored = seconds.reduce((sum, { captures }) => sum + captures, 0);
  const rejected = seconds.reduce((sum, { refused }) => sum + refused, 0);
  const summary = rejected === 0 ? lastMinute.stored(stored) : lastMinute.storedAndRejected(stored, rejected);
  return (
    <figure>
      <svg
        viewBox={`0 0 ${width} ${height}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={summary}
        className="block h-16 w-full border-line border-b bg-panel"
      >
        {renderByIndex(seconds, ({ captures, refused }, index) => {
          const x = width - seconds.length + index + 0.15;
          const [low, high] = [captures * scale, refused * scale];
          return (
            <g>
              <rect x={x} y={height - low} width={0.7} height={low} className="fill-accent" />
              <rect x={x} y={height - low - high} width={0.7} height={high} className="fill-bad" />
            </g>
          );
        })}
      </svg>
      <figcaption className="mt-1 flex justify-between gap-4 text-quiet text-small tabular-nums">
        <span>{summary}</span>
        <span className="shrink-0">{lastMinute.peak(peak)}</span>
      </figcaption>
    </figure>
  );
}
