import type { CaptureSummary } from '#lib/model/capture-json.ts';
import { isSilent } from '#lib/reply/fault-words.ts';

/** What stands beside the name of the tab: the status, `none`, `held`. */
export function replyLabel({ reply, held }: Pick<CaptureSummary, 'reply' | 'held'>): string {
  if (!reply) return held ? 'held' : '';
  return isSilent(reply.fault) ? 'none' : String(reply.status);
}
