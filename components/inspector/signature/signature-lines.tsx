'use client';

import { ChevronRight, KeyRound } from 'lucide-react';
import { useEffect, useId, useRef, useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { Checkbox } from '#components/ui/checkbox.tsx';
import { Field } from '#components/ui/field.tsx';
import type { CaptureJson, CaptureSummary } from '#lib/model/capture-json.ts';
import { diagnose } from '#lib/providers/signature/verify.ts';
import { Visible } from '../wire-text.tsx';
import { signatureLooks } from './signature-look.ts';
import { SignatureMaking } from './signature-making.tsx';
import { signatureWords } from './signature-words.ts';
import { type Signature, useSignature } from './use-signature.ts';

type Props = { summary: CaptureSummary; capture: CaptureJson };

/** Whether a request is genuine: what its signature says, the field for the secret, and why it is not valid. */
export default function SignatureLines({ summary, capture }: Props) {
  const signature = useSignature(summary, capture, diagnose);
  const [isOpen, setOpen] = useState(false);
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (isOpen && field.current?.value === '') field.current.focus();
  }, [isOpen]);
  if (signature === null) return null;
  const { state, secret, setSecret } = signature;
  const { tone, sentence } = signatureWords(signature);
  const { icon: Icon, color } = signatureLooks[tone];
  const scheme = state.is === 'claimed' ? state.reading.scheme : null;
  return (
    <section aria-label="Signature" className="mt-1.5">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <p className="flex min-h-7 items-start gap-2 py-1" role="status">
          <Icon className={`mt-0.5 size-3.5 shrink-0 ${color}`} aria-hidden />
          <span className={`min-w-0 [overflow-wrap:anywhere] ${tone === 'bad' ? 'text-bad' : ''}`}>
            <Visible text={sentence} />
          </span>
        </p>
        {state.is === 'bodiless' && state.load && (
          <Button onClick={state.load}>Fetch the body and check</Button>
        )}
        {scheme && (
          <Button
            look={secret.text === '' ? 'outline' : 'quiet'}
            aria-expanded={isOpen}
            aria-controls={id}
            onClick={() => setOpen(!isOpen)}
          >
            {secret.text === '' ? (
              <>
                <KeyRound aria-hidden /> Check it
              </>
            ) : (
              <>
                <ChevronRight
                  aria-hidden
                  className={`transition-transform motion-reduce:transition-none ${isOpen ? 'rotate-90' : ''}`}
                />
                How it is made
              </>
            )}
          </Button>
        )}
      </div>
      {state.is === 'claimed' && state.verdict?.state === 'invalid' && (
        <Findings findings={state.verdict.findings} />
      )}
      {scheme && isOpen && (
        <div id={id} className="mt-1 mb-2 max-w-160 rounded-control border border-line px-3 py-2.5 wide:px-4">
          {/* A form of its own, as browsers want for what nobody is to see. */}
          <form onSubmit={(event) => event.preventDefault()}>
            <Field
              label={scheme.secret}
              type="password"
              mono
              ref={field}
              autoComplete="off"
              value={secret.text}
              help="Checked in this browser, as you type: it is sent nowhere."
              onChange={({ target: { value } }) => setSecret({ ...secret, text: value })}
            />
            <Address signature={signature} />
            <Checkbox
              label="Keep it in this browser, for this bin"
              help="Otherwise it is forgotten when you leave this page."
              checked={secret.kept}
              onChange={(kept) => setSecret({ ...secret, kept })}
            />
          </form>
          {state.is === 'claimed' && <SignatureMaking reading={state.reading} verdict={state.verdict} />}
        </div>
      )}
    </section>
  );
}

function Findings({ findings }: { findings: readonly string[] }) {
  const told =
    findings.length > 0
      ? findings
      : [
          'It is another secret, or the request was changed on its way: nothing that is usually mixed up makes it valid.',
        ];
  return (
    <ul aria-label="Why the signature is not valid" className="ml-5.5 max-w-200">
      {told.map((words) => (
        <li key={words} className="py-0.5 [overflow-wrap:anywhere]">
          <Visible text={words} />
        </li>
      ))}
    </ul>
  );
}

/** Of providers that sign the address: the one they were given is not always the one that is asked for here. */
function Address({ signature: { url, setUrl } }: { signature: Signature }) {
  if (url === null) return null;
  return (
    <Field
      label="Address it was sent to"
      mono
      className="mt-3"
      value={url}
      help="It is signed too: as it was given to the provider, before any proxy."
      onChange={({ target: { value } }) => setUrl(value)}
    />
  );
}
