import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { Announce } from '../live/announce.ts';
import type { Counts } from './counts.ts';

/** What a second was like. */
export type Beat = {
  readonly captures: number;
  readonly bytes: number;
  readonly refused: number;
  /** The longest anything had to wait for its turn, milliseconds. */
  readonly delay: number;
};

export type BinRate = {
  /** Captures a second, averaged over some ten seconds. */
  readonly rate: number;
  /**
   * The rate's logarithm at a fixed moment. All rates fade alike, so that ranks keep their order and, without captures,
   * their value: a page of bins can go on where another ended.
   */
  readonly rank: number;
};

/** How busy this process is. */
export type Pulse = {
  /** Notes a capture of a bin. */
  captured(binId: number, bytes: number): void;
  /** The last seconds, oldest first, at most sixty. */
  beats(): readonly Beat[];
  /** Every bin that got a capture lately. */
  rates(): ReadonlyMap<number, BinRate>;
  stop(): void;
};

const second = 1000;
const remembered = 60;
/** Over how long a bin's rate is averaged, milliseconds; below which rate a bin is forgotten, captures a second. */
const span = 10 * second;
const nothing = 0.001;
/** How finely delays of the event loop are measured; a delay is what comes on top, milliseconds. */
const resolution = 10;

/** Feels the pulse once a second; `now` is a clock in milliseconds. */
export function openPulse(counts: Counts, now: () => number): Pulse {
  const delays = monitorEventLoopDelay({ resolution });
  delays.enable();
  const beats: Beat[] = [];
  const bins = new Map<number, { rate: number; at: number }>();
  let before = sumOf(counts);

  const faded = ({ rate, at }: { rate: number; at: number }, time: number) =>
    rate * Math.exp((at - time) / span);

  function beat(): void {
    const sum = sumOf(counts);
    beats.push({
      captures: sum.captures - before.captures,
      bytes: sum.bytes - before.bytes,
      refused: sum.refused - before.refused,
      delay: Math.max(0, delays.max / 1e6 - resolution),
    });
    if (beats.length > remembered) beats.shift();
    before = sum;
    delays.reset();
    const time = now();
    for (const [binId, bin] of bins) if (faded(bin, time) < nothing) bins.delete(binId);
  }
  const timer = setInterval(beat, second);
  timer.unref();

  return {
    captured(binId, bytes) {
      counts.captures += 1;
      counts.captureBytes += bytes;
      const time = now();
      const bin = bins.get(binId);
      const rate = (bin ? faded(bin, time) : 0) + second / span;
      if (bin) Object.assign(bin, { rate, at: time });
      else bins.set(binId, { rate, at: time });
    },
    beats: () => beats,
    rates() {
      const time = now();
      return new Map(
        [...bins].map(([binId, bin]) => [
          binId,
          { rate: faded(bin, time), rank: Math.log(bin.rate) + bin.at / span },
        ]),
      );
    },
    stop() {
      clearInterval(timer);
      delays.disable();
    },
  };
}

/** The same announcements, felt: every capture is announced once. */
export function counted(announce: Announce, pulse: Pulse): Announce {
  return {
    ...announce,
    captured(binId, received, seq) {
      pulse.captured(binId, received.bodyStored);
      announce.captured(binId, received, seq);
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
