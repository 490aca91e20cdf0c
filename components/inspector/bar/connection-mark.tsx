import { classNames } from '#components/ui/class-names.ts';
import type { ClosedReason, ConnectionState } from '../connection.ts';

const looks: Record<ConnectionState, { word: string; help: string; color: string; dot: string }> = {
  live: { word: 'Live', help: 'Requests appear as they arrive.', color: 'text-good', dot: 'bg-good' },
  'catching-up': {
    word: 'Catching up',
    help: 'Fetching what arrived in the meantime.',
    color: 'text-careful',
    dot: 'bg-careful',
  },
  polling: {
    word: 'Polling',
    help: 'No live channel: the list is looked at every two seconds.',
    color: 'text-careful',
    dot: 'bg-careful',
  },
  connecting: { word: 'Connecting', help: 'Not live yet.', color: 'text-quiet', dot: 'bg-quiet' },
  offline: {
    word: 'Not connected',
    help: 'The server cannot be reached; trying again. Requests it receives now will appear afterwards.',
    color: 'text-bad',
    dot: 'bg-bad',
  },
  closed: { word: 'Closed', help: 'Nothing more will arrive here.', color: 'text-bad', dot: 'bg-bad' },
};

/** Whether the list is live, in a word and a colour; `explained`, with a sentence when something is not as it should be. */
export function ConnectionMark({
  state,
  explained = false,
}: {
  state: ConnectionState;
  explained?: boolean;
}) {
  const { word, help, color, dot } = looks[state];
  const isExplained = explained && state !== 'live' && state !== 'connecting' && state !== 'catching-up';
  return (
    <span
      role="status"
      title={help}
      className={classNames('flex items-center gap-2 whitespace-nowrap font-medium', color)}
    >
      <span aria-hidden className={classNames('size-2 rounded-pill ring-3 ring-current/20', dot)} />
      {word}
      {isExplained && <span className="font-normal text-quiet">{help}</span>}
    </span>
  );
}

/** Why a feed is closed, and what to do. */
export const closedWords: Record<ClosedReason, string> = {
  'bin-deleted': 'This bin was deleted. Its owner can bring it back for 24 hours.',
  'bin-expired':
    'This bin has expired: nobody sent to it for as long as its settings say. What is on this page is all that is left of it.',
  'link-revoked': 'The link this page was opened with has been revoked. Ask the owner for a new one.',
  'link-expired': 'The link this page was opened with has expired. Ask the owner for a new one.',
  'key-rotated':
    'The key of this page was replaced by a new one. Open the bin with its new address, or ask whoever has it.',
  'key-unknown':
    'The link of this page opens no bin any more: it was revoked, has expired, or the bin was deleted.',
};
