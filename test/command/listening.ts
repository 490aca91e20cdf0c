import { expect } from 'vitest';
import type { ListenerJson } from '#lib/model/listener.ts';
import { type Machine, newMachine, type RunningCommand } from '../support/command.ts';
import { newBin, type TestBin } from '../support/server.ts';

export const patient = { timeout: 60_000, interval: 25 };

type Known = {
  readonly machine: Machine;
  readonly bin: TestBin;
  readonly listen: (...words: string[]) => RunningCommand;
};

/** A new bin, and a machine on which the listener `laptop` of it can be started. */
export async function listening(origin: string): Promise<Known> {
  const bin = await newBin(origin);
  const machine = newMachine({ WIREBIN_URL: origin, WIREBIN_BIN: bin.slug, WIREBIN_KEY: bin.key });
  return { bin, machine, listen: (...words) => machine.start(['listen', '--name', 'laptop', ...words]) };
}

export const post = (bin: TestBin, below: string, body = 'x') =>
  fetch(`${bin.captureUrl}${below}`, { method: 'POST', body });

export const listener = async (bin: TestBin) =>
  (await (await bin.api('/listeners/laptop')).json()) as ListenerJson;

export const printed = (running: RunningCommand, words: string | RegExp) =>
  expect.poll(() => running.out() + running.err(), patient).toMatch(words);
