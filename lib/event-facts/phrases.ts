import { countWords } from '#lib/body/size.ts';

/** The parts that are there, with spaces between; null where there are none. */
export function sentence(...parts: readonly (string | null)[]): string | null {
  const present = parts.filter((part) => part !== null && part !== '');
  return present.length === 0 ? null : present.join(' ');
}

/** A part of a sentence that is left out where its value is missing: `in octo/hello-world`. */
export function clause(word: string, value: string | null): string | null {
  return value === null ? null : `${word} ${value}`;
}

/** A name in quotation marks; null where it is missing. */
export function quoted(text: string | null): string | null {
  return text === null ? null : `“${text}”`;
}

/** The parts that are there, with commas between; null where there are none. */
export function commas(...parts: readonly (string | null)[]): string | null {
  return parts.filter((part) => part !== null).join(', ') || null;
}

/** `1 commit`, `2 commits`. */
export function counted(count: number, noun: string, nouns = `${noun}s`): string {
  return `${countWords(count)} ${count === 1 ? noun : nouns}`;
}

/** An identifier as words: `payment_intent` and `PAYMENT.CAPTURE` become `payment intent` and `payment capture`. */
export function plainWords(identifier: string): string {
  return identifier
    .slice(0, 100)
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .replace(/[\s._:/-]+/g, ' ')
    .trim()
    .toLowerCase();
}

export function capitalised(text: string): string {
  return text === '' ? '' : text[0]!.toUpperCase() + text.slice(1);
}

/** Participles that a passive sentence does not say with "was". */
const states: Readonly<Record<string, string>> = {
  active: 'is active',
  arrived: 'arrived',
  bounced: 'bounced',
  completed: 'was completed',
  ended: 'ended',
  expired: 'expired',
  failed: 'failed',
  'in progress': 'is in progress',
  'past due': 'is past due',
  pending: 'is pending',
  queued: 'was queued',
  started: 'started',
  succeeded: 'succeeded',
  trialing: 'is in its trial period',
  upcoming: 'is upcoming',
  waiting: 'is waiting',
};

/** Verbs of providers that name an action in its plain form, in the passive. */
const passives: Readonly<Record<string, string>> = {
  add: 'was added',
  approval: 'was approved',
  approve: 'was approved',
  cancel: 'was canceled',
  close: 'was closed',
  create: 'was created',
  delete: 'was deleted',
  destroy: 'was deleted',
  dismiss: 'was dismissed',
  edit: 'was edited',
  merge: 'was merged',
  open: 'was opened',
  publish: 'was published',
  remove: 'was removed',
  reopen: 'was reopened',
  restore: 'was restored',
  resolve: 'was resolved',
  suspend: 'was suspended',
  unapproval: 'lost an approval',
  unapproved: 'lost an approval',
  unsuspend: 'was unsuspended',
  update: 'was updated',
};

/** What happened to an object, from the name of an action: `opened` becomes `was opened`, `in_progress` `is in progress`. */
export function happened(action: string): string {
  const words = plainWords(action);
  if (Object.hasOwn(states, words)) return states[words]!;
  if (Object.hasOwn(passives, words)) return passives[words]!;
  return `was ${words}`;
}
