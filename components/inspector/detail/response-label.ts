import type { CaptureSummary } from '#lib/model/capture-json.ts';
import { isSilent } from '#lib/reply/fault-names.ts';

/** The label beside the name of the Response tab: the status, `none` or `held`. */
export function responseLabel({ reply, held }: Pick<CaptureSummary, 'reply' | 'held'>): string {
  if (!reply) return held ? 'held' : '';
  return isSilent(reply.fault) ? 'none' : String(reply.status);
}
