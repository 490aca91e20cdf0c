import type { Output } from '../output.ts';
import { printable } from '../printable.ts';
import type { ListenEvent } from './listen-event.ts';

/** An event of a listener in one line. With `isOneOfSeveral`, it begins with the bin. */
export function eventLine(
  output: Pick<Output, 'paint'>,
  event: ListenEvent,
  isOneOfSeveral: boolean,
): string {
  const { paint } = output;
  const bin = isOneOfSeveral ? `${paint('dim', printable(event.slug))}  ` : '';
  return `${bin}${wordsOf(output, event)}${behindWords(output, event)}`;
}

function wordsOf({ paint }: Pick<Output, 'paint'>, event: ListenEvent): string {
  switch (event.kind) {
    case 'listening':
      return printable(
        `Listening as "${event.name}": ${event.captureUrl} → ${event.to}, after request ${event.cursor}`,
      );
    case 'lost':
      return paint(
        'yellow',
        `Connection lost. ${printable(event.message)} Nothing is lost: requests are sent when it is back.`,
      );
    case 'connected':
      return paint('green', 'Connected again.');
    case 'waiting':
      return paint('yellow', `#${event.seq}  ${printable(event.message)}`);
    case 'skipped':
      return paint('yellow', `#${event.seq}  Not sent. ${printable(event.message)}`);
    case 'note':
      return paint('dim', printable(event.message));
    case 'sent': {
      const { capture, status, ms, failure, replied } = event;
      const isGood = failure === null && status !== null && status < 400;
      const outcome = failure !== null ? printable(failure) : `${status} in ${Math.round(ms)} ms`;
      const path = capture.malformed ? '(malformed message)' : printable(capture.path);
      const reply = replied === null ? '' : replied ? '  sender responded to' : '  sender had left';
      return `${paint('dim', `#${capture.seq}`)}  ${paint('bold', printable(capture.method))}  ${path}  ${paint(isGood ? 'green' : 'red', outcome)}${paint('dim', reply)}`;
    }
  }
}

function behindWords({ paint }: Pick<Output, 'paint'>, { kind, behind }: ListenEvent): string {
  if (behind === 0 || kind === 'note') return '';
  return paint('dim', `  (${behind} behind${kind === 'lost' || kind === 'waiting' ? '' : ', sending'})`);
}
