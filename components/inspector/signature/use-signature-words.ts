'use client';

import type { CaptureJson, CaptureSummary } from '#lib/model/capture-json.ts';
import { verify } from '#lib/providers/signature/verify.ts';
import { type SignatureWords, signatureWords } from './signature-words.ts';
import { useSignature } from './use-signature.ts';

/** The state of a request's signature with the secret of this browser; null when nothing is known about its sender. */
export function useSignatureWords(summary: CaptureSummary, capture: CaptureJson): SignatureWords | null {
  const signature = useSignature(summary, capture, verify);
  return signature && signatureWords(signature, summary.signature);
}
