'use client';

import { type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import type { Question } from '#components/ui/confirm-question.ts';
import { Dialog } from '#components/ui/dialog.tsx';
import { LazyDialog } from '#components/ui/lazy-dialog.tsx';
import { Spinner } from '#components/ui/spinner.tsx';
import { Switch } from '#components/ui/switch.tsx';
import { TroubleNote } from '#components/ui/trouble-note.tsx';
import { useLoad } from '#components/ui/use-load.ts';
import { providerName } from '#lib/providers/names.ts';
import { useInspection } from '../context/inspection.tsx';
import { CapturePicker } from './capture-picker.tsx';
import { Editor } from './editor.tsx';
import { loadSource, type SourceChoice } from './load-source.ts';
import { PasteSource } from './paste-source.tsx';
import { pastedStart } from './pasted-start.ts';
import { ReplayForm } from './replay-form.tsx';
import { SamplePicker } from './sample-picker.tsx';
import { useLatestCaptures } from './use-latest-captures.ts';
import { usePasted } from './use-pasted.ts';
import { discardEdits, replayForm, samplePicker, sendDialog as words } from './words.ts';

/** What the window opens with: the choice of a sample event, the field for a text, or a request to edit, or to replay as it was. */
export type SendRequest =
  | { readonly is: 'sample' | 'paste' }
  | { readonly is: 'capture'; readonly seq: number; readonly for: 'editing' | 'replaying' };

type Props = {
  open: boolean;
  onClose: () => void;
  request: SendRequest | null;
  /** The request that is open in the inspector. */
  current: number | null;
};

const loadConfirm = () => import('#components/ui/confirm.tsx');

/**
 * The Send window: where the request comes from, the request to edit, how it is sent, and then the response. Of a request that may only be
 * replayed, or that is not valid HTTP, the destination is chosen. Asks before edits that were not sent are lost.
 */
export default function SendDialog({ open, onClose, request, current }: Props) {
  const { may } = useInspection();
  const canSend = may('send');
  const isUnsent = useRef(false);
  const setUnsent = useCallback((next: boolean) => {
    isUnsent.current = next;
  }, []);
  const [question, setQuestion] = useState<Question | null>(null);
  // The window keeps its contents while it fades out.
  const [opened, setOpened] = useState(0);
  useEffect(() => {
    if (open) setOpened((count) => count + 1);
  }, [open]);

  function leave(act: () => void): void {
    if (isUnsent.current) setQuestion({ ...discardEdits, act: async () => act() });
    else act();
  }

  return (
    <Dialog open={open} onClose={() => leave(onClose)} title={titleOf(request, canSend)} size="large">
      {request && opened > 0 && canSend && (
        <SendWindow key={opened} request={request} current={current} leave={leave} onUnsent={setUnsent} />
      )}
      {request?.is === 'capture' && opened > 0 && !canSend && <ReplayForm key={opened} seq={request.seq} />}
      <LazyDialog
        load={loadConfirm}
        open={question !== null}
        question={question}
        onClose={() => setQuestion(null)}
      />
    </Dialog>
  );
}

/** As the button that opened the window says. */
function titleOf(request: SendRequest | null, canSend: boolean): string {
  if (request?.is !== 'capture') return words.title;
  return canSend && request.for === 'editing' ? words.editTitle : replayForm.title;
}

const kinds = (['sample', 'paste', 'blank', 'capture'] as const).map((id) => ({
  id,
  title: words.sources[id],
}));
type Kind = (typeof kinds)[number]['id'];

type WindowProps = {
  request: SendRequest;
  current: number | null;
  /** Does something that ends the editing of the request, after a question if edits would be lost. */
  leave: (act: () => void) => void;
  onUnsent: (isUnsent: boolean) => void;
};

function SendWindow({ request, current, leave, onUnsent }: WindowProps) {
  const { bin } = useInspection();
  const [kind, setKind] = useState<Kind>(request.is);
  const [sample, setSample] = useState<{ provider: string; event: string } | null>(null);
  const [seq, setSeq] = useState(request.is === 'capture' ? request.seq : current);
  const [turn, setTurn] = useState(0);
  const latest = useLatestCaptures(request.is === 'capture');
  const pasted = usePasted();
  const { state } = pasted;
  const draft = state.is === 'read' && state.chosen !== null ? state.found.drafts[state.chosen]! : null;
  const start = useMemo(() => draft && pastedStart(draft, bin), [draft, bin]);
  const choice: SourceChoice | null =
    kind === 'blank'
      ? { is: 'blank' }
      : kind === 'paste'
        ? start && { is: 'paste', start }
        : kind === 'sample'
          ? sample && { is: 'sample', ...sample }
          : seq === null
            ? null
            : { is: 'capture', seq };
  const name =
    choice?.is === 'paste'
      ? `paste ${state.is === 'read' ? state.turn : 0}`
      : choice && `${Object.values(choice).join(' ')} ${turn}`;
  function choose(next: Kind): void {
    setKind(next);
    if (next === 'capture') latest.load();
  }

  const head = (
    <div className="px-4 pb-3 wide:px-5">
      <Switch
        wraps
        label={words.source}
        value={kind}
        choices={kinds}
        onChange={(next) => next !== kind && leave(() => choose(next))}
      />
      {kind === 'sample' && (
        <div className="mt-3">
          {sample === null ? (
            <SamplePicker onChoose={setSample} />
          ) : (
            <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
              <p className="font-medium">
                {samplePicker.chosen(providerName({ id: sample.provider }), sample.event)}
              </p>
              <Button onClick={() => leave(() => setSample(null))}>{samplePicker.change}</Button>
              <Button look="quiet" onClick={() => leave(() => setTurn(turn + 1))}>
                {samplePicker.fresh}
              </Button>
            </div>
          )}
        </div>
      )}
      {kind === 'paste' && (
        <div className="mt-3">
          <PasteSource
            pasted={{
              ...pasted,
              choose: (index) => leave(() => pasted.choose(index)),
              write: (text) => leave(() => pasted.write(text)),
            }}
            notes={start?.notes ?? []}
          />
        </div>
      )}
      {kind === 'capture' && (
        <div className="mt-3 max-w-140">
          <CapturePicker latest={latest} value={seq} onChoose={(next) => leave(() => setSeq(next))} />
        </div>
      )}
    </div>
  );
  if (choice === null) return head;
  return <LoadedEditor key={name} choice={choice} head={head} onUnsent={onUnsent} />;
}

type EditorProps = Pick<WindowProps, 'onUnsent'> & { choice: SourceChoice; head: ReactNode };

function LoadedEditor({ choice, head, onUnsent }: EditorProps) {
  const inspection = useInspection();
  // The choice is that of the key: it stays the same while this is shown.
  const [chosen] = useState(choice);
  const fetch = useCallback(
    (_: unknown, signal: AbortSignal) => loadSource(chosen, inspection, signal),
    [chosen, inspection],
  );
  const { state, load } = useLoad({ known: null, startAtOnce: true, fetch });
  const loaded = state.is === 'ready' ? state.value : null;
  if (loaded?.isMalformed && chosen.is === 'capture')
    return (
      <>
        {head}
        <ReplayForm seq={chosen.seq} isMalformed />
      </>
    );
  if (loaded) return <Editor loaded={loaded} head={head} onUnsent={onUnsent} />;
  return (
    <>
      {head}
      <div className="px-4 py-2 wide:px-5">
        {state.is === 'failed' ? (
          <TroubleNote trouble={state.trouble} onRetry={load} />
        ) : (
          <div role="status" aria-label={words.loading}>
            <Spinner />
          </div>
        )}
      </div>
    </>
  );
}
