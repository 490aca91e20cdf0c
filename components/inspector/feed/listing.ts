import type { CaptureSummary } from '#lib/model/capture-json.ts';
import type { CaptureRows } from './capture-rows.ts';
import { countListed } from './feed.ts';
import type { Feed } from './feed-state.ts';
import { groupRows } from './identical-requests.ts';
import { type ListOrder, placeOf, rowAtPlace } from './list-order.ts';

/** A line of the list. */
export type Line = {
  /** The request that it shows; of a closed group, the newest. */
  readonly row: CaptureSummary;
  /** The requests that it stands for, the oldest first: itself, or those of a closed group. */
  readonly stands: readonly CaptureSummary[];
  /** The group that begins with this line, the oldest first; null for others. */
  readonly group: readonly CaptureSummary[] | null;
  /** It is one of an open group. */
  readonly isMember: boolean;
};

/** The list as it is drawn. A place is counted from its top, from 0. */
export type Listing = {
  readonly count: number;
  /** The line at a place; undefined beyond the ends. */
  at(place: number): Line | undefined;
  /** The place of a request, which may be in a closed group, or the one that it would have. */
  placeOf(seq: number): number;
};

/** Lists a feed. The same rows give the same listing. */
export type Lister = (feed: Feed) => Listing;

/** How feeds are listed: `open` are members of the groups that are open; null without groups. */
export function createLister(order: ListOrder, open: ReadonlySet<number> | null): Lister {
  let last: { rows: CaptureRows; floor: number; head: number; listing: Listing } | null = null;
  return (feed) => {
    const { rows, floor, head } = feed;
    if (last?.rows === rows && last.floor === floor && last.head === head) return last.listing;
    const listing = open === null ? listRequests(feed, order) : listGroups(feed, order, open);
    last = { rows, floor, head, listing };
    return listing;
  };
}

function listRequests(feed: Feed, order: ListOrder): Listing {
  return {
    count: countListed(feed),
    at(place) {
      const row = rowAtPlace(feed, order, place);
      return row && singleLine(row);
    },
    placeOf: (seq) => placeOf(feed, order, seq),
  };
}

function listGroups(feed: Feed, order: ListOrder, open: ReadonlySet<number>): Listing {
  const groups = groupRows(feed.rows, feed.floor <= 1 ? 0 : feed.floor);
  const isNewestFirst = order === 'newest';
  const groupAt = (index: number) => groups[isNewestFirst ? groups.length - 1 - index : index];
  /** The index of the group of a request, or the one that it would have, counted from the top. */
  const indexOfGroup = (seq: number) =>
    firstIndex(groups.length, (index) => {
      const group = groupAt(index)!;
      return isNewestFirst ? group[0]!.seq <= seq : group.at(-1)!.seq >= seq;
    });
  const opened = openGroups(open, (seq) => {
    const index = indexOfGroup(seq);
    const group = groupAt(index);
    return group && group.length > 1 && group.some((row) => row.seq === seq) ? { index, group } : null;
  });

  return {
    count: opened.reduce((count, { group }) => count + group.length - 1, groups.length),
    at(place) {
      let additional = 0;
      for (const { index, group } of opened) {
        const within = place - additional - index;
        if (within < 0) break;
        if (within < group.length) return memberLine(group, within, isNewestFirst);
        additional += group.length - 1;
      }
      const group = groupAt(place - additional);
      return group && closedLine(group);
    },
    placeOf(seq) {
      const wanted = indexOfGroup(seq);
      let place = wanted;
      for (const { index, group } of opened) {
        if (index > wanted) break;
        if (index < wanted) place += group.length - 1;
        else place += group.filter((row) => (isNewestFirst ? row.seq > seq : row.seq < seq)).length;
      }
      return place;
    },
  };
}

type OpenGroup = { index: number; group: CaptureSummary[] };

/** The groups that have one of the open requests, each once, from the top. */
function openGroups(open: ReadonlySet<number>, find: (seq: number) => OpenGroup | null): OpenGroup[] {
  const found = new Map<number, OpenGroup>();
  for (const seq of open) {
    const group = find(seq);
    if (group) found.set(group.index, group);
  }
  return [...found.values()].sort((a, b) => a.index - b.index);
}

/** Binary search: the first index below `count` where `holds` is true, given that it stays true from there; else `count`. */
function firstIndex(count: number, holds: (index: number) => boolean): number {
  let [low, high] = [0, count];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** The line of a group that is closed, or that is a single request. */
function closedLine(group: CaptureSummary[]): Line {
  return { row: group.at(-1)!, stands: group, group: group.length > 1 ? group : null, isMember: false };
}

/** A line of an open group, counted from its top. */
function memberLine(group: CaptureSummary[], within: number, isNewestFirst: boolean): Line {
  const row = group[isNewestFirst ? group.length - 1 - within : within]!;
  return { row, stands: [row], group: within === 0 ? group : null, isMember: true };
}

function singleLine(row: CaptureSummary): Line {
  return { row, stands: [row], group: null, isMember: false };
}

/** Whether a line shows a request or, closed, has it in its group. */
export function standsFor(line: Line | undefined, seq: number | null): boolean {
  if (!line || seq === null || seq > line.row.seq || seq < line.stands[0]!.seq) return false;
  return line.stands.some((row) => row.seq === seq);
}
