import { loadWithCpu } from '../context.mjs';
import { figure, resultOf } from '../figures.mjs';

/** How long connections are opened before anything is counted, seconds. */
export const rampUpSeconds = 0.5;

const row = (id, what, plan, figuresOf) => ({
  id,
  what,
  async measure(context) {
    const bare = await context.bare();
    const { server, bin } = await context.usual();
    const load = (target, url) =>
      loadWithCpu(target.pid(), {
        url,
        mode: 'closed',
        seconds: context.seconds + rampUpSeconds,
        rampUpSeconds,
        ...plan,
      });
    const tasks = { bare: () => load(bare, bare.url), wirebin: () => load(server, bin.url) };
    return resultOf(figuresOf(await context.inTurns(tasks)));
  },
});

/** The values of one property in all rounds of each server. */
export const each = (results, value) =>
  Object.fromEntries(Object.entries(results).map(([name, rounds]) => [name, rounds.map(value)]));

/** Processor time for each request, and requests a second. */
export const costAndRate = (results) => [
  figure(
    'CPU per request',
    'µs',
    each(results, ({ cpuMicros }) => cpuMicros),
  ),
  figure(
    'requests',
    '/s',
    each(results, ({ rate }) => rate),
  ),
];

const latency = (results) => [
  figure(
    'p50',
    'ms',
    each(results, ({ p50 }) => p50),
  ),
  figure(
    'p99',
    'ms',
    each(results, ({ p99 }) => p99),
  ),
];

export const keepAlive = row(
  'keep-alive',
  '1 KiB on 50 connections that stay open, to one full bin',
  {},
  costAndRate,
);
export const fullRateLatency = row('latency', 'the same: latency at full rate, after ramp-up', {}, latency);
export const rampUp = row(
  'ramp-up',
  '50 connections opened at once: the first response of the last one',
  {},
  (results) => [
    figure(
      'last first response',
      'ms',
      each(results, ({ firstAnswers }) => firstAnswers.at(-1)),
    ),
  ],
);
export const newConnections = row(
  'new-connections',
  '1 KiB, a new connection for each request, 50 at a time',
  { keepAlive: false },
  costAndRate,
);
export const body100k = row('body-100k', 'bodies of 100 KiB', { bodyBytes: 100 * 1024 }, costAndRate);
export const body5m = row(
  'body-5m',
  'bodies of 5 MiB on 10 connections',
  { bodyBytes: 5 * 2 ** 20, connections: 10 },
  costAndRate,
);
