import { Fragment, type ReactNode } from 'react';

/** Renders items that never move within their list and may be equal, such as the lines of a text: their index is their key. */
export function renderByIndex<Item>(
  items: readonly Item[],
  render: (item: Item, index: number) => ReactNode,
): ReactNode[] {
  // biome-ignore lint/suspicious/noArrayIndexKey: the callers' items have no identity but their place.
  return items.map((item, index) => <Fragment key={index}>{render(item, index)}</Fragment>);
}
