import { type Failure, failureCode } from '#lib/model/errors.ts';
import { services } from '../services.ts';

/** Whether requests to bins should be sent here, and if not why: a load balancer asks. */
export async function GET(): Promise<Response> {
  const { store, gate } = await services();
  const ready =
    gate.isDraining || gate.isStopping
      ? { status: 'draining' }
      : await store.checkWritable().then(() => ({ status: 'ready' }), unready);
  return Response.json(ready, {
    status: ready.status === 'ready' ? 200 : 503,
    headers: { 'Cache-Control': 'no-store' },
  });
}

function unready(error: unknown): { status: string; detail?: string } {
  const detail = failureCode(error) === null ? null : (error as Failure).detail;
  return { status: 'store-unavailable', ...(detail === null ? {} : { detail }) };
}

export const dynamic = 'force-dynamic';
