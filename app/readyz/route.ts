import { services } from '../services.ts';

/** Whether requests to bins can be taken now: a load balancer asks. */
export async function GET(): Promise<Response> {
  const { store, gate } = await services();
  const status = gate.isDraining ? 'draining' : (await store.ready()) ? 'ready' : 'store-unavailable';
  return Response.json(
    { status },
    { status: status === 'ready' ? 200 : 503, headers: { 'Cache-Control': 'no-store' } },
  );
}
export const dynamic = 'force-dynamic';
