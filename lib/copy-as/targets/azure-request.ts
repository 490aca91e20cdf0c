import { queryOf } from '#lib/http/target.ts';
import { localCall } from '../request/local-call.ts';
import type { CopySource, CopyTarget } from '../target.ts';
import { curl } from './curl.ts';

/** Where the Azure Functions Core Tools serve functions: `func start`. */
export const azureLocalOrigin = 'http://localhost:7071';

/** The call of an HTTP-triggered function that runs locally (https://learn.microsoft.com/azure/azure-functions/functions-run-local). */
export const azureRequest: CopyTarget = {
  id: 'azure-request',
  title: 'Azure Functions: local call (curl)',
  group: 'Platforms',
  mediaType: 'text/plain; charset=utf-8',
  exact:
    'Method, query, headers except Host, and body are as exact as with curl. The path is /api/NAME: replace NAME with the name of your function.',
  copy(source) {
    const call = localCall(source, azureLocalOrigin, azureTarget(source));
    const remarks = ['Replace NAME with the name of your function.', ...(call.remarks ?? [])];
    return curl.copy({ ...call, remarks }, { origin: azureLocalOrigin });
  },
};

/** `/api/NAME` and the query as sent. */
export function azureTarget({ target }: Pick<CopySource, 'target'>): string {
  const query = queryOf(target);
  return `/api/NAME${query === null ? '' : `?${query}`}`;
}
