'use client';

import { FileDiff, Send, Undo2 } from 'lucide-react';
import {
  type ReactNode,
  useDeferredValue,
  useEffect,
  useId,
  useMemo,
  useReducer,
  useRef,
  useState,
} from 'react';
import { type Trouble, troubleFrom } from '#components/api/call.ts';
import { BackBar } from '#components/ui/back-bar.tsx';
import { Button } from '#components/ui/button.tsx';
import { DialogFooter } from '#components/ui/dialog-footer.tsx';
import { Field } from '#components/ui/field.tsx';
import { Kbd } from '#components/ui/kbd.tsx';
import { TroubleNote } from '#components/ui/trouble-note.tsx';
import { isSendable } from '#lib/copy-as/request/client-headers.ts';
import type { DeliveryOptions } from '#lib/model/delivery-json.ts';
import { useInspection } from '../context/inspection.tsx';
import { ConnectionChanges } from '../deliveries/connection-changes.tsx';
import { destinationError } from '../destination/destination-error.ts';
import { DestinationFields } from '../destination/destination-fields.tsx';
import { OptionFields } from '../destination/option-fields.tsx';
import { withMode, withSent } from '../destination/remembered.ts';
import { usualOptions } from '../destination/send-options.ts';
import { urlSentTo } from '../destination/sent-target.ts';
import { useRemembered } from '../destination/use-remembered.ts';
import { BodyEditor } from './body-editor.tsx';
import { Comparison } from './comparison.tsx';
import { bodyBytes, type Draft, draftOf, editable, reduceDraft } from './draft.ts';
import { editsOf, isEdited } from './edits.ts';
import { HeaderTable } from './header-table.tsx';
import type { LoadedSource } from './load-source.ts';
import { type Prepared, preparedChanges } from './prepared.ts';
import { isRepeatValid, RepeatFields } from './repeat-fields.tsx';
import { longestBody, orderOf, type Repeat, requestToSign, targetOf } from './send-order.ts';
import type { SentDeliveries } from './sent-deliveries.ts';
import { SentView } from './sent-view.tsx';
import { SignatureFields } from './signature-fields.tsx';
import { signRequest } from './signing.ts';
import { useSigning } from './use-signing.ts';
import { connectionPreview, draftFields, sendDialog as words } from './words.ts';

type Props = {
  loaded: LoadedSource;
  head: ReactNode;
  /** Called when there are edits that were not sent, and when there no longer are. Must stay the same function. */
  onUnsent: (isUnsent: boolean) => void;
};

/** Edits a request and sends it; then shows the response. What was edited stays for the next time. */
export function Editor({ loaded, head, onUnsent }: Props) {
  const { source, base, start } = loaded;
  const { bin, deliveries: api, deliveryNews } = useInspection();
  const { captureUrl } = bin;
  const [remembered, remember] = useRemembered(bin.key);
  const [draft, dispatch] = useReducer(reduceDraft, base, draftOf);
  // What is tried for the first time goes to this bin; a request that is sent again goes where the last one went.
  const [to, setTo] = useState(start?.to ?? (source.is === 'capture' ? remembered.last : 'self'));
  const [options, setOptions] = useState<DeliveryOptions>(start?.options ?? usualOptions);
  const [repeat, setRepeat] = useState<Repeat>({ times: 1, gapMs: 0 });
  const [isChecked, setChecked] = useState(false);
  /** How often sending was refused because fields have to be corrected. */
  const [refusals, setRefusals] = useState(0);
  const root = useRef<HTMLDivElement>(null);
  const [isComparing, setComparing] = useState(false);
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const [sent, setSent] = useState<SentDeliveries | null>(null);
  const [sentDraft, setSentDraft] = useState<Draft | null>(null);

  const deferred = useDeferredValue(draft);
  const isToValid = destinationError(to, bin.sending) === null;
  const request = useMemo(
    // Until there is a URL, the request is judged by what does not depend on it.
    () => requestToSign({ draft: deferred, to: isToValid ? to : 'self', captureUrl }),
    [deferred, to, captureUrl, isToValid],
  );
  const signing = useSigning(source, request, to);
  const bytes = bodyBytes(draft);
  const edits = useMemo(() => editsOf(draft), [draft]);
  const prepared = useMemo(
    () => preparedChanges(deferred, { to, options, captureUrl }),
    [deferred, to, options, captureUrl],
  );
  const target = targetOf({ draft, to });
  const methodError = isSendable([draft.method, '']) ? null : draftFields.methodError;
  const targetError = /^(?:\/[\x21-\x7e\x80-\xff]*|\*)$/.test(target) ? null : draftFields.targetError;
  const isSigned = signing !== null && signing.mode !== null && signing.mode !== 'as-it-was';
  const areFieldsValid =
    isToValid &&
    methodError === null &&
    targetError === null &&
    draft.rows.every(({ isOn, name, value }) => !isOn || name === '' || isSendable([name, value])) &&
    bytes !== 'wrong' &&
    (bytes === null || (source.is === 'capture' && !edits.body) || bytes.length <= longestBody) &&
    isRepeatValid(repeat) &&
    (!isSigned || signing.secret.text.trim() !== '');
  const isUnanswered = signing !== null && signing.mode === null;
  const canSend = areFieldsValid && !isUnanswered;
  const isOnlyUnanswered = areFieldsValid && isUnanswered;

  async function send(): Promise<void> {
    setChecked(true);
    setTrouble(null);
    if (!canSend) setRefusals((count) => count + 1);
    if (!canSend || busy) return;
    setBusy(true);
    try {
      const signed = isSigned ? await signedNow() : null;
      if (signed === 'unable') return;
      const order = orderOf({ source, draft, to, options, repeat, signed, captureUrl });
      if (repeat.times > 1) {
        const deliveries = await api.sendRepeatedly(order);
        deliveryNews.publish({ type: 'changed', deliveries });
        setSent({ is: 'several', deliveries });
      } else {
        const delivery = await api.send(order);
        deliveryNews.publish({ type: 'changed', deliveries: [delivery] });
        setSent({ is: 'one', delivery });
      }
      setSentDraft(draft);
      // Only what a person chose is remembered: a signature that is accepted now will be too old later.
      const chosen = source.is === 'capture' ? signing?.chosen : null;
      remember((now) => {
        const next = withSent(now, to);
        return chosen ? withMode(next, to, chosen) : next;
      });
    } catch (error) {
      setTrouble(troubleFrom(error));
    } finally {
      setBusy(false);
    }
  }

  async function signedNow() {
    const unsigned = requestToSign({ draft, to, captureUrl });
    if (signing === null || signing.mode === null) return null;
    if (unsigned === null) return unable(words.tooLongToSign);
    const { question, mode, secret } = signing;
    const now = Date.now();
    const result = await signRequest(source, question, unsigned, {
      mode,
      secret: secret.text,
      now,
      random: Math.random,
    });
    if (result.state === 'signed') return result.request;
    return unable(result.why);
  }

  function unable(why: string): 'unable' {
    setTrouble({ code: 'unexpected', status: 0, title: words.failed, hint: why });
    return 'unable';
  }

  const hasEdits = isEdited(edits);
  const isUnsent = hasEdits && draft !== sentDraft;
  useEffect(() => {
    onUnsent(isUnsent);
    return () => onUnsent(false);
  }, [isUnsent, onUnsent]);

  // The window opens with the focus in it, so that its keys work before a field is chosen.
  const isEditing = sent === null;
  useEffect(() => {
    if (isEditing) root.current?.focus({ preventScroll: true });
  }, [isEditing]);

  // The field that has to be corrected may be out of sight.
  useEffect(() => {
    if (refusals > 0) root.current?.querySelector<HTMLElement>(marked)?.focus();
  }, [refusals]);

  // On the document: when the source was chosen, the dialog may have taken the focus.
  useEffect(() => {
    if (sent !== null) return;
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || isInQuestion(event.target)) return;
      void send();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  });

  if (sent !== null) {
    return (
      <>
        <BackBar label={words.backToEditing} onClick={() => setSent(null)} />
        <SentView sent={sent} onRemoved={() => setSent(null)} />
      </>
    );
  }
  return (
    <div ref={root} tabIndex={-1} className="flex min-h-0 flex-1 flex-col outline-none">
      <div className="wide:min-h-0 wide:flex-1 wide:scrolls">
        {head}
        <div className="grid border-line border-t wide:grid-cols-[minmax(0,1fr)_19rem] wide:grid-rows-[auto_1fr]">
          {/* First where there is one column: nothing is sent before its destination was seen. */}
          <div className="min-w-0 border-line px-4 py-3 max-wide:border-b wide:col-start-2 wide:pb-4">
            <DestinationFields value={to} onChange={setTo} isChecked={isChecked} />
          </div>
          <section
            aria-label={words.request}
            className="flex min-w-0 flex-col gap-4 border-line px-4 py-3 wide:col-start-1 wide:row-span-2 wide:row-start-1 wide:border-r wide:px-5"
          >
            <div className="grid grid-cols-[6.5rem_minmax(0,1fr)] items-start gap-2">
              <MethodField
                value={editable(draft.method)}
                error={methodError}
                isEdited={edits.method && source.is === 'capture'}
                onChange={(text) => dispatch({ type: 'method', text })}
              />
              <div>
                <Field
                  label={draftFields.target}
                  mono
                  autoComplete="off"
                  autoCapitalize="none"
                  spellCheck={false}
                  value={editable(target)}
                  onChange={(event) => dispatch({ type: 'target', text: event.target.value })}
                  error={targetError}
                  help={
                    isToValid && (
                      <span className="[overflow-wrap:anywhere]">
                        {edits.target && <Edited />}
                        {draftFields.targetHelp(editable(urlSentTo(to, target, captureUrl)))}
                      </span>
                    )
                  }
                />
                {edits.target && (
                  <Button
                    look="quiet"
                    className="-ml-2.5"
                    onClick={() => dispatch({ type: 'target', text: null })}
                  >
                    {draftFields.usualTarget}
                  </Button>
                )}
              </div>
            </div>
            <HeaderTable draft={draft} prepared={prepared} host={options.host} dispatch={dispatch} />
            <BodyEditor draft={draft} isEdited={edits.body} dispatch={dispatch} />
            {source.is !== 'blank' && hasEdits && (
              <div>
                <div className="flex flex-wrap gap-2">
                  <Button aria-expanded={isComparing} onClick={() => setComparing(!isComparing)}>
                    <FileDiff aria-hidden />
                    {isComparing ? draftFields.hideComparison : draftFields.compare}
                  </Button>
                  <Button look="quiet" onClick={() => dispatch({ type: 'undone' })}>
                    <Undo2 aria-hidden /> {draftFields.undo}
                  </Button>
                </div>
                {isComparing && (
                  <Comparison
                    label={draftFields.compareWith[source.is]}
                    draft={deferred}
                    target={targetOf({ draft: deferred, to })}
                  />
                )}
              </div>
            )}
          </section>
          <section
            aria-label={words.delivery}
            className="flex min-w-0 flex-col gap-4 border-line px-4 py-3 max-wide:border-t wide:col-start-2 wide:pt-0"
          >
            {signing && (
              <SignatureFields
                source={source}
                signing={signing}
                isEdited={edits.method || edits.headers || edits.body}
                isChecked={isChecked}
              />
            )}
            <RepeatFields repeat={repeat} onChange={setRepeat} />
            <OptionFields to={to} options={options} onChange={setOptions} />
            <ConnectionPreview prepared={prepared} />
          </section>
        </div>
      </div>
      <DialogFooter className="flex shrink-0 flex-wrap items-center gap-3 border-line border-t px-4 pt-3 wide:px-5">
        <Button look="accent" busy={busy} onClick={send}>
          <Send aria-hidden />
          {repeat.times > 1 && isRepeatValid(repeat) ? words.sendTimes(repeat.times) : words.send}
          <Kbd inverse>{'Mod ↵'}</Kbd>
        </Button>
        {busy && (
          <span role="status" className="text-quiet">
            {words.sending}
          </span>
        )}
        {isChecked && !canSend && (
          <p className="text-bad">{isOnlyUnanswered ? words.chooseSignature : words.correct}</p>
        )}
        {trouble && (
          <div className="min-w-0 flex-1 max-wide:basis-full">
            <TroubleNote trouble={trouble} withHint />
          </div>
        )}
      </DialogFooter>
    </div>
  );
}

/** Fields with an error, and questions without an answer. */
const marked = '[aria-invalid="true"], [data-unanswered] input';

/** Whether a key was pressed in a question above the window. */
function isInQuestion(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('[role=alertdialog]') !== null;
}

function Edited() {
  return <span className="mr-1.5 text-accent">{draftFields.edited}</span>;
}

const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'];

type MethodProps = {
  value: string;
  error: string | null;
  isEdited: boolean;
  onChange: (text: string) => void;
};

function MethodField({ value, error, isEdited, onChange }: MethodProps) {
  const id = useId();
  return (
    <>
      <Field
        label={draftFields.method}
        mono
        list={id}
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        error={error}
        help={isEdited && <Edited />}
      />
      <datalist id={id}>
        {methods.map((method) => (
          <option key={method} value={method} />
        ))}
      </datalist>
    </>
  );
}

function ConnectionPreview({ prepared }: { prepared: Prepared }) {
  if (prepared.is === 'unknown') return null;
  return (
    <section aria-label={connectionPreview.title}>
      <h3 className="font-medium">{connectionPreview.title}</h3>
      {prepared.is === 'unsendable' ? (
        <p className="mt-0.5 text-bad">
          {connectionPreview.unsendable} {prepared.why}
        </p>
      ) : prepared.changes.length === 0 ? (
        <p className="mt-0.5 text-quiet">{connectionPreview.none}</p>
      ) : (
        <ConnectionChanges changes={prepared.changes} />
      )}
    </section>
  );
}
