'use client';

import { durationWords } from '#components/frame/time-words.ts';
import type {
  CaptureJson,
  CaptureSummary,
  ReplyContent,
  ReplyJson,
  ReplySummary,
} from '#lib/model/capture-json.ts';
import { faultWords, insteadWords, isSilent } from '#lib/reply/fault-words.ts';
import { useTimeLeft } from '../held.ts';
import { useInspection } from '../inspection.tsx';
import { statusColor } from '../method-color.ts';
import { Visible } from '../wire-text.tsx';
import { AnswerForm } from './answer-form.tsx';
import { Fact, Facts } from './facts.tsx';
import { Note } from './note.tsx';
import { chosenWords, senderWords, skippedWords } from './reply-words.ts';
import { SentContent } from './sent-content.tsx';
import { useAnswered } from './use-answered.ts';

type Props = { summary: CaptureSummary; capture: CaptureJson | null; answering: boolean };

/** What the sender was really answered; while it is held, how to answer it. */
export function ReplyView({ summary, capture, answering }: Props) {
  const { may } = useInspection();
  const left = useTimeLeft(summary);
  const { reply } = summary;
  const isHeld = left !== '' || (summary.held && !reply);
  return (
    <div className="px-4 py-2 wide:min-h-0 wide:flex-1 wide:scrolls wide:px-5">
      {reply ? (
        <ReplyFacts summary={summary} capture={capture} reply={reply} />
      ) : isHeld && may('answer-held') ? (
        <AnswerForm seq={summary.seq} left={left} focus={answering} />
      ) : (
        <p className="py-2 text-quiet">
          {isHeld
            ? 'The sender is held, until somebody who may edit this bin answers it by hand.'
            : 'Nothing yet: the sender is still waiting for its answer.'}
        </p>
      )}
    </div>
  );
}

type FactsProps = { summary: CaptureSummary; capture: CaptureJson | null; reply: ReplySummary };

function ReplyFacts({ summary, capture, reply }: FactsProps) {
  const { status, ms, delayMs = 0, fault, faultChosen, waitSkippedBy, error } = reply;
  const sent = contentOf(useAnswered(capture)?.reply);
  const chosenBy = chosenWords(reply, sent !== null);
  return (
    <>
      {faultChosen && <Note>{insteadWords(faultChosen, fault ?? null, summary)}</Note>}
      {waitSkippedBy && <Note>{skippedWords(waitSkippedBy, fault)}</Note>}
      <Facts>
        <Fact name="Answered">
          {isSilent(fault) ? (
            <>
              nothing <span className="text-quiet">({status} was chosen, and never sent)</span>
            </>
          ) : (
            <span className={`wire ${statusColor(status)}`}>{status}</span>
          )}
        </Fact>
        {chosenBy !== null && (
          <Fact name="Chosen by">
            <Visible text={chosenBy} />
          </Fact>
        )}
        {error !== undefined && (
          <Fact name="Not as written">
            <span className="text-bad">
              The response could not be made: <Visible text={error} />
            </span>
          </Fact>
        )}
        {fault && !(fault === 'hang' && waitSkippedBy) && (
          <Fact name="Went wrong on purpose">{faultWords(fault, summary)}</Fact>
        )}
        <Fact name="Took">
          {durationWords(ms)} <span className="text-quiet">from the last byte of the request to the end</span>
        </Fact>
        {delayMs > 0 && (
          <Fact name="Kept back">
            {durationWords(delayMs)} <span className="text-quiet">of that, before the first byte</span>
          </Fact>
        )}
        <Fact name="The sender">{senderWords(reply)}</Fact>
      </Facts>
      {sent && <SentContent content={sent} isSilent={isSilent(fault)} />}
    </>
  );
}

/** Headers and body; null where they are not known, or were not recorded. */
function contentOf(reply: ReplyJson | null | undefined): ReplyContent | null {
  return reply?.headers && reply.body ? { headers: reply.headers, body: reply.body } : null;
}
