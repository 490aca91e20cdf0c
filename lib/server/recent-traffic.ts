import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { Announce } from '#lib/live/announce.ts';
import type { DeliveryState } from '#lib/model/delivery-json.ts';
import type { Counts } from './counts.ts';

/** The traffic of one second. */
export type TrafficSecond = {
  readonly captures: number;
  readonly bytes: number;
  readonly refused: number;
  /** The longest delay of the event loop, milliseconds. */
  readonly delay: number;
};

export type BinRate = {
  /** Captures per second, averaged over about ten seconds. */
  readonly rate: number;
  /**
   * The logarithm of the rate at a fixed moment. All rates decay equally, so ranks keep their order and, without captures,
   * their value: a list of bins can be paged by rank.
   */
  readonly rank: number;
};

/** The recent load of this process. */
export type RecentTraffic = {
  /** Counts a capture of a bin. */
  captured(binId: number, bytes: number): void;
  /** Counts an attempt of a delivery that has ended; other states are not counted. */
  attempted(state: DeliveryState): void;
  /** The last seconds, oldest first, at most sixty. */
  seconds(): readonly TrafficSecond[];
  /** The rates of all bins with recent captures. */
  rates(): ReadonlyMap<number, BinRate>;
  stop(): void;
};

const second = 1000;
const mostSeconds = 60;
/** The time over which a bin's rate is averaged, milliseconds; the rate below which a bin is forgotten, captures per second. */
const span = 10 * second;
const negligibleRate = 0.001;
/** The resolution of event loop delays, milliseconds; it is subtracted from the measured values. */
const resolution = 10;

/** Measures traffic once a second. `now` returns milliseconds. */
export function openRecentTraffic(counts: Counts, now: () => number): RecentTraffic {
  const delays = monitorEventLoopDelay({ resolution });
  delays.enable();
  const seconds: TrafficSecond[] = [];
  const bins = new Map<number, { rate: number; at: number }>();
  let before = sumOf(counts);

  const decayed = ({ rate, at }: { rate: number; at: number }, time: number) =>
    rate * Math.exp((at - time) / span);

  function endSecond(): void {
    const sum = sumOf(counts);
    seconds.push({
      captures: sum.captures - before.captures,
      bytes: sum.bytes - before.bytes,
      refused: sum.refused - before.refused,
      delay: Math.max(0, delays.max / 1e6 - resolution),
    });
    if (seconds.length > mostSeconds) seconds.shift();
    before = sum;
    delays.reset();
    const time = now();
    for (const [binId, bin] of bins) if (decayed(bin, time) < negligibleRate) bins.delete(binId);
  }
  const timer = setInterval(endSecond, second);
  timer.unref();

  return {
    captured(binId, bytes) {
      counts.captures += 1;
      counts.captureBytes += bytes;
      const time = now();
      const bin = bins.get(binId);
      const rate = (bin ? decayed(bin, time) : 0) + second / span;
      if (bin) Object.assign(bin, { rate, at: time });
      else bins.set(binId, { rate, at: time });
    },
    attempted(state) {
      if (state !== 'waiting' && state !== 'sending') counts.deliveries[state] += 1;
    },
    seconds: () => seconds,
    rates() {
      const time = now();
      return new Map(
        [...bins].map(([binId, bin]) => [
          binId,
          { rate: decayed(bin, time), rank: Math.log(bin.rate) + bin.at / span },
        ]),
      );
    },
    stop() {
      clearInterval(timer);
      delays.disable();
    },
  };
}

/** The same announcements, with every capture counted. */
export function countTraffic(announce: Announce, recentTraffic: RecentTraffic): Announce {
  return {
    ...announce,
    captured(binId, received, seq) {
      recentTraffic.captured(binId, received.bodyStored);
      announce.captured(binId, received, seq);
    },
    delivery(binId, delivery) {
      recentTraffic.attempted(delivery.state);
      announce.delivery(binId, delivery);
    },
  };
}

function sumOf({ captures, captureBytes, refused }: Counts) {
  return {
    captures,
    bytes: captureBytes,
    refused: Object.values(refused).reduce((sum, count) => sum + count, 0),
  };
}
