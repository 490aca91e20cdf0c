'use client';

import { ShieldAlert } from 'lucide-react';
import { useId } from 'react';
import { Checkbox } from '#components/ui/checkbox.tsx';
import { classNames } from '#components/ui/class-names.ts';
import { Field } from '#components/ui/field.tsx';
import { Visible } from '#components/ui/visible-text.tsx';
import type { FailingCheck } from '#lib/providers/replay/failing-checks.ts';
import type { Source } from './source.ts';
import type { Signing } from './use-signing.ts';
import { signatureTimes, signatureFields as words } from './words.ts';

type Props = {
  source: Source;
  signing: Signing;
  /** Method, headers or body were edited, so that the signature no longer matches. */
  isEdited: boolean;
  /** Whether a missing choice or secret is reported. */
  isChecked: boolean;
};

/** How the request is signed: as it was, or again in this browser; and what the receiver will reject. */
export function SignatureFields({ source, signing, isEdited, isChecked }: Props) {
  const { question, mode, setMode, isRemembered, unchanged } = signing;
  const { provider, terms, modes } = question;
  const name = useId();
  const askId = useId();
  if (source.is === 'sample') {
    return (
      <section aria-label={words.title}>
        <h3 className="font-medium">{words.title}</h3>
        {terms.canSign ? (
          <>
            <p className="mt-0.5 text-quiet">{words.sample(provider.name)}</p>
            <SecretField signing={signing} error={null} />
            <p role="status" className="text-quiet text-small">
              {mode === 'as-it-was' ? words.unsigned : words.signed}
            </p>
          </>
        ) : (
          <p className="mt-0.5 text-quiet">{terms.why}</p>
        )}
      </section>
    );
  }
  const warnings = [
    ...unchanged.failing.map((check) => checkWords(check, provider.name)),
    ...(isEdited ? [words.edited] : []),
  ];
  return (
    <fieldset
      data-unanswered={mode === null || undefined}
      aria-describedby={mode === null ? askId : undefined}
    >
      <legend className="font-medium">{words.title}</legend>
      {mode === null && (
        <p
          id={askId}
          role={isChecked ? 'alert' : 'status'}
          className={classNames(
            'my-1 rounded-control px-2.5 py-1.5 text-small',
            isChecked ? 'bg-bad-tint text-bad' : 'bg-careful-tint text-careful',
          )}
        >
          {words.ask}
        </p>
      )}
      {modes.map((one) => (
        <div key={one}>
          <label className="flex min-h-7 items-start gap-2 py-1 touch:min-h-9 touch:py-2">
            <input
              type="radio"
              name={name}
              checked={mode === one}
              onChange={() => setMode(one)}
              className="mt-0.5 size-3.5 shrink-0 accent-accent touch:mt-0 touch:size-4.5"
            />
            <span>
              {words.modes[one].title}
              <span className="block text-quiet text-small">{words.modes[one].help}</span>
            </span>
          </label>
          {one === 'as-it-was' && (
            <div className="ml-5.5">
              {warnings.map((sentence) => (
                <p key={sentence} className="flex gap-2 py-0.5 text-careful text-small">
                  <ShieldAlert className="mt-px size-3.5 shrink-0" aria-hidden />
                  <span className="min-w-0 [overflow-wrap:anywhere]">
                    <Visible text={sentence} />
                  </span>
                </p>
              ))}
              {warnings.length === 0 && unchanged.acceptedUntil !== null && (
                <p className="text-quiet text-small">
                  {words.acceptedUntil(signatureTimes.time(unchanged.acceptedUntil))}
                </p>
              )}
            </div>
          )}
        </div>
      ))}
      {!terms.canSign && <p className="mt-0.5 text-quiet text-small">{terms.why}</p>}
      {isRemembered && <p className="mt-1 text-quiet text-small">{words.remembered}</p>}
      {mode !== null && mode !== 'as-it-was' && (
        <SecretField
          signing={signing}
          error={isChecked && signing.secret.text.trim() === '' ? words.secretMissing : null}
        />
      )}
    </fieldset>
  );
}

function SecretField({ signing, error }: { signing: Signing; error: string | null }) {
  const { question, secret, setSecret } = signing;
  const { terms } = question;
  if (!terms.canSign) return null;
  return (
    // Browsers expect password fields to be in a form.
    <form className="mt-2" onSubmit={(event) => event.preventDefault()}>
      <Field
        label={terms.secret}
        type="password"
        mono
        autoComplete="off"
        value={secret.text}
        help={words.secretHelp}
        error={error}
        onChange={({ target: { value } }) => setSecret({ ...secret, text: value })}
      />
      <Checkbox
        label={words.save}
        help={words.saveHelp}
        checked={secret.isSaved}
        onChange={(isSaved) => setSecret({ ...secret, isSaved })}
      />
    </form>
  );
}

function checkWords(check: FailingCheck, provider: string): string {
  if (check.check === 'url') return words.url(check.signedUrl);
  const [span, since] = [signatureTimes.span(check.tolerance), signatureTimes.since(check.since)];
  return check.isDocumented ? words.timestamp(provider, span, since) : words.usualTimestamp(span, since);
}
