'use client';

import { RotateCw, Search } from 'lucide-react';
import { type FormEvent, useCallback, useState } from 'react';
import type { ForwardApi } from '#components/api/forwards.ts';
import { FilterField } from '#components/filter-field/filter-field.tsx';
import { useCountValues } from '#components/filter-field/use-counted-values.ts';
import { announce } from '#components/ui/announcer.tsx';
import { Button } from '#components/ui/button.tsx';
import { Checkbox } from '#components/ui/checkbox.tsx';
import type { Question } from '#components/ui/confirm-question.ts';
import { noticeTrouble, showNotice } from '#components/ui/notices.tsx';
import type { DeadLetterChoice } from '#lib/model/forward-input.ts';
import type { ForwardJson } from '#lib/model/forward-json.ts';
import { ItemList } from './item-list.tsx';
import { type FetchItems, useItems } from './use-items.ts';
import { ruleRequests, deadLetters as words } from './words.ts';

type Props = {
  bin: { readonly slug: string; readonly key: string };
  rule: ForwardJson;
  api: ForwardApi;
  changes: number;
  canChange: boolean;
  onChanged: () => void;
  onAsk: (question: Question) => void;
};

/** The requests that a rule has given up: some, those that match a filter, or all are sent again or discarded. */
export function GivenUp({ bin, rule: { id }, api, changes, canChange, onChanged, onAsk }: Props) {
  const [filter, setFilter] = useState('');
  const [picked, setPicked] = useState<ReadonlySet<number>>(new Set());
  /** Its form stays while a list is loaded. */
  const [isFiltered, setFiltered] = useState(false);
  /** The filter that is in the field, and may not be applied yet. */
  const [typed, setTyped] = useState('');
  const [busy, setBusy] = useState(false);
  const fetch = useCallback<FetchItems>(
    (page, signal) =>
      filter === ''
        ? api.items(id, { ...page, state: 'dead' }, signal)
        : api.deadLetters({ ...page, forward: id, filter }, signal),
    [api, id, filter],
  );
  const { trouble, ...list } = useItems(fetch, changes);
  const items = list.items ?? [];
  const selected = items.filter(({ seq }) => picked.has(seq)).map(({ seq }) => seq);
  // A selection whose requests are gone is still one: it must not become all of them under the pointer.
  const scope = picked.size > 0 ? 'selected' : filter === '' ? 'all' : 'matching';
  const isOfOthers = scope === 'selected' ? selected.length === 0 : typed !== filter;
  const isFilterWrong = trouble?.code === 'invalid-filter';

  const choice = (): DeadLetterChoice => ({
    forward: id,
    ...(scope === 'selected' ? { seqs: selected.slice(0, 1000) } : scope === 'all' ? {} : { filter }),
  });

  function after(): void {
    setPicked(new Set());
    onChanged();
    list.reload();
  }

  async function send(): Promise<void> {
    setBusy(true);
    try {
      const { count } = await api.sendAgain(choice());
      showNotice({ tone: 'good', words: words.sent(count) });
      after();
    } catch (error) {
      noticeTrouble(words.sendFailed, error);
    }
    setBusy(false);
  }

  function askToDiscard(): void {
    const chosen = choice();
    let isDone = false;
    const title =
      scope === 'selected' ? words.discardTitle.selected(selected.length) : words.discardTitle[scope];
    onAsk({
      title,
      consequence: words.discardConsequence(scope === 'selected' ? selected.length : null),
      verb: words.discard,
      failed: words.discardFailed,
      act: async () => {
        const { count } = await api.discard(chosen);
        announce(words.discarded(count));
        isDone = true;
        after();
      },
      // The button goes with the last request.
      focusAfter: () =>
        isDone ? document.querySelector<HTMLElement>('[role="tab"][aria-selected="true"]') : null,
    });
  }

  const toggle = (seq: number) =>
    setPicked((now) => {
      const next = new Set(now);
      if (!next.delete(seq)) next.add(seq);
      return next;
    });
  const isPicked = selected.length > 0 && selected.length === items.length;

  return (
    <>
      {(items.length > 0 || isFiltered) && (
        <FilterForm
          bin={bin}
          error={isFilterWrong ? (trouble.detail ?? trouble.title) : null}
          onType={setTyped}
          onApply={(text) => {
            setFilter(text);
            setFiltered(true);
            setPicked(new Set());
          }}
        />
      )}
      {canChange && items.length > 0 && (
        <div className="mt-2 flex flex-wrap items-center gap-x-2 gap-y-1 border-line border-b pb-2">
          <div className="min-w-0 flex-1 whitespace-nowrap">
            <Checkbox
              label={scope === 'selected' ? words.selected(selected.length) : words.selectAll}
              checked={isPicked}
              onChange={(checked) => setPicked(new Set(checked ? items.map(({ seq }) => seq) : []))}
            />
          </div>
          <Button busy={busy} disabled={isOfOthers} onClick={send}>
            <RotateCw aria-hidden />{' '}
            {{ selected: words.send, matching: words.sendMatching, all: words.sendAll }[scope]}
          </Button>
          <Button look="danger" disabled={busy || isOfOthers} onClick={askToDiscard}>
            {{ selected: words.discard, matching: words.discardMatching, all: words.discardAll }[scope]}
          </Button>
        </div>
      )}
      <ItemList
        {...list}
        items={isFilterWrong ? [] : list.items}
        trouble={isFilterWrong ? null : trouble}
        binKey={bin.key}
        empty={isFilterWrong ? '' : filter === '' ? ruleRequests.empty.dead : ruleRequests.noMatch}
        selection={canChange ? { has: (seq) => picked.has(seq), toggle } : null}
      />
    </>
  );
}

function FilterForm({
  bin,
  error,
  onType,
  onApply,
}: {
  bin: Props['bin'];
  error: string | null;
  onType: (text: string) => void;
  onApply: (text: string) => void;
}) {
  const [text, setText] = useState('');

  function submit(event: FormEvent): void {
    event.preventDefault();
    onApply(text.trim());
  }

  return (
    <form onSubmit={submit} className="flex items-start gap-2">
      <FilterField
        label={words.filter}
        count={useCountValues(bin)}
        value={text}
        placeholder={words.filterExample}
        error={error}
        className="min-w-0 flex-1"
        onChange={(filter) => {
          setText(filter);
          onType(filter.trim());
        }}
      />
      <Button type="submit" className="mt-6 h-8! touch:h-10!">
        <Search aria-hidden /> {words.apply}
      </Button>
    </form>
  );
}
