import { z } from 'zod';
import { Failure } from './errors.ts';

/**
 * Listeners: programs that send the captures of a bin to a server near them. The server keeps how far each has come, so that none of them
 * loses a capture while it is not connected.
 */

/** A listener as it is stored. Times are milliseconds since the epoch. */
export type Listener = {
  readonly name: string;
  /** Captures up to this seq are done with. */
  readonly cursor: number;
  /** Which program listens with this name; null once it has stopped. */
  readonly instance: string | null;
  /** Where it sends captures; null where it has not said. */
  readonly url: string | null;
  readonly createdAt: number;
  /** When it last said that it is alive. */
  readonly seenAt: number;
};

/** The most listeners of one bin. */
export const mostListeners = 100;
/** A program that has not been heard of for so long has lost its connection, milliseconds. */
export const listenerPatience = 20_000;

/** The name of a listener, as in addresses. */
export const listenerNamePattern = /^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$/;

/** `PUT …/listeners/{name}`: says that a program is alive, and how far it has come. */
export const listenerClaimShape = z.strictObject({
  /** Chosen by the program when it starts, so that two of the same name are told apart. */
  instance: z.string().regex(/^[A-Za-z0-9_-]{8,64}$/, 'must be 8 to 64 letters, digits, _ or -'),
  /** Default: as it is. A new listener begins after the newest capture there is. */
  cursor: z.number().int().min(0).max(999_999_999).optional(),
  url: z.string().min(1).max(8192).optional(),
  /** Replaces another program that listens with this name. */
  takeOver: z.boolean().default(false),
  /** The program stops: another one may have the name at once. */
  stop: z.boolean().default(false),
});

export type ListenerClaim = z.infer<typeof listenerClaimShape>;
/** The same as programs write it. */
export type ListenerClaimInput = z.input<typeof listenerClaimShape>;

/** Whether a program listens with this name, as far as the server knows. */
export function isListening({ instance, seenAt }: Listener, now: number): boolean {
  return instance !== null && now - seenAt < listenerPatience;
}

/**
 * The listener after a program has said that it is alive. `head` is the highest seq of the bin. Fails with `listener-taken` while another
 * program listens with this name.
 */
export function claimed(
  before: Listener | null,
  name: string,
  { instance, cursor, url, takeOver, stop }: ListenerClaim,
  { head, now }: { head: number; now: number },
): Listener {
  if (before !== null && before.instance !== instance && isListening(before, now) && !takeOver) {
    const seconds = Math.round((now - before.seenAt) / 1000);
    throw new Failure('listener-taken', `"${name}" was last heard of ${seconds} s ago.`);
  }
  return {
    name,
    cursor: cursor ?? before?.cursor ?? head,
    instance: stop ? null : instance,
    url: url ?? before?.url ?? null,
    createdAt: before?.createdAt ?? now,
    seenAt: now,
  };
}

/** A listener in JSON. `head` is the highest seq of the bin. */
export type ListenerJson = {
  readonly name: string;
  readonly cursor: number;
  readonly head: number;
  readonly url: string | null;
  readonly isListening: boolean;
  readonly createdAt: string;
  readonly seenAt: string;
};

export function listenerJson(listener: Listener, head: number, now: number): ListenerJson {
  const { name, cursor, url, createdAt, seenAt } = listener;
  return {
    name,
    cursor,
    head,
    url,
    isListening: isListening(listener, now),
    createdAt: new Date(createdAt).toISOString(),
    seenAt: new Date(seenAt).toISOString(),
  };
}
