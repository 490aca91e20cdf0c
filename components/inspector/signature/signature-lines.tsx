'use client';

import { ChevronRight, KeyRound } from 'lucide-react';
import { useEffect, useId, useRef, useState } from 'react';
import { useDestination } from '#components/request/place-in-request.tsx';
import { Button } from '#components/ui/button.tsx';
import { Checkbox } from '#components/ui/checkbox.tsx';
import { Field } from '#components/ui/field.tsx';
import { Visible } from '#components/ui/visible-text.tsx';
import type { CaptureJson, CaptureSummary } from '#lib/model/capture-json.ts';
import { verifyAndFindMistakes } from '#lib/providers/signature/find-mistakes.ts';
import { SignatureComputation } from './signature-computation.tsx';
import { signatureLooks } from './signature-look.ts';
import { signaturePlace } from './signature-place.ts';
import { signatureWords, whyInvalid } from './signature-words.ts';
import { type Signature, useSignature } from './use-signature.ts';
import { signatureLines as words } from './words.ts';

type Props = { summary: CaptureSummary; capture: CaptureJson };

/** The signature of a request: its state, the field for the secret, and why it is not valid. */
export default function SignatureLines({ summary, capture }: Props) {
  const signature = useSignature(summary, capture, verifyAndFindMistakes);
  const [isOpen, setOpen] = useState(false);
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const section = useRef<HTMLElement>(null);
  const destination = useDestination(signaturePlace.tab);
  const turn = destination?.at === signaturePlace.at ? destination.turn : null;
  useEffect(() => {
    if (turn !== null) setOpen(true);
  }, [turn]);
  const isSigned = signature?.state.is === 'signed';
  // biome-ignore lint/correctness/useExhaustiveDependencies: also when it is asked for again.
  useEffect(() => {
    if (turn !== null) section.current?.scrollIntoView({ block: 'nearest' });
    if (isOpen && field.current?.value === '') field.current.focus();
  }, [isOpen, isSigned, turn]);
  if (signature === null) return null;
  const { state, secret, setSecret } = signature;
  const { tone, sentence } = signatureWords(signature, summary.signature);
  const { icon: Icon, color } = signatureLooks[tone];
  const scheme = state.is === 'signed' ? state.reading.scheme : null;
  return (
    <section ref={section} aria-label={words.label} className="mt-1.5">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <p className="flex min-h-7 items-start gap-2 py-1" role="status">
          <Icon className={`mt-0.5 size-3.5 shrink-0 ${color}`} aria-hidden />
          <span className={`min-w-0 [overflow-wrap:anywhere] ${tone === 'bad' ? 'text-bad' : ''}`}>
            <Visible text={sentence} />
          </span>
        </p>
        {state.is === 'bodyNotLoaded' && state.load && <Button onClick={state.load}>{words.loadBody}</Button>}
        {scheme && (
          <Button
            look={secret.text === '' ? 'outline' : 'quiet'}
            aria-expanded={isOpen}
            aria-controls={id}
            onClick={() => setOpen(!isOpen)}
          >
            {secret.text === '' ? (
              <>
                <KeyRound aria-hidden /> {words.verify}
              </>
            ) : (
              <>
                <ChevronRight
                  aria-hidden
                  className={`transition-transform motion-reduce:transition-none ${isOpen ? 'rotate-90' : ''}`}
                />
                {words.howComputed}
              </>
            )}
          </Button>
        )}
      </div>
      {state.is === 'signed' && state.verdict?.state === 'invalid' && (
        <Findings sentences={whyInvalid(signature.provider, state.verdict)} />
      )}
      {scheme && isOpen && (
        <div id={id} className="mt-1 mb-2 max-w-160 rounded-control border border-line px-3 py-2.5 wide:px-4">
          {/* Browsers expect password fields to be in a form. */}
          <form onSubmit={(event) => event.preventDefault()}>
            <Field
              label={scheme.secret}
              type="password"
              mono
              ref={field}
              autoComplete="off"
              value={secret.text}
              help={words.secretHelp}
              onChange={({ target: { value } }) => setSecret({ ...secret, text: value })}
            />
            <WebhookUrl signature={signature} />
            <Checkbox
              label={words.save}
              help={words.saveHelp}
              checked={secret.isSaved}
              onChange={(isSaved) => setSecret({ ...secret, isSaved })}
            />
          </form>
          {state.is === 'signed' && <SignatureComputation reading={state.reading} verdict={state.verdict} />}
        </div>
      )}
    </section>
  );
}

function Findings({ sentences }: { sentences: readonly string[] }) {
  return (
    <ul aria-label={words.findings} className="ml-5.5 max-w-200">
      {sentences.map((sentence) => (
        <li key={sentence} className="py-0.5 [overflow-wrap:anywhere]">
          <Visible text={sentence} />
        </li>
      ))}
    </ul>
  );
}

/** The webhook URL, for providers that sign it. It may differ from the URL of the request, behind a proxy. */
function WebhookUrl({ signature: { url, setUrl } }: { signature: Signature }) {
  if (url === null) return null;
  return (
    <Field
      label={words.url}
      mono
      className="mt-3"
      value={url}
      help={words.urlHelp}
      onChange={({ target: { value } }) => setUrl(value)}
    />
  );
}
