import type { CaptureSummary } from '#lib/model/capture-json.ts';
import { bounded } from './bounded.ts';

/** Bounds of one request of a list. */
const rowBounds = { string: 300, items: 50, total: 1500 };

/** A request as lists show it: what tells it from others. */
export function listedCapture(summary: CaptureSummary): unknown {
  const { seq, method, path, receivedAt, contentType, userAgent, body, provider, signature, schema } =
    summary;
  return bounded(
    {
      seq,
      method,
      path,
      receivedAt,
      contentType: contentType ?? undefined,
      userAgent: userAgent ?? undefined,
      bodyBytes: body.size,
      provider: provider ?? undefined,
      signature,
      schema,
      note: summary.note ?? undefined,
      pinned: summary.pinned || undefined,
      aborted: summary.aborted || undefined,
      malformed: summary.malformedReason ?? undefined,
      responseStatus: summary.reply?.status,
      held: summary.held ?? undefined,
      masked: summary.masked,
    },
    rowBounds,
  );
}
