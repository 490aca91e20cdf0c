import { countWords } from '#components/frame/count-words.ts';
import { Button } from '#components/ui/button.tsx';
import { Progress } from '#components/ui/progress.tsx';
import { TroubleNote } from '#components/ui/trouble-note.tsx';
import { humanSize } from '#lib/body/size.ts';
import type { PendingState } from './use-load.ts';

type Props = {
  state: PendingState;
  /** How long it is as it was sent, bytes. */
  size: number;
  /** True when it comes decoded: how long that is, is known when it begins to come. */
  decoded?: boolean;
  load: () => void;
  cancel: () => void;
};

/** In the place of a body that is not here yet. */
export function BodyPending({ state, size, decoded = false, load, cancel }: Props) {
  const total = decoded ? (state.is === 'loading' ? state.of : null) : size;
  return (
    <div className="max-w-100 px-4 py-5 wide:px-5">
      {state.is === 'failed' && <TroubleNote trouble={state.trouble} onRetry={load} />}
      {state.is === 'waiting' && (
        <>
          <p className="font-medium">
            This body is {humanSize(size)} long{decoded && ', compressed'}.
          </p>
          <p className="mt-0.5 text-quiet">It stays on the server until you want to see it.</p>
          <Button className="mt-3" onClick={load}>
            Show the body
          </Button>
        </>
      )}
      {state.is === 'loading' && (
        <>
          <p className="mb-2 text-quiet tabular-nums">
            {total === null ? 'The server decodes it.' : `${humanSize(state.done)} of ${humanSize(total)}`}
          </p>
          <Progress
            label={total === null ? 'Decoding' : `Fetching ${countWords(total)} bytes`}
            done={state.done}
            of={total ?? 0}
          />
          <Button className="mt-3" onClick={cancel}>
            Cancel
          </Button>
        </>
      )}
    </div>
  );
}
