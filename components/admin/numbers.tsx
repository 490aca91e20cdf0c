import type { ReactNode } from 'react';
import type { InstanceJson } from '#components/api/admin.ts';
import { countOf, countWords } from '#components/frame/count-words.ts';
import { Time } from '#components/frame/time.tsx';
import { durationWords } from '#components/frame/time-words.ts';
import { humanSize } from '#lib/body/size.ts';
import { byteRateWords, rateWords } from '#lib/model/rate.ts';

/** How the server is doing: the last minute as a picture, and the numbers beneath. */
export function Numbers({ instance }: { instance: InstanceJson | null }) {
  const refused = instance && Object.values(instance.refused).reduce((sum, count) => sum + count, 0);
  return (
    <section aria-labelledby="numbers" className="mt-7">
      <h2 id="numbers" className="sr-only">
        Numbers
      </h2>
      <LastMinute seconds={instance?.seconds ?? []} />
      <dl className="mt-5 grid grid-cols-2 gap-x-6 gap-y-4 wide:grid-cols-4">
        <Fact title="Captures" more={instance && `${countWords(instance.captures.total)} since start`}>
          {instance && `${countWords(instance.captures.perSecond)} a second`}
        </Fact>
        <Fact title="Turned away" more={instance && refusedWords(instance)}>
          {refused !== null && countWords(refused)}
        </Fact>
        <Fact title="Connections" more={instance && connectionWords(instance)}>
          {instance && countWords(instance.connections.all)}
        </Fact>
        <Fact
          title="Event loop"
          more={instance && `at worst ${durationWords(instance.eventLoopDelay.worstMs)}`}
        >
          {instance && `${durationWords(instance.eventLoopDelay.lastMs)} late`}
        </Fact>
        <Fact title="Bodies kept" more="since start">
          {instance && humanSize(instance.captures.bytes)}
        </Fact>
        <Fact title="Database" more={instance && databaseWords(instance)}>
          {instance && humanSize(instance.database.usedBytes)}
        </Fact>
        <Fact title="Memory" more={instance && `${humanSize(instance.memory.heapUsed)} of it in use`}>
          {instance && humanSize(instance.memory.rss)}
        </Fact>
        <Fact title="Running" more={instance && createWords[instance.create]}>
          {instance && <Time iso={instance.startedAt} style="age" />}
        </Fact>
      </dl>
      {instance && <p className="mt-4 text-quiet text-small">{limitWords(instance.limits)}</p>}
    </section>
  );
}

const createWords = { open: 'anybody makes bins', token: 'bins take a token', none: 'no bins are made' };

function Fact({ title, more, children }: { title: string; more: ReactNode; children: ReactNode }) {
  return (
    <div className="min-w-0">
      <dt className="text-quiet text-small">{title}</dt>
      <dd className="min-h-5 font-semibold text-name tabular-nums">{children}</dd>
      <dd className="min-h-4 text-quiet text-small tabular-nums">{more}</dd>
    </div>
  );
}

const width = 60;
const height = 12;

/** A bar for each of the last sixty seconds: what was kept, and above it what was turned away. */
function LastMinute({ seconds }: Pick<InstanceJson, 'seconds'>) {
  const most = Math.max(1, ...seconds.map(({ captures, refused }) => captures + refused));
  const kept = seconds.reduce((sum, { captures }) => sum + captures, 0);
  const refused = seconds.reduce((sum, second) => sum + second.refused, 0);
  const words = `${countOf(kept, 'request')} kept in the last minute${refused > 0 ? `, ${countWords(refused)} turned away` : ''}`;
  return (
    <figure>
      <svg
        viewBox={`0 0 ${width} ${height}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={words}
        className="block h-16 w-full border-line border-b bg-panel"
      >
        {seconds.map((second, index) => {
          const x = width - seconds.length + index + 0.15;
          const [own, away] = [(second.captures / most) * height, (second.refused / most) * height];
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: a second is where it stands.
            <g key={index}>
              <rect x={x} y={height - own} width={0.7} height={own} className="fill-accent" />
              <rect x={x} y={height - own - away} width={0.7} height={away} className="fill-bad" />
            </g>
          );
        })}
      </svg>
      <figcaption className="mt-1 flex justify-between gap-4 text-quiet text-small tabular-nums">
        <span>{words}</span>
        <span className="shrink-0">
          at most {countWords(most === 1 && kept + refused === 0 ? 0 : most)} a second
        </span>
      </figcaption>
    </figure>
  );
}

function databaseWords({ database: { bins, maxBytes } }: InstanceJson): string {
  const limit = maxBytes === null ? '' : `of ${humanSize(maxBytes)}, `;
  return `${limit}${countOf(bins, 'bin')}`;
}

function connectionWords({ connections, waiting }: InstanceJson): string {
  const held = waiting === 0 ? '' : `, ${countWords(waiting)} waiting for a response`;
  return `${countOf(connections.watching, 'inspector')}${held}`;
}

function refusedWords({ refused }: InstanceJson): string {
  const parts = [
    refused['rate-limit'] > 0 && `${countWords(refused['rate-limit'])} over a limit`,
    refused.blocked > 0 && `${countWords(refused.blocked)} blocked`,
    refused.draining > 0 && `${countWords(refused.draining)} while draining`,
    refused.full > 0 && `${countWords(refused.full)} while the database was full`,
  ].filter((part) => part !== false);
  return parts.join(', ') || 'since start';
}

function limitWords(limits: InstanceJson['limits']): string {
  const { perBin, perAddress, perKey, create, bytesPerAddress, waiting, countedIn } = limits;
  const sent = [
    perAddress && rateWords(perAddress, 'requests'),
    bytesPerAddress && byteRateWords(bytesPerAddress),
  ].filter((part) => part !== null);
  const parts = [
    perBin && `a bin takes ${rateWords(perBin, 'requests')}`,
    sent.length > 0 && `an address may send ${sent.join(' and ')}`,
    create && `an address may make ${rateWords(create, 'bins')}`,
    perKey && `a key may make ${rateWords(perKey, 'calls')}`,
  ].filter((part) => typeof part === 'string');
  const waits = waitWords(waiting);
  if (parts.length === 0) return `No rate limits are set.${waits}`;
  const where = {
    process: 'counted in this process',
    redis: 'counted in Redis, for all processes together',
    'process-for-want-of-redis': 'counted in this process, since Redis cannot be reached',
  }[countedIn];
  return `Limits: ${parts.join(', ')}; ${where}.${waits}`;
}

function waitWords({ perAddress, perBin }: InstanceJson['limits']['waiting']): string {
  const parts = [
    perAddress !== null && `${countOf(perAddress, 'request')} of an address`,
    perBin !== null && `${countOf(perBin, 'request')} of a bin`,
  ].filter((part) => part !== false);
  return parts.length === 0 ? '' : ` At most ${parts.join(' and ')} can wait for a response at a time.`;
}
