'use client';

import { Suspense } from 'react';
import { lazyComponent } from '#components/ui/lazy-component.ts';
import { LongText } from '#components/ui/long-text.tsx';
import type { CaptureJson, CaptureSummary } from '#lib/model/capture-json.ts';
import { type LoadedContent, WithContent } from '../request-body/loaded-content.tsx';
import { ArrivalLine } from '../signature/arrival-line.tsx';
import { BodySection } from './body-section.tsx';
import { EventSummary, useEventFacts } from './event-summary.tsx';
import { Findings } from './findings.tsx';
import { HandshakeLines } from './handshake-lines.tsx';
import { OverviewSection } from './overview-section.tsx';
import { QuerySection } from './query-section.tsx';
import { SchemaLines } from './schema-lines.tsx';
import { TransportFacts } from './transport-facts.tsx';
import { findings, noteSection } from './words.ts';

const SignatureLines = lazyComponent(() => import('../signature/signature-lines.tsx'));

type Props = { summary: CaptureSummary; capture: CaptureJson | null };

/** What a request says, whether it is genuine, what is wrong with it, and its contents in brief. How it was sent comes last. */
export function Overview({ summary, capture }: Props) {
  return (
    <div className="px-4 py-2 wide:min-h-0 wide:flex-1 wide:scrolls wide:px-5">
      {capture === null ? (
        <p className="py-1 text-quiet">{findings.checking}</p>
      ) : (
        <WithContent capture={capture}>
          {(content) => <Answers summary={summary} capture={capture} content={content} />}
        </WithContent>
      )}
      <TransportFacts summary={summary} />
    </div>
  );
}

type AnswersProps = { summary: CaptureSummary; capture: CaptureJson; content: LoadedContent };

function Answers({ summary, capture, content }: AnswersProps) {
  const found = useEventFacts(capture, content.bytes);
  const body = <BodySection capture={capture} content={content} />;
  // Its place is known once it is loaded.
  const isBodyFirst = found === null && content.bytes !== null;
  return (
    <>
      {found && <EventSummary found={found} />}
      {isBodyFirst && body}
      <section aria-label={findings.label}>
        <HandshakeLines summary={summary} capture={capture} />
        {summary.signature === 'valid' && <ArrivalLine />}
        {summary.schema && <SchemaLines result={summary.schema} capture={capture} />}
        {summary.provider && (
          <Suspense fallback={<p className="mt-1.5 min-h-7" />}>
            <SignatureLines summary={summary} capture={capture} />
          </Suspense>
        )}
        <Findings summary={summary} capture={capture} content={content} />
      </section>
      <QuerySection target={summary.target} />
      {!isBodyFirst && body}
      {summary.note !== null && (
        <OverviewSection heading={noteSection.heading}>
          <p className="whitespace-pre-wrap [overflow-wrap:anywhere]">
            <LongText text={summary.note} />
          </p>
        </OverviewSection>
      )}
    </>
  );
}
