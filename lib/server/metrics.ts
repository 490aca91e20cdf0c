import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Subscriptions } from '#lib/live/subscriptions.ts';
import type { ObserveCommit } from '#lib/store/store-options.ts';
import type { HeldRequests } from '#lib/wire/response/held-requests.ts';
import type { Waits } from '#lib/wire/response/wait-limits.ts';
import type { Workers } from '#lib/workers/workers.ts';
import type { Counts } from './counts.ts';
import type { GateServices } from './open-gate.ts';

/** The numbers of this process for Prometheus. They name no bin. */
export type Metrics = {
  /** The media type of the text. */
  readonly contentType: string;
  /** All numbers in Prometheus's text format. They are in memory: the database is not asked. */
  text(): Promise<string>;
  /** To be called for every commit of captures. */
  readonly observeCommit: ObserveCommit;
  /** Adds the numbers that are read from these when the text is asked for. Called once. */
  readFrom(services: MeasuredServices): void;
};

type MeasuredServices = Pick<GateServices, 'gate' | 'room'> & {
  readonly counts: Readonly<Counts>;
  readonly connections: () => { all: number; watching: number };
  readonly subscriptions: Pick<Subscriptions, 'count'>;
  readonly waits: Pick<Waits, 'count'>;
  readonly held: Pick<HeldRequests, 'count'>;
  readonly workers: Pick<Workers, 'load'>;
};

const commitSeconds = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5];
const groupSizes = [1, 2, 4, 8, 16, 32, 64, 128, 256];

/** The metrics of a server and, with `ofProcess`, those that prom-client has for any Node.js process. */
export function openMetrics({ ofProcess = true } = {}): Metrics {
  const registry = new Registry();
  const registers = [registry];
  if (ofProcess) collectDefaultMetrics({ register: registry });
  const latency = new Histogram({
    name: 'wirebin_commit_duration_seconds',
    help: 'Time to commit a group of captures to disk.',
    buckets: commitSeconds,
    registers,
  });
  const size = new Histogram({
    name: 'wirebin_commit_captures',
    help: 'Captures that share a commit.',
    buckets: groupSizes,
    registers,
  });
  return {
    contentType: registry.contentType,
    text: () => registry.metrics(),
    observeCommit(captures, milliseconds) {
      latency.observe(milliseconds / 1000);
      size.observe(captures);
    },
    readFrom: (services) => addReadNumbers(registry, services),
  };
}

/** Numbers that are kept elsewhere in this process. */
function addReadNumbers(
  registry: Registry,
  { counts, connections, gate, room, subscriptions, waits, held, workers }: MeasuredServices,
): void {
  const registers = [registry];
  /** A counter that only grows, such as one of `counts`. */
  const counter = (name: string, help: string, read: () => number) =>
    new Counter({
      name,
      help,
      registers,
      collect() {
        this.reset();
        this.inc(read());
      },
    });
  const counters = (name: string, help: string, label: string, read: () => Record<string, number>) =>
    new Counter({
      name,
      help,
      labelNames: [label],
      registers,
      collect() {
        this.reset();
        for (const [value, count] of Object.entries(read())) this.inc({ [label]: value }, count);
      },
    });
  const gauge = (name: string, help: string, read: () => number) =>
    new Gauge({
      name,
      help,
      registers,
      collect() {
        this.set(read());
      },
    });
  const gauges = (name: string, help: string, label: string, read: () => Record<string, number>) =>
    new Gauge({
      name,
      help,
      labelNames: [label],
      registers,
      collect() {
        for (const [value, number] of Object.entries(read())) this.set({ [label]: value }, number);
      },
    });

  counter('wirebin_captures_total', 'Requests that were stored.', () => counts.captures);
  counter('wirebin_capture_bytes_total', 'Stored bytes of their bodies.', () => counts.captureBytes);
  counters('wirebin_refused_total', 'Requests that were rejected, by reason.', 'why', () => counts.refused);
  counters(
    'wirebin_malformed_messages_total',
    'Messages that are not valid HTTP, by whether their request line names a bin.',
    'to',
    () => ({ bin: counts.malformedToBins, elsewhere: counts.malformedElsewhere }),
  );
  counters(
    'wirebin_deliveries_total',
    'Attempts of requests that bins send which have ended, by how.',
    'state',
    () => counts.deliveries,
  );
  gauge('wirebin_connections', 'Connections that are open.', () => connections().all);
  gauge('wirebin_live_connections', 'Connections of inspectors that are open.', () => connections().watching);
  counters(
    'wirebin_connections_rejected_total',
    'Connections that were rejected or closed, by reason.',
    'reason',
    () => counts.connectionsRejected,
  );
  gauge('wirebin_store_bytes', 'Bytes of the database in use.', () => room.state().usedBytes);
  if (room.state().maxBytes !== null)
    gauge(
      'wirebin_store_max_bytes',
      'Bytes of the database at which requests are rejected.',
      () => room.state().maxBytes ?? 0,
    );
  gauge('wirebin_store_full', 'Whether requests are rejected because the database is full, 1 or 0.', () =>
    gate.isFull ? 1 : 0,
  );
  gauge('wirebin_draining', 'Whether the server is draining, 1 or 0.', () => (gate.isDraining ? 1 : 0));
  gauge(
    'wirebin_waiting_requests',
    'Requests whose response is delayed, held or slow right now.',
    () => waits.count,
  );
  gauge('wirebin_following_programs', 'Programs that wait for captures with /wait or /events.', () =>
    subscriptions.count(),
  );
  gauge('wirebin_held_requests', 'Requests that wait for a manual response.', () => held.count);
  gauges('wirebin_worker_jobs', 'Jobs of worker threads, running and waiting.', 'state', () =>
    workers.load(),
  );
}
