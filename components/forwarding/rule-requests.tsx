'use client';

import { useCallback, useState } from 'react';
import type { ForwardApi, ItemFilter } from '#components/api/forwards.ts';
import type { Question } from '#components/ui/confirm-question.ts';
import { countWords } from '#components/ui/count-words.ts';
import { Tabs } from '#components/ui/tabs.tsx';
import type { ForwardJson } from '#lib/model/forward-json.ts';
import { GivenUp } from './given-up.tsx';
import { ItemList } from './item-list.tsx';
import { type Place, placeHref } from './place.ts';
import { type FetchItems, useItems } from './use-items.ts';
import { ruleRequests as words } from './words.ts';

type Props = {
  bin: { readonly slug: string; readonly key: string };
  rule: ForwardJson;
  place: Place;
  api: ForwardApi;
  /** Another number when the rules or their queues have changed. */
  changes: number;
  canChange: boolean;
  onChanged: () => void;
  onAsk: (question: Question) => void;
};

/** The requests that a rule has looked at, by what became of them. */
export function RuleRequests({ rule, place, ...rest }: Props) {
  const { id, counts } = rule;
  const byCount = {
    waiting: counts.queued + counts.sending,
    dead: counts.dead,
    skipped: counts.skipped,
    done: counts.done,
  };
  // The first list that is not empty when the rule is opened.
  const [usual] = useState<ItemFilter>(
    () => (['waiting', 'dead'] as const).find((one) => byCount[one] > 0) ?? 'all',
  );
  const list = place.list ?? usual;
  const tabs = (['waiting', 'dead', 'skipped', 'done', 'all'] as const).map((one) => ({
    id: one,
    title: words.tabs[one],
    count: one !== 'all' && byCount[one] > 0 && countWords(byCount[one]),
  }));
  return (
    <section aria-label={words.label} className="mt-5">
      <Tabs
        label={words.label}
        tabs={tabs}
        value={list}
        onChange={(one) => location.replace(placeHref(id, one))}
        className="-mx-4 wide:mx-0 wide:[&>[role=tablist]]:px-0"
      >
        <div className="px-4 pt-3 wide:px-0">
          {list === 'dead' ? (
            <GivenUp rule={rule} {...rest} />
          ) : (
            <Others key={list} rule={rule} list={list} {...rest} />
          )}
        </div>
      </Tabs>
    </section>
  );
}

type OthersProps = Omit<Props, 'place' | 'onAsk'> & { list: Exclude<ItemFilter, 'dead'> };

function Others({ bin, rule, list, api, changes, canChange, onChanged }: OthersProps) {
  const { id } = rule;
  const fetch = useCallback<FetchItems>(
    (page, signal) => api.items(id, { ...page, state: list }, signal),
    [api, id, list],
  );
  const shown = useItems(fetch, changes);
  return (
    <ItemList
      {...shown}
      binKey={bin.key}
      hasState={list === 'all'}
      empty={words.empty[list]}
      onForward={
        canChange && list === 'skipped'
          ? async (seq) => {
              await api.sendAgain({ forward: id, seqs: [seq] });
              onChanged();
            }
          : null
      }
    />
  );
}
