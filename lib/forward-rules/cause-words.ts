import { Failure, type FailureCode, problemOf } from '#lib/model/errors.ts';
import type { ForwardCause } from '#lib/model/forward.ts';
import type { CauseJson } from '#lib/model/forward-json.ts';

/** Causes for which nothing was sent, as sentences. */
const notSent: Readonly<Record<string, string>> = {
  filtered: 'The filter of the rule does not match.',
  paused: 'The request was received while the rule was paused, and skipped when it was resumed.',
  'too-old': 'The request waited for seven days.',
  'queue-full': 'Too many requests were waiting, and this was the oldest.',
  loop: 'The request was forwarded by this bin before, or by five others. It is not forwarded in a loop.',
  imported: 'The request was imported.',
  removed: 'The request was deleted or evicted before it could be sent.',
};

/** A cause in words; that of a private destination without the status, for those who may not see it. */
export function causeJson(cause: ForwardCause, isHidden: boolean): CauseJson {
  const [, status] = /^status-(\d{3})$/.exec(cause) ?? [];
  if (status !== undefined)
    return isHidden
      ? { code: 'status', title: 'The destination rejected the request.' }
      : { code: cause, title: `The destination responded with ${status}.` };
  const title = notSent[cause] ?? problemOf(new Failure(cause as FailureCode), '').title;
  return { code: cause, title };
}
