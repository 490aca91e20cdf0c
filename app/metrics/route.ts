import { services } from '../services.ts';

/** The metrics of this process. With `METRICS_PORT` they are on that port only. */
export async function GET(): Promise<Response> {
  const { metrics, config } = await services();
  if (config.metricsPort !== null)
    return new Response('Metrics are on the port in METRICS_PORT.\n', { status: 404 });
  return new Response(await metrics.text(), {
    headers: { 'Content-Type': metrics.contentType, 'Cache-Control': 'no-store' },
  });
}

export const dynamic = 'force-dynamic';
