import { Button } from '#components/ui/button.tsx';
import { Progress } from '#components/ui/progress.tsx';
import { TroubleNote } from '#components/ui/trouble-note.tsx';
import type { PendingState } from '#components/ui/use-load.ts';
import { bodyPending as words } from './words.ts';

type Props = {
  state: PendingState;
  /** The size as received, bytes. */
  size: number;
  /** True when the decoded body is loaded: its size is known once it starts to arrive. */
  isDecoded?: boolean;
  load: () => void;
  cancel: () => void;
};

/** Shown instead of a body that is not loaded. */
export function BodyPending({ state, size, isDecoded = false, load, cancel }: Props) {
  const total = isDecoded ? (state.is === 'loading' ? state.of : null) : size;
  return (
    <div className="max-w-100 px-4 py-5 wide:px-5">
      {state.is === 'failed' && <TroubleNote trouble={state.trouble} onRetry={load} />}
      {state.is === 'waiting' && (
        <>
          <p className="font-medium">{isDecoded ? words.compressedSize(size) : words.size(size)}</p>
          <p className="mt-0.5 text-quiet">{words.notLoaded}</p>
          <Button className="mt-3" onClick={load}>
            {words.load}
          </Button>
        </>
      )}
      {state.is === 'loading' && (
        <>
          <p className="mb-2 text-quiet tabular-nums">
            {total === null ? words.decoding : words.progress(state.done, total)}
          </p>
          <Progress
            label={total === null ? words.decodingLabel : words.loadingLabel(total)}
            done={state.done}
            of={total ?? 0}
          />
          <Button className="mt-3" onClick={cancel}>
            {words.cancel}
          </Button>
        </>
      )}
    </div>
  );
}
