import type { Config } from '../config.ts';
import type { Announce } from '../live/announce.ts';
import type { Store } from '../store/store.ts';
import type { Turns } from '../store/turns.ts';
import type { DecodeBody } from '../wire/content-decoder.ts';
import type { HeldRequests } from '../wire/held-requests.ts';
import type { KeepBody } from '../wire/keep-body.ts';
import type { Waits } from '../wire/waits.ts';
import type { Workers } from '../workers/workers.ts';
import type { Counts } from './counts.ts';
import type { DeclaredBins } from './declared/declared-bins.ts';
import type { Gatehouse } from './gatehouse.ts';
import type { Pulse } from './pulse.ts';

/** The live objects that Next code needs. They come through `app/services.ts`. */
export type Services = Omit<Gatehouse, 'close'> & {
  readonly config: Config;
  readonly store: Store;
  /** Whoever works long takes turns, so that everybody else is let in between. */
  readonly turns: Turns;
  readonly announce: Announce;
  readonly keepBody: KeepBody;
  readonly waits: Waits;
  readonly held: HeldRequests;
  /** For what views look into. */
  readonly decodeBody: DecodeBody;
  /** For bodies that are handed out: reading one may look into it, so that its place is not one of those. */
  readonly decodeDownload: DecodeBody;
  readonly workers: Workers;
  /** Our server is in front and says in `originHeader` where a request was sent to; anybody may write that where it is not. */
  readonly saysOrigin: boolean;
  readonly counts: Readonly<Counts>;
  readonly pulse: Pulse;
  /** Connections now: all of them, and those of inspectors. */
  readonly connections: () => { all: number; watching: number };
  /** The slugs that the file of bins declares now. */
  readonly declared: DeclaredBins;
  /** Notes in the log what somebody with the admin token did. */
  readonly note: (words: string, facts: Record<string, unknown>) => void;
  /** Notes a failure of ours in the log. */
  readonly blame: (error: unknown) => void;
};

const door = Symbol.for('wirebin.services');
type Door = { [door]?: Services };

/**
 * Next bundles code of its own and may load a module more than once, so that a singleton in a module is not one. What the
 * server opened is therefore left at one place of the global object.
 */
export function leaveAtDoor(services: Services): void {
  (globalThis as Door)[door] = services;
}

export function foundAtDoor(): Services | undefined {
  return (globalThis as Door)[door];
}
