import type { Draft } from '#lib/drafts/draft.ts';
import { readable } from '#lib/http/byte-string.ts';

export type FoundDraft = {
  /** Its place in the text, from 0. */
  readonly index: number;
  readonly name: string;
  /** Where it is sent; with method and target unless the name consists of them. */
  readonly about: string;
};

/** How many requests are listed. */
const mostListed = 60;

/** The drafts in which every word of the query occurs, in their order; `more` were found and are not listed. */
export function findDrafts(
  drafts: readonly Draft[],
  query: string,
): { items: readonly FoundDraft[]; more: number } {
  const wanted = query.toLowerCase().split(/\s+/).filter(Boolean);
  const found = drafts.map(listedDraft).filter(({ name, about }) => {
    const text = `${name} ${about}`.toLowerCase();
    return wanted.every((word) => text.includes(word));
  });
  return { items: found.slice(0, mostListed), more: Math.max(0, found.length - mostListed) };
}

/** The longest part of a target that is listed; more does not fit on a line. */
const longestTarget = 200;

function listedDraft({ name, destination, request }: Draft, index: number): FoundDraft {
  const host = destination?.replace(/^\w+:\/\//, '') ?? '';
  const target = readable(request.target.slice(0, longestTarget));
  const isNamed = name !== readable(`${request.method} ${request.target}`).slice(0, name.length);
  return { index, name, about: isNamed ? `${readable(request.method)} ${host}${target}` : host };
}
