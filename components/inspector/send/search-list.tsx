'use client';

import { Autocomplete } from '@base-ui/react/autocomplete';
import { Search } from 'lucide-react';

type Group<Item> = { readonly value: string; readonly items: readonly Item[] };

type Props<Item> = {
  words: { label: string; search: string; placeholder: string; none: string };
  groups: readonly Group<Item>[];
  query: string;
  onQuery: (query: string) => void;
  keyOf: (item: Item) => string;
  titleOf: (item: Item) => string;
  /** What stands beside the title. */
  aboutOf: (item: Item) => string;
  onChoose: (item: Item) => void;
  /** A sentence below the list about those that are not listed; null if there are none. */
  more: string | null;
};

/** A list to choose from, in groups, with a search; the arrow keys move and Enter chooses. */
export function SearchList<Item>(props: Props<Item>) {
  const { words, groups, query, onQuery, keyOf, titleOf, aboutOf, onChoose, more } = props;
  return (
    <Autocomplete.Root
      open
      inline
      mode="none"
      items={groups}
      value={query}
      onValueChange={onQuery}
      itemToStringValue={titleOf}
      autoHighlight="always"
      keepHighlight
    >
      <div className="rounded-control border border-edge bg-raised">
        <div className="flex items-center gap-2.5 border-line border-b px-3">
          <Search className="size-3.5 shrink-0 text-quiet" aria-hidden />
          <Autocomplete.Input
            autoFocus
            aria-label={words.search}
            placeholder={words.placeholder}
            className="h-9 w-full bg-clear outline-none placeholder:text-quiet touch:h-11"
          />
        </div>
        <Autocomplete.Empty className="px-3 text-quiet empty:hidden [&:not(:empty)]:py-3">
          {words.none}
        </Autocomplete.Empty>
        <Autocomplete.List aria-label={words.label} className="max-h-96 scrolls p-1 outline-none empty:p-0">
          {(group: Group<Item>) => (
            <Autocomplete.Group key={group.value} items={group.items}>
              <Autocomplete.GroupLabel className="px-2.5 pt-1.5 pb-0.5 text-quiet text-small">
                {group.value}
              </Autocomplete.GroupLabel>
              <Autocomplete.Collection>
                {(item: Item) => (
                  <Autocomplete.Item
                    key={keyOf(item)}
                    value={item}
                    onClick={() => onChoose(item)}
                    className="flex min-h-7 cursor-default select-none items-center gap-x-2 rounded-[5px] px-2.5 py-1 outline-none data-highlighted:bg-hover max-wide:flex-wrap touch:min-h-10"
                  >
                    <span className="min-w-0 truncate">{titleOf(item)}</span>
                    <span className="truncate text-quiet text-small wire wide:ml-auto">{aboutOf(item)}</span>
                  </Autocomplete.Item>
                )}
              </Autocomplete.Collection>
            </Autocomplete.Group>
          )}
        </Autocomplete.List>
        {more !== null && <p className="border-line border-t px-3 py-1.5 text-quiet text-small">{more}</p>}
      </div>
    </Autocomplete.Root>
  );
}
