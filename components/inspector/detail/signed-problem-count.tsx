'use client';

import type { CaptureJson, CaptureSummary } from '#lib/model/capture-json.ts';
import { useSignatureWords } from '../signature/use-signature-words.ts';
import { ProblemCount, type Tone } from './problem-count.tsx';

type Props = { summary: CaptureSummary; capture: CaptureJson; tones: readonly Tone[] };

/** The number of problems with what is wrong with the signature, which is verified in this browser. */
export default function SignedProblemCount({ summary, capture, tones }: Props) {
  const signature = useSignatureWords(summary, capture);
  const own: Tone[] = signature?.isProblem ? [signature.tone === 'bad' ? 'bad' : 'careful'] : [];
  return <ProblemCount tones={[...tones, ...own]} />;
}
