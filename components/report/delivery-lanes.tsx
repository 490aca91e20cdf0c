import { spanWords } from '#components/frame/span-words.ts';
import { clockWords } from '#components/frame/time-words.ts';
import type { Series } from '#lib/attempts/series.ts';

/** Lanes drawn; the report says how many there are. */
const mostLanes = 12;
const lane = 26;
const width = 680;
const inset = 10;

/** Each delivery that came more than once as a lane of time, its attempts as dots: shape and colour tell how they were answered. */
export function DeliveryLanes({ series }: { series: readonly Series[] }) {
  const shown = series.slice(0, mostLanes);
  const times = shown.flatMap(({ attempts }) => attempts.map(({ receivedAt }) => Date.parse(receivedAt)));
  const [from, to] = [Math.min(...times), Math.max(...times)];
  const x = (time: number) => inset + ((time - from) / Math.max(1, to - from)) * (width - 2 * inset);
  const height = shown.length * lane + 20;
  return (
    <figure>
      <svg viewBox={`0 0 ${width} ${height}`} className="w-full" role="img" aria-label={lanesWords(shown)}>
        {shown.map(({ attempts }, row) => {
          const y = row * lane + lane / 2;
          const at = attempts.map(({ receivedAt }) => x(Date.parse(receivedAt)));
          return (
            <g key={attempts[0]!.seq}>
              <line x1={inset} x2={width - inset} y1={y} y2={y} className="stroke-faint" />
              <line x1={at[0]} x2={at.at(-1)} y1={y} y2={y} className="stroke-edge" strokeWidth={2} />
              {attempts.map(({ seq, status, complete }, index) =>
                complete && status !== null && status >= 200 && status < 400 ? (
                  <circle
                    key={seq}
                    cx={at[index]}
                    cy={y}
                    r={5}
                    className="fill-good stroke-ground"
                    strokeWidth={1.5}
                  />
                ) : (
                  <path
                    key={seq}
                    d={`M${at[index]! - 5} ${y - 5}l10 10m0 -10l-10 10`}
                    className={status === null ? 'stroke-edge' : 'stroke-bad'}
                    strokeWidth={2.5}
                  />
                ),
              )}
            </g>
          );
        })}
        <text x={inset} y={height - 4} className="fill-quiet text-[10.5px]">
          {clockWords(new Date(from).toISOString()).slice(0, 8)}
        </text>
        <text x={width - inset} y={height - 4} textAnchor="end" className="fill-quiet text-[10.5px]">
          {spanWords(to - from)} later
        </text>
      </svg>
      <figcaption className="mt-1 text-quiet text-small">
        A lane for each delivery that came more than once: ● answered with success, ✕ failed.
        {series.length > mostLanes && ` ${series.length - mostLanes} more are not drawn.`}
      </figcaption>
    </figure>
  );
}

function lanesWords(series: readonly Series[]): string {
  return series
    .map(
      ({ attempts }) =>
        `Delivery of request ${attempts[0]!.seq}: ${attempts.map(({ status }) => status ?? 'waiting').join(', ')}`,
    )
    .join('. ');
}
