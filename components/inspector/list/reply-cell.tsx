import type { CaptureSummary } from '#lib/model/capture-json.ts';
import { faultName, isSilent } from '#lib/reply/fault-words.ts';
import { useTimeLeft } from '../held.ts';
import { statusColor } from '../method-color.ts';

/** What the sender got, in the width of a status: the status, or that it got none, or that it is held and for how long. */
export function ReplyCell({ row }: { row: CaptureSummary }) {
  const { reply } = row;
  const left = useTimeLeft(row);
  if (left !== '') {
    return (
      <>
        <span className="block text-accent leading-4.5">held</span>
        <span className="block text-quiet text-tiny leading-3.75">{left}</span>
      </>
    );
  }
  if (!reply) return <span className="text-quiet">…</span>;
  if (isSilent(reply.fault)) return <span className="text-careful">none</span>;
  if (!reply.complete) return <span className="text-quiet line-through">{reply.status}</span>;
  return <span className={statusColor(reply.status)}>{reply.status}</span>;
}

/** The same in words, for those who do not see it. */
export function replyWords({ reply, held }: Pick<CaptureSummary, 'reply' | 'held'>): string {
  if (!reply) return held ? 'held, waiting to be answered by hand' : 'waiting for its answer';
  const fault = reply.fault ? `, ${faultName(reply.fault)}` : '';
  const left = reply.complete ? '' : ', the sender left before the end';
  return `${isSilent(reply.fault) ? 'not answered' : `answered ${reply.status}`}${fault}${left}`;
}
