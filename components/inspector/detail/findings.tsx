'use client';

import { CircleCheck } from 'lucide-react';
import { Button } from '#components/ui/button.tsx';
import type { CaptureJson, CaptureSummary } from '#lib/model/capture-json.ts';
import type { LoadedContent } from '../request-body/loaded-content.tsx';
import { useSignatureWords } from '../signature/use-signature-words.ts';
import { ProblemList } from './problem-list.tsx';
import { useProblems } from './use-problems.ts';
import { VerificationActions } from './verification-actions.tsx';
import { findings as words } from './words.ts';

type Props = { summary: CaptureSummary; capture: CaptureJson; content: LoadedContent };

/** The problems of a request. That there are none is said only where the signature and the schemas have none either. */
export function Findings({ summary, capture, content }: Props) {
  const { problems, done } = useProblems(capture, content.bytes);
  const signature = useSignatureWords(summary, capture);
  const { is } = content.state;
  const isNotLoaded = is === 'waiting' || is === 'failed';
  const isSignatureFine = signature === null || signature.tone === 'good' || signature.tone === 'quiet';
  const isSchemaFine = summary.schema === undefined || summary.schema === 'valid';
  if (!done && problems.length === 0) return <p className="py-1 text-quiet">{words.checking}</p>;
  return (
    <>
      {content.undecodable !== null && (
        <ProblemList
          problems={[{ tone: 'bad', words: words.undecodable(content.undecodable), place: null }]}
        />
      )}
      <ProblemList problems={problems} />
      <VerificationActions capture={capture} bytes={content.bytes} />
      {problems.length === 0 &&
        content.undecodable === null &&
        is === 'ready' &&
        isSignatureFine &&
        isSchemaFine && (
          <p className="flex items-center gap-2 py-1 text-quiet">
            <CircleCheck className="size-3.5 text-good" aria-hidden /> {words.noProblems}
          </p>
        )}
      {isNotLoaded && (
        <p className="flex flex-wrap items-center gap-x-3 gap-y-1 py-1 text-quiet">
          {words.notChecked(capture.body.stored)}
          <Button onClick={content.load}>{words.checkBody}</Button>
        </p>
      )}
    </>
  );
}
