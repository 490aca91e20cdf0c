import type { ReactNode } from 'react';
import type { InstanceJson } from '#components/api/admin.ts';
import { binarySize } from '#components/bin/binary-size.ts';
import { Time } from '#components/frame/time.tsx';
import { durationWords } from '#components/frame/time-words.ts';
import { countWords } from '#components/ui/count-words.ts';
import { LastMinute } from './last-minute.tsx';
import { LimitList } from './limit-list.tsx';
import { numbers } from './words.ts';

/** The status of the server: the last minute as a chart, numbers, and limits. Sizes are in powers of 1024, as limits are. */
export function InstanceNumbers({ instance }: { instance: InstanceJson | null }) {
  const rejected = instance && Object.values(instance.refused).reduce((sum, count) => sum + count, 0);
  return (
    <section aria-labelledby="numbers" className="mt-7">
      <h2 id="numbers" className="sr-only">
        {numbers.title}
      </h2>
      <LastMinute seconds={instance?.seconds ?? []} />
      <dl className="mt-5 grid grid-cols-2 gap-x-6 gap-y-4 wide:grid-cols-4">
        <Fact title={numbers.requests} more={instance && numbers.requestsTotal(instance.captures.total)}>
          {instance && numbers.requestsPerSecond(instance.captures.perSecond)}
        </Fact>
        <Fact title={numbers.rejected} more={instance && rejectedText(instance)}>
          {rejected !== null && countWords(rejected)}
        </Fact>
        <Fact title={numbers.connections} more={instance && connectionText(instance)}>
          {instance && countWords(instance.connections.all)}
        </Fact>
        <Fact
          title={numbers.eventLoop}
          more={instance && numbers.eventLoopMax(durationWords(instance.eventLoopDelay.worstMs))}
        >
          {instance && durationWords(instance.eventLoopDelay.lastMs)}
        </Fact>
        <Fact title={numbers.bodies} more={numbers.sinceStart}>
          {instance && binarySize(instance.captures.bytes)}
        </Fact>
        <Fact title={numbers.database} more={instance && databaseText(instance)}>
          {instance && binarySize(instance.database.usedBytes)}
        </Fact>
        <Fact title={numbers.memory} more={instance && numbers.heap(binarySize(instance.memory.heapUsed))}>
          {instance && binarySize(instance.memory.rss)}
        </Fact>
        <Fact title={numbers.uptime} more={instance && numbers.creation[instance.create]}>
          {instance && <Time iso={instance.startedAt} style="age" />}
        </Fact>
      </dl>
      {instance && <LimitList limits={instance.limits} />}
    </section>
  );
}

function Fact({ title, more, children }: { title: string; more: ReactNode; children: ReactNode }) {
  return (
    <div className="min-w-0">
      <dt className="text-quiet text-small">{title}</dt>
      <dd className="min-h-5 font-semibold text-name tabular-nums">{children}</dd>
      <dd className="min-h-4 text-quiet text-small tabular-nums">{more}</dd>
    </div>
  );
}

function joinParts(...parts: (string | false)[]): string {
  return parts.filter((part) => part !== false).join(' · ');
}

function databaseText({ database: { bins, maxBytes } }: InstanceJson): string {
  return joinParts(maxBytes !== null && numbers.databaseLimit(binarySize(maxBytes)), numbers.bins(bins));
}

function connectionText({ connections, waiting }: InstanceJson): string {
  return joinParts(numbers.viewers(connections.watching), waiting > 0 && numbers.waiting(waiting));
}

function rejectedText({ refused }: InstanceJson): string {
  const reasons = (['rate-limit', 'blocked', 'draining', 'full'] as const).map(
    (reason) => refused[reason] > 0 && numbers.rejectedReasons[reason](refused[reason]),
  );
  return joinParts(...reasons) || numbers.sinceStart;
}
