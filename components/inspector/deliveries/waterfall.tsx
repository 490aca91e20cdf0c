import { Fragment } from 'react';
import type { HopJson } from '#lib/model/delivery-json.ts';
import { lengthOf, phasesOf } from './phases.ts';
import { waterfall as words } from './words.ts';

/** The phases of a request as bars below each other, each from where it began to where it ended. */
export function Waterfall({ timings }: { timings: HopJson['timings'] }) {
  const phases = phasesOf(timings);
  const length = lengthOf(phases);
  if (phases.length === 0) return null;
  const share = (time: number) => `${length === 0 ? 0 : (time / length) * 100}%`;
  return (
    <dl
      aria-label={words.label}
      className="grid max-w-160 grid-cols-[auto_minmax(0,1fr)_auto] items-center gap-x-3 text-small tabular-nums"
    >
      {phases.map(({ id, from, to }) => (
        <Fragment key={id}>
          <dt className="text-quiet">{words.phases[id]}</dt>
          <dd className="relative h-5" aria-hidden>
            <span className="absolute inset-x-0 top-1/2 h-px bg-faint" />
            <span
              className={`absolute top-1.5 h-2 min-w-0.5 rounded-mark ${id === 'wait' ? 'bg-accent' : 'bg-quiet'}`}
              style={{ left: share(from), width: share(to - from) }}
            />
          </dd>
          <dd className="text-right">{words.time(to - from)}</dd>
        </Fragment>
      ))}
      <dt className="pt-1 font-medium">{words.total}</dt>
      <dd aria-hidden />
      <dd className="pt-1 text-right font-medium">{words.time(length)}</dd>
    </dl>
  );
}
