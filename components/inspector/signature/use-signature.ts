'use client';

import { useDeferredValue, useEffect, useMemo, useState } from 'react';
import type { CaptureJson, CaptureSummary } from '#lib/model/capture-json.ts';
import { providerOf } from '#lib/providers/index.ts';
import type { Provider } from '#lib/providers/provider.ts';
import type { Scheme } from '#lib/providers/signature/scheme.ts';
import { urlSent } from '#lib/providers/signature/url-sent.ts';
import { type diagnose, type Reading, readSignature, type Verdict } from '#lib/providers/signature/verify.ts';
import { useBody } from '../body/use-body.ts';
import { useInspection } from '../inspection.tsx';
import { usePassing } from './use-passing.ts';
import { type Secret, useSecret } from './use-secret.ts';

/** What is known of a request's signature. */
export type SignatureState =
  /** The provider is one that does not sign, or whose signatures take more than a secret. */
  | { readonly is: 'words'; readonly words: string }
  /** It signs, but not this request. */
  | { readonly is: 'unsigned' }
  /** The body is not here: it is long, or on its way. */
  | { readonly is: 'bodiless'; readonly load: (() => void) | null }
  /** It cannot be checked, whatever the secret. */
  | { readonly is: 'uncheckable'; readonly why: string }
  | { readonly is: 'claimed'; readonly reading: Claimed; readonly verdict: Verdict | null };

const noSchemes: readonly Scheme[] = [];

export type Claimed = Extract<Reading, { state: 'claimed' }>;

export type Signature = {
  readonly provider: Provider;
  readonly state: SignatureState;
  readonly secret: Secret;
  readonly setSecret: (secret: Secret) => void;
  /** The address that is taken for the one the provider was given; null where no scheme of it signs that. */
  readonly url: string | null;
  readonly setUrl: (url: string) => void;
};

/**
 * What the signature of a request is worth, judged in this browser by `verify`, or by `diagnose` where somebody reads why. Null
 * where nothing is known of its sender's signatures.
 */
export function useSignature(
  summary: CaptureSummary,
  capture: CaptureJson,
  judge: typeof diagnose,
): Signature | null {
  const { bin } = useInspection();
  const { state: body, load } = useBody(capture);
  const provider = summary.provider && providerOf(summary.provider.id);
  const [secret, setSecret] = useSecret(bin.key, provider?.id ?? '');
  // Set right once, it holds for all requests to the same target.
  const [corrected, setUrl] = usePassing(`address ${bin.key} ${capture.target}`);
  const url = corrected ?? urlSent(capture.target, bin.captureUrl);
  // Typing goes first.
  const text = useDeferredValue(secret.text.trim() === '' ? '' : secret.text);
  const address = useDeferredValue(url);
  const bytes = body.is === 'ready' ? body.value : null;
  const schemes = provider?.signatures ?? noSchemes;

  const signed = useMemo(
    () =>
      bytes === null ? null : { method: capture.method, url: address, headers: capture.headers, body: bytes },
    [capture, bytes, address],
  );
  const reading = useMemo(
    () => signed && readSignature(schemes, signed, capture.receivedAtMicros / 1000, text),
    [schemes, signed, capture, text],
  );
  const [judged, setJudged] = useState<{ reading: Reading; text: string; verdict: Verdict } | null>(null);
  useEffect(() => {
    if (signed === null || reading?.state !== 'claimed' || text === '') return;
    let isGone = false;
    judge(reading.scheme, reading.claim, text, signed).then((verdict) => {
      if (!isGone) setJudged({ reading, text, verdict });
    });
    return () => {
      isGone = true;
    };
  }, [signed, reading, text, judge]);

  if (!provider) return null;
  const state = stateOf();
  if (state === null) return null;
  const signsUrl = reading?.state === 'claimed' ? reading.scheme.signsUrl : false;
  return { provider, state, secret, setSecret, url: signsUrl ? url : null, setUrl };

  function stateOf(): SignatureState | null {
    const others = otherWords(provider!);
    if (schemes.length === 0) return others === null ? null : { is: 'words', words: others };
    if (capture.masked) {
      return { is: 'uncheckable', why: 'It cannot be checked through a link that masks secrets.' };
    }
    if (bytes === null) return { is: 'bodiless', load: body.is === 'loading' ? null : load };
    if (reading === null) return { is: 'unsigned' };
    if (reading.state === 'unreadable') return { is: 'uncheckable', why: reading.why };
    if (isBodyMissing(capture) && signsBody(reading.scheme)) {
      return { is: 'uncheckable', why: 'It covers the body, which is not here to its end.' };
    }
    const verdict =
      judged?.reading === reading && judged.text === text && text !== '' ? judged.verdict : null;
    return { is: 'claimed', reading, verdict };
  }
}

function isBodyMissing({ aborted, body }: CaptureJson): boolean {
  return aborted || body.truncated;
}

function signsBody({ method }: Scheme): boolean {
  return method.kind !== 'token';
}

/** What there is to say of a provider without a scheme that a secret could check. */
function otherWords({ name, unverifiable, unsigned }: Provider): string | null {
  if (unverifiable) {
    const { header, words, missing } = unverifiable;
    return `Signed in ${header}: ${words}. To check it here is missing: ${missing.charAt(0).toLowerCase()}${missing.slice(1)}`;
  }
  return unsigned === undefined ? null : `${name} does not sign. ${unsigned}`;
}
