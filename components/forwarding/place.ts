'use client';

import { useSyncExternalStore } from 'react';
import type { ItemFilter } from '#components/api/forwards.ts';

const lists: readonly ItemFilter[] = ['waiting', 'dead', 'skipped', 'done', 'all'];

/** The rule that is open and which of its requests are shown, as the fragment of the URL. */
export type Place = { readonly rule: string; readonly list: ItemFilter | null };

/** The place of the list of rules. */
export const rulesHref = '#rules';

/** `#fwd_…/dead` */
export function placeHref(rule: string, list?: ItemFilter): string {
  return list === undefined ? `#${rule}` : `#${rule}/${list}`;
}

/** Null while the list of rules is shown. */
export function usePlace(): Place | null {
  const [, rule, list] =
    /^#(fwd_[\w-]+)(?:\/(\w+))?$/.exec(
      useSyncExternalStore(
        subscribe,
        () => location.hash,
        () => '',
      ),
    ) ?? [];
  if (rule === undefined) return null;
  return { rule, list: lists.find((one) => one === list) ?? null };
}

function subscribe(listener: () => void): () => void {
  addEventListener('hashchange', listener);
  return () => removeEventListener('hashchange', listener);
}
