'use client';

import { useDeferredValue, useEffect, useMemo, useState } from 'react';
import type { CaptureJson, CaptureSummary } from '#lib/model/capture-json.ts';
import { isNeverSigned } from '#lib/providers/handshake/verification-in.ts';
import { providerOf } from '#lib/providers/index.ts';
import type { Provider } from '#lib/providers/provider.ts';
import type { verifyAndFindMistakes } from '#lib/providers/signature/find-mistakes.ts';
import type { Scheme } from '#lib/providers/signature/scheme.ts';
import { urlSent } from '#lib/providers/signature/url-sent.ts';
import { type Reading, readSignature, type Verdict } from '#lib/providers/signature/verify.ts';
import { useInspection } from '../context/inspection.tsx';
import { useBody } from '../request-body/use-body.ts';
import { usePageState } from './use-page-state.ts';
import { type Secret, useSigningSecret } from './use-signing-secret.ts';
import { signatureStates } from './words.ts';

/** The state of a request's signature. */
export type SignatureState =
  /** The provider does not sign requests, or a secret alone is not enough to verify its signatures. */
  | { readonly is: 'words'; readonly words: string }
  /** The provider signs requests, but this one has no signature. */
  | { readonly is: 'unsigned' }
  /** The body is not loaded; `load` is null while it is loading. */
  | { readonly is: 'bodyNotLoaded'; readonly load: (() => void) | null }
  /** The signature cannot be verified with any secret. */
  | { readonly is: 'unverifiable'; readonly reason: string }
  /** The request has a signature; `verdict` is null until a secret is entered and checked. */
  | { readonly is: 'signed'; readonly reading: SignedReading; readonly verdict: Verdict | null };

const noSchemes: readonly Scheme[] = [];

export type SignedReading = Extract<Reading, { state: 'claimed' }>;

export type Signature = {
  readonly provider: Provider;
  readonly state: SignatureState;
  readonly secret: Secret;
  readonly setSecret: (secret: Secret) => void;
  /** The webhook URL that is assumed to be signed; null when the scheme does not sign the URL. */
  readonly url: string | null;
  readonly setUrl: (url: string) => void;
};

/**
 * Verifies the signature of a request in this browser, with `verify`, or with `verifyAndFindMistakes` to explain failures. Null
 * when nothing is known about the signatures of its sender.
 */
export function useSignature(
  summary: CaptureSummary,
  capture: CaptureJson,
  check: typeof verifyAndFindMistakes,
): Signature | null {
  const { bin } = useInspection();
  const { state: body, load } = useBody(capture);
  const provider = summary.provider && providerOf(summary.provider.id);
  const [secret, setSecret] = useSigningSecret(bin.key, provider?.id ?? '');
  // A corrected URL applies to all requests to the same target.
  const [corrected, setUrl] = usePageState(`address ${bin.key} ${capture.target}`);
  const url = corrected ?? urlSent(capture.target, bin.captureUrl);
  // Typing has priority.
  const text = useDeferredValue(secret.text.trim() === '' ? '' : secret.text);
  const deferredUrl = useDeferredValue(url);
  const bytes = body.is === 'ready' ? body.value : null;
  const schemes = provider?.signatures ?? noSchemes;

  const signed = useMemo(
    () =>
      bytes === null
        ? null
        : { method: capture.method, url: deferredUrl, headers: capture.headers, body: bytes },
    [capture, bytes, deferredUrl],
  );
  const reading = useMemo(
    () => signed && readSignature(schemes, signed, capture.receivedAtMicros / 1000, text),
    [schemes, signed, capture, text],
  );
  const [result, setResult] = useState<{ reading: Reading; text: string; verdict: Verdict } | null>(null);
  useEffect(() => {
    if (signed === null || reading?.state !== 'claimed' || text === '') return;
    let isGone = false;
    check(reading.scheme, reading.claim, text, signed).then((verdict) => {
      if (!isGone) setResult({ reading, text, verdict });
    });
    return () => {
      isGone = true;
    };
  }, [signed, reading, text, check]);

  if (!provider) return null;
  const state = stateOf();
  if (state === null) return null;
  const signsUrl = reading?.state === 'claimed' ? reading.scheme.signsUrl : false;
  return { provider, state, secret, setSecret, url: signsUrl ? url : null, setUrl };

  function stateOf(): SignatureState | null {
    if (schemes.length === 0) {
      const words = noSchemeWords(provider!);
      return words === null ? null : { is: 'words', words };
    }
    if (capture.masked) return { is: 'unverifiable', reason: signatureStates.masked };
    if (bytes === null) return { is: 'bodyNotLoaded', load: body.is === 'loading' ? null : load };
    if (reading === null) {
      const request = { ...capture, prefixLength: 0, body: bytes };
      if (!isNeverSigned(request, provider!.id)) return { is: 'unsigned' };
      return { is: 'words', words: signatureStates.verificationUnsigned(provider!.name) };
    }
    if (reading.state === 'unreadable') return { is: 'unverifiable', reason: reading.why };
    if (isBodyIncomplete(capture) && signsBody(reading.scheme)) {
      return { is: 'unverifiable', reason: signatureStates.bodyIncomplete };
    }
    const verdict =
      result?.reading === reading && result.text === text && text !== '' ? result.verdict : null;
    return { is: 'signed', reading, verdict };
  }
}

function isBodyIncomplete({ aborted, body }: CaptureJson): boolean {
  return aborted || body.truncated;
}

function signsBody({ method }: Scheme): boolean {
  return method.kind !== 'token';
}

/** The words for a provider whose signatures cannot be verified with a secret; null when nothing is known. */
function noSchemeWords({ name, unverifiable, unsigned }: Provider): string | null {
  if (unverifiable) {
    const { header, words, missing } = unverifiable;
    return signatureStates.unverifiable(header, words, missing);
  }
  return unsigned === undefined ? null : signatureStates.neverSigned(name, unsigned);
}
