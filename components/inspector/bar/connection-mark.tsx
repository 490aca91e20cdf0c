import { classNames } from '#components/ui/class-names.ts';
import type { ConnectionState } from '../feed/connection-state.ts';
import { connectionStates } from './words.ts';

const looks: Record<ConnectionState, { color: string; dot: string }> = {
  live: { color: 'text-good', dot: 'bg-good' },
  'catching-up': { color: 'text-careful', dot: 'bg-careful' },
  polling: { color: 'text-careful', dot: 'bg-careful' },
  connecting: { color: 'text-quiet', dot: 'bg-quiet' },
  offline: { color: 'text-bad', dot: 'bg-bad' },
  closed: { color: 'text-bad', dot: 'bg-bad' },
};

/** The connection state as a name and a colour; `explained` adds a sentence when something is wrong. */
export function ConnectionMark({
  state,
  explained = false,
}: {
  state: ConnectionState;
  explained?: boolean;
}) {
  const { name, help } = connectionStates[state];
  const { color, dot } = looks[state];
  const isExplained = explained && state !== 'live' && state !== 'connecting' && state !== 'catching-up';
  return (
    <span
      role="status"
      title={help}
      className={classNames('flex items-center gap-2 whitespace-nowrap font-medium', color)}
    >
      <span aria-hidden className={classNames('size-2 rounded-pill ring-3 ring-current/20', dot)} />
      {name}
      {isExplained && <span className="font-normal text-quiet">{help}</span>}
    </span>
  );
}
