import type { EventEmitter } from 'node:events';

/**
 * Lets an event reach its existing listeners only if `isWelcome` permits. Node's own listener for a connection sets up a
 * parser or a handshake, so a limit must be checked before it.
 */
export function interceptEvent<Subject>(
  emitter: Pick<EventEmitter, 'listeners' | 'removeAllListeners' | 'on'>,
  event: string,
  isWelcome: (subject: Subject) => boolean,
): void {
  const listeners = emitter.listeners(event) as ((subject: Subject, ...more: unknown[]) => void)[];
  emitter.removeAllListeners(event);
  emitter.on(event, (subject: Subject, ...more: unknown[]) => {
    if (!isWelcome(subject)) return;
    for (const listener of listeners) listener.call(emitter, subject, ...more);
  });
}
