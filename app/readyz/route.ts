import { services } from '../services.ts';

/** Whether captures can be written now. */
export async function GET(): Promise<Response> {
  const { store } = await services();
  const ready = await store.ready();
  return Response.json(
    { status: ready ? 'ready' : 'store-unavailable' },
    { status: ready ? 200 : 503, headers: { 'Cache-Control': 'no-store' } },
  );
}
export const dynamic = 'force-dynamic';
