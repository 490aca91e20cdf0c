import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Store } from '#lib/store/store.ts';
import { version } from '../../../package.json';
import type { Logger } from '../log.ts';
import { apiRoutes } from './api-route.ts';
import { reportingExporter } from './reporting-exporter.ts';

/** Records spans of OpenTelemetry and exports them. They have IDs, and neither keys, queries, headers, addresses nor bodies. */
export type Tracing = {
  /** Records a call of the API as a span, from now until its response is sent or its client has left. */
  followCall(request: IncomingMessage, response: ServerResponse): void;
  /** The store, with a span for the commit of each capture. */
  withCommitSpans(store: Store): Store;
  /** Exports what is left, for at most two seconds. */
  close(): Promise<void>;
};

/** How long the end of a server waits for a collector, milliseconds. */
const patience = 2000;

const methods = /^(?:GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS)$/;

/**
 * Opens tracing with OTLP over HTTP to `url`. The libraries are loaded here, and read further standard variables, such as `OTEL_SERVICE_NAME` and
 * `OTEL_EXPORTER_OTLP_HEADERS`, themselves.
 *
 * No provider is registered for the process: Next would then add spans of its own, with the paths of pages, in which there are keys.
 */
export async function openTracing(url: string, log: Pick<Logger, 'warn' | 'info'>): Promise<Tracing> {
  const [
    { ROOT_CONTEXT, SpanKind, SpanStatusCode },
    { BatchSpanProcessor, TracerProvider },
    { OTLPTraceExporter },
    { defaultResource, detectResources, envDetector, resourceFromAttributes },
  ] = await Promise.all([
    import('@opentelemetry/api'),
    import('@opentelemetry/sdk-trace'),
    import('@opentelemetry/exporter-trace-otlp-http'),
    import('@opentelemetry/resources'),
  ]);
  const own = resourceFromAttributes({ 'service.name': 'wirebin', 'service.version': version });
  const provider = new TracerProvider({
    resource: defaultResource()
      .merge(own)
      .merge(detectResources({ detectors: [envDetector] })),
    spanProcessors: [
      new BatchSpanProcessor({ exporter: reportingExporter(new OTLPTraceExporter({ url }), log) }),
    ],
  });
  const tracer = provider.getTracer('wirebin', version);
  const routeOf = apiRoutes();

  return {
    followCall(request, response) {
      const method = methods.test(request.method ?? '') ? request.method! : 'HTTP';
      const { route, slug, seq } = routeOf((request.url ?? '').replace(/\?.*$/s, ''));
      const span = tracer.startSpan(
        route === null ? method : `${method} ${route}`,
        { kind: SpanKind.SERVER, attributes: { 'http.request.method': method } },
        ROOT_CONTEXT,
      );
      if (route !== null) span.setAttribute('http.route', route);
      response.once('close', () => {
        const { headersSent, statusCode } = response;
        if (headersSent) span.setAttribute('http.response.status_code', statusCode);
        if (headersSent && statusCode >= 500) span.setStatus({ code: SpanStatusCode.ERROR });
        // Only of calls that succeeded: in others, anything may stand in the place of an ID.
        if (headersSent && statusCode < 400) {
          if (slug !== undefined) span.setAttribute('wirebin.bin.slug', slug);
          if (seq !== undefined) span.setAttribute('wirebin.capture.seq', seq);
        }
        span.end();
      });
    },

    withCommitSpans: (store) => ({
      ...store,
      addCaptureThen(binId, received, done) {
        const attributes = { 'wirebin.bin.id': binId };
        const span = tracer.startSpan(
          'commit capture',
          { kind: SpanKind.INTERNAL, attributes },
          ROOT_CONTEXT,
        );
        store.addCaptureThen(binId, received, (error, seq) => {
          if (seq !== null) span.setAttribute('wirebin.capture.seq', seq);
          if (error !== null) span.setStatus({ code: SpanStatusCode.ERROR });
          span.end();
          done(error, seq);
        });
      },
    }),

    async close() {
      const closed = provider.shutdown().catch(() => {});
      await Promise.race([closed, new Promise((resolve) => setTimeout(resolve, patience).unref())]);
    },
  };
}
