import type { SpanExporter } from '@opentelemetry/sdk-trace';
import type { Logger } from '../log.ts';

/** An exporter that logs when the collector stops accepting spans, and when it accepts them again: once each, not for each export. */
export function reportingExporter(exporter: SpanExporter, log: Pick<Logger, 'warn' | 'info'>): SpanExporter {
  let isFailing = false;
  return {
    export: (spans, done) =>
      exporter.export(spans, (result) => {
        // ExportResultCode.SUCCESS of @opentelemetry/core.
        const hasFailed = result.code !== 0;
        if (hasFailed && !isFailing)
          log.warn({ err: result.error }, 'Spans could not be exported. They are dropped.');
        if (!hasFailed && isFailing) log.info('Spans are exported again.');
        isFailing = hasFailed;
        done(result);
      }),
    shutdown: () => exporter.shutdown(),
    forceFlush: () => exporter.forceFlush?.() ?? Promise.resolve(),
  };
}
