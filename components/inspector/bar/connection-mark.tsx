import { classNames } from '#components/ui/class-names.ts';
import { tooltip } from '#components/ui/tooltips.tsx';
import type { ListState } from '../feed/connection-state.ts';
import { connectionStates } from './words.ts';

const looks: Record<ListState, { color: string; dot: string }> = {
  live: { color: 'text-good', dot: 'bg-good' },
  'catching-up': { color: 'text-careful', dot: 'bg-careful' },
  polling: { color: 'text-careful', dot: 'bg-careful' },
  connecting: { color: 'text-quiet', dot: 'bg-quiet' },
  reconnecting: { color: 'text-careful', dot: 'bg-careful' },
  paused: { color: 'text-accent', dot: 'bg-accent' },
  offline: { color: 'text-bad', dot: 'bg-bad' },
  closed: { color: 'text-bad', dot: 'bg-bad' },
};

/** The state of the list as a name and a colour. Screen readers announce it when it changes, with a sentence when something is wrong. */
export function ConnectionMark({ state }: { state: ListState }) {
  const { name, help } = connectionStates[state];
  const { color, dot } = looks[state];
  return (
    <span
      role="status"
      {...tooltip(help)}
      className={classNames('flex items-center gap-2 whitespace-nowrap font-medium', color)}
    >
      <span aria-hidden className={classNames('size-2 shrink-0 rounded-pill ring-3 ring-current/20', dot)} />
      {name}
      {needsExplanation(state) && <span className="sr-only">{help}</span>}
    </span>
  );
}

/** The sentence about a state that is not as it should be. */
export function ConnectionHelp({ state }: { state: ListState }) {
  if (!needsExplanation(state)) return null;
  return <span className={looks[state].color}>{connectionStates[state].help}</span>;
}

function needsExplanation(state: ListState): boolean {
  return ['polling', 'reconnecting', 'offline', 'closed', 'paused'].includes(state);
}
