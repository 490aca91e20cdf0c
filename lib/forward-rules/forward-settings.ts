import { isSendable } from '#lib/copy-as/request/client-headers.ts';
import { framingFields, hopByHopFields } from '#lib/http/hop-by-hop.ts';
import type { DeliveryDestination } from '#lib/model/delivery-json.ts';
import { fail } from '#lib/model/errors.ts';
import type { ForwardSettings } from '#lib/model/forward.ts';
import type { ForwardEdit } from '#lib/model/forward-input.ts';
import { standardDelays } from './retry-schedule.ts';
import { readRetryStatuses, usualRetryStatuses } from './retry-statuses.ts';

/** The settings of a rule of which only the destination is given. */
export function usualForward(to: DeliveryDestination): ForwardSettings {
  return {
    name: null,
    filter: '',
    to,
    path: 'append',
    headers: { drop: [], set: [] },
    host: 'destination',
    verifyCertificate: true,
    timeoutMs: 30_000,
    retries: { delays: standardDelays, statuses: usualRetryStatuses },
    concurrency: 4,
    perSecond: null,
    order: 'none',
    respondWithinMs: null,
  };
}

/** Headers that rules cannot set: they concern a connection or the length of the body. */
export const headersOfConnection: ReadonlySet<string> = new Set([
  ...hopByHopFields,
  ...framingFields,
  'content-length',
]);

/**
 * The settings that an edit changes; `to` is the destination that it names, checked elsewhere. Fails with `invalid-input` if a header cannot be
 * sent or the statuses cannot be read.
 */
export function editedSettings(
  before: ForwardSettings,
  { to: _, retries = {}, ...edit }: ForwardEdit,
  to: DeliveryDestination,
): Partial<ForwardSettings> {
  const { delays = before.retries.delays, statuses = before.retries.statuses } = retries;
  readRetryStatuses(statuses);
  const order = edit.order ?? before.order;
  const wait = edit.respondWithinMs === undefined ? before.respondWithinMs : edit.respondWithinMs;
  if (wait !== null && order !== 'none')
    fail('invalid-input', 'respondWithinMs: cannot be used with an order. Set order to none');
  for (const [name, value] of edit.headers?.set ?? []) {
    if (headersOfConnection.has(name.toLowerCase()))
      fail('invalid-input', `headers.set: ${name} cannot be set, because it is created for each connection`);
    if (!isSendable([name, value]))
      fail(
        'invalid-input',
        `headers.set: ${JSON.stringify(name.slice(0, 80))} has a name that is not a token, or a value with line breaks or NUL`,
      );
  }
  const given = Object.fromEntries(Object.entries(edit).filter(([, value]) => value !== undefined));
  return { ...given, to, retries: { delays, statuses } };
}
