'use client';

import { durationWords } from '#components/frame/time-words.ts';
import type { CaptureSummary, ReplySummary } from '#lib/model/capture-json.ts';
import { faultWords, insteadWords, isSilent } from '#lib/reply/fault-words.ts';
import { useTimeLeft } from '../held.ts';
import { useInspection } from '../inspection.tsx';
import { statusColor } from '../method-color.ts';
import { AnswerForm } from './answer-form.tsx';
import { Fact, Facts } from './facts.tsx';
import { Note } from './note.tsx';
import { senderWords } from './reply-words.ts';

/** What the sender was really answered; while it is held, how to answer it. */
export function ReplyView({ summary, answering }: { summary: CaptureSummary; answering: boolean }) {
  const { may } = useInspection();
  const left = useTimeLeft(summary);
  const { reply } = summary;
  const isHeld = left !== '' || (summary.held && !reply);
  return (
    <div className="px-4 py-2 wide:min-h-0 wide:flex-1 wide:scrolls wide:px-5">
      {reply ? (
        <ReplyFacts summary={summary} reply={reply} />
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

function ReplyFacts({ summary, reply }: { summary: CaptureSummary; reply: ReplySummary }) {
  const { status, ms, delayMs = 0, fault, faultChosen } = reply;
  return (
    <>
      {faultChosen && <Note>{insteadWords(faultChosen, fault ?? null, summary)}</Note>}
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
        {fault && <Fact name="Went wrong on purpose">{faultWords(fault, summary)}</Fact>}
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
    </>
  );
}
