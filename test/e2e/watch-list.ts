import type { Page } from 'playwright-core';

/** What the animation frames showed of the list. */
export type ListFrames = {
  frames: number;
  /** How far the selected row was from the top of the list, pixels: one number while it stands still. */
  selectedTops: number[];
  /** How many rows were newer than the selected one. */
  newerThanSelected: number[];
  /** The most empty pixels above, between or below rows, while there were rows beyond the edge. */
  hole: number;
  /** The most rows that moved or faded. */
  moving: number;
  /** The differences between the number on the button for new requests and the rows beyond the edge where new ones are. */
  miscounts: number[];
};

/** Watches the list of the inspector in each frame from now on; the returned function ends it and tells what was seen. */
export async function watchList(page: Page): Promise<() => Promise<ListFrames>> {
  const watch = await page.evaluateHandle(watchFrames);
  return () => watch.evaluate((end) => end());
}

/** In the page. */
function watchFrames(): () => ListFrames {
  const list = document.querySelector('[data-list]')!;
  const [selectedTops, newerThanSelected, miscounts] = [
    new Set<number>(),
    new Set<number>(),
    new Set<number>(),
  ];
  const most = { hole: 0, moving: 0 };
  let frames = 0;
  let isWatching = true;

  const look = () => {
    if (!isWatching) return;
    requestAnimationFrame(look);
    frames += 1;
    const view = list.getBoundingClientRect();
    const isNewestFirst = list.getAttribute('aria-label')!.includes('newest');
    const rows = [...list.querySelectorAll('[role=option]')].map((row) => {
      const { top, bottom } = row.getBoundingClientRect();
      const place = Number(row.getAttribute('aria-posinset'));
      const count = Number(row.getAttribute('aria-setsize'));
      const isSelected = row.getAttribute('aria-selected') === 'true';
      return { top, bottom, count, isSelected, place, newer: isNewestFirst ? place - 1 : count - place };
    });
    rows.sort((a, b) => a.place - b.place);
    const inView = rows.filter(({ top, bottom }) => bottom > view.top + 1 && top < view.bottom - 1);
    const [first, last] = [inView[0], inView.at(-1)];
    if (!first || !last) {
      most.hole = view.height;
      return;
    }
    // Pairs of edges between which there is nothing. After the last row there may be space.
    const edges = [view.top, ...inView.flatMap(({ top, bottom }) => [top, bottom]), view.bottom];
    if (last.place === last.count) edges.splice(-2);
    for (let at = 0; at < edges.length; at += 2) {
      most.hole = Math.max(most.hole, Math.round(edges[at + 1]! - edges[at]!));
    }
    const moving = document.getAnimations().filter(({ effect }) => {
      return (effect as KeyframeEffect).target?.closest('[role=option]');
    });
    most.moving = Math.max(most.moving, moving.length);
    const selected = rows.find(({ isSelected }) => isSelected);
    selectedTops.add(selected ? Math.round(selected.top - view.top) : Number.NaN);
    newerThanSelected.add(selected?.newer ?? Number.NaN);
    const told = document.querySelector('[data-news]')?.textContent?.replace(/\D/g, '') ?? '';
    miscounts.add(Number(told) - (isNewestFirst ? first : last).newer);
  };
  requestAnimationFrame(look);
  return () => {
    isWatching = false;
    return {
      ...most,
      frames,
      selectedTops: [...selectedTops],
      newerThanSelected: [...newerThanSelected],
      miscounts: [...miscounts],
    };
  };
}
