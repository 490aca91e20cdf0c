import { queryOf } from '#lib/http/target.ts';
import { curl } from './curl.ts';
import { localCall } from './local-call.ts';
import type { CopySource, CopyTarget } from './target.ts';

/** Where the Azure Functions Core Tools serve functions: `func start`. */
export const azureLocalOrigin = 'http://localhost:7071';

/** The call of an HTTP-triggered function that runs locally (https://learn.microsoft.com/azure/azure-functions/functions-run-local). */
export const azureRequest: CopyTarget = {
  id: 'azure-request',
  title: 'Azure Functions: local call (curl)',
  group: 'Platforms',
  mediaType: 'text/plain; charset=utf-8',
  exact:
    'Method, query, header lines but Host, and body are as exact as in curl; the path is replaced by /api/NAME, for you to put the name of the function in.',
  copy(source) {
    const call = localCall(source, azureLocalOrigin, azureTarget(source));
    const remarks = ['Put the name of your function in the place of NAME.', ...(call.remarks ?? [])];
    return curl.copy({ ...call, remarks }, { origin: azureLocalOrigin });
  },
};

/** `/api/NAME` and the query as sent. */
export function azureTarget({ target }: Pick<CopySource, 'target'>): string {
  const query = queryOf(target);
  return `/api/NAME${query === null ? '' : `?${query}`}`;
}
