import { statusColor } from '#components/request/method-color.ts';
import type { CaptureSummary } from '#lib/model/capture-json.ts';
import { faultName, isSilent } from '#lib/reply/fault-names.ts';
import { useTimeLeft } from '../held/countdown.ts';
import { replyCell, rowLabel } from './words.ts';

/** The response in a narrow column: its status, that there is none, or that the request is held and for how long. */
export function ReplyCell({ row }: { row: CaptureSummary }) {
  const { reply } = row;
  const left = useTimeLeft(row);
  if (left !== '') {
    return (
      <>
        <span className="block text-accent leading-4.5">{replyCell.held}</span>
        <span className="block text-quiet text-tiny leading-3.75">{left}</span>
      </>
    );
  }
  if (!reply) return <span className="text-quiet">{replyCell.waiting}</span>;
  if (isSilent(reply.fault)) return <span className="text-careful">{replyCell.none}</span>;
  if (!reply.complete) return <span className="text-quiet line-through">{reply.status}</span>;
  return <span className={statusColor(reply.status)}>{reply.status}</span>;
}

/** The response as text, for screen readers. */
export function replyWords({ reply, held }: Pick<CaptureSummary, 'reply' | 'held'>): string {
  if (!reply) return held ? rowLabel.held : rowLabel.waiting;
  return [
    isSilent(reply.fault) ? rowLabel.noResponse : rowLabel.response(reply.status),
    ...(reply.fault ? [faultName(reply.fault)] : []),
    ...(reply.complete ? [] : [rowLabel.incomplete]),
  ].join(', ');
}
