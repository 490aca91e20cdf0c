import type { EventEmitter } from 'node:events';

/**
 * Asks a question before an event reaches those who listen to it so far; where the answer is no, they do not hear of it. Node's
 * own listener for a connection sets up a parser or a handshake, which is too late for a limit.
 */
export function letThrough<Subject>(
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
