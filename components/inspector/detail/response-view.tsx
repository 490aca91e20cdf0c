'use client';

import { durationWords } from '#components/frame/time-words.ts';
import { Fact, Facts } from '#components/request/facts.tsx';
import { statusColor } from '#components/request/method-color.ts';
import { sentByWords } from '#components/request/sent-by-words.ts';
import { textWith } from '#components/ui/text-with.tsx';
import { Visible } from '#components/ui/visible-text.tsx';
import type {
  CaptureJson,
  CaptureSummary,
  ReplyContent,
  ReplyJson,
  ReplySummary,
} from '#lib/model/capture-json.ts';
import { faultWords, insteadWords, isSilent } from '#lib/reply/fault-names.ts';
import { useInspection } from '../context/inspection.tsx';
import { useTimeLeft } from '../held/countdown.ts';
import { ResponseForm } from '../held/response-form.tsx';
import { useResponded } from '../opened/use-responded.ts';
import { Note } from './note.tsx';
import { ResponseContent } from './response-content.tsx';
import { hasDisconnectedInDelay, senderWords, skippedDelayWords } from './response-words.ts';
import { responseView as words } from './words.ts';

type Props = { summary: CaptureSummary; capture: CaptureJson | null; isResponding: boolean };

/** The response that was sent; while the request is held, the form to send one. */
export function ResponseView({ summary, capture, isResponding }: Props) {
  const { may } = useInspection();
  const timeLeft = useTimeLeft(summary);
  const { reply } = summary;
  const isHeld = timeLeft !== '' || (summary.held && !reply);
  return (
    <div className="px-4 py-2 wide:min-h-0 wide:flex-1 wide:scrolls wide:px-5">
      {reply ? (
        <ResponseFacts summary={summary} capture={capture} reply={reply} />
      ) : isHeld && may('answer-held') ? (
        <ResponseForm seq={summary.seq} timeLeft={timeLeft} hasFocus={isResponding} />
      ) : (
        <p className="py-2 text-quiet">{isHeld ? words.held : words.pending}</p>
      )}
    </div>
  );
}

type FactsProps = { summary: CaptureSummary; capture: CaptureJson | null; reply: ReplySummary };

function ResponseFacts({ summary, capture, reply }: FactsProps) {
  const { status, ms, delayMs = 0, fault, faultChosen, waitSkippedBy, error } = reply;
  const sent = contentOf(useResponded(capture)?.reply);
  const sentBy = sentByWords(reply, sent !== null);
  return (
    <>
      {faultChosen && <Note>{insteadWords(faultChosen, fault ?? null, summary)}</Note>}
      {waitSkippedBy && <Note>{skippedDelayWords(waitSkippedBy, fault)}</Note>}
      <Facts>
        <Fact name={words.status}>
          {isSilent(fault) ? (
            <>
              {words.silent} <span className="text-quiet">{words.silentStatus(status)}</span>
            </>
          ) : (
            <span className={`wire ${statusColor(status)}`}>{status}</span>
          )}
        </Fact>
        {sentBy !== null && (
          <Fact name={words.sentBy}>
            <Visible text={sentBy} />
          </Fact>
        )}
        {error !== undefined && (
          <Fact name={words.error}>
            <span className="text-bad">
              {textWith(words.notGenerated, { error: <Visible text={error} /> })}
            </span>
          </Fact>
        )}
        {fault && !(fault === 'hang' && waitSkippedBy) && (
          <Fact name={words.fault}>{faultWords(fault, summary)}</Fact>
        )}
        <Fact name={words.duration}>
          {durationWords(ms)} <span className="text-quiet">{words.durationHint}</span>
        </Fact>
        {delayMs > 0 && (
          <Fact name={words.delay}>
            {durationWords(delayMs)} <span className="text-quiet">{words.delayHint}</span>
          </Fact>
        )}
        <Fact name={words.outcome}>{senderWords(reply)}</Fact>
      </Facts>
      {sent && (
        <ResponseContent
          content={sent}
          isSilent={isSilent(fault) || (!fault && hasDisconnectedInDelay(reply))}
        />
      )}
    </>
  );
}

/** Headers and body; null when they are not loaded or were not recorded. */
function contentOf(reply: ReplyJson | null | undefined): ReplyContent | null {
  return reply?.headers && reply.body ? { headers: reply.headers, body: reply.body } : null;
}
