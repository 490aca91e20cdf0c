'use client';

import { type AnchorHTMLAttributes, createContext, type MouseEvent, useContext } from 'react';
import type { Place as ProblemPlace } from '#lib/problems/problem.ts';

/** A place in a capture, as the fragment of its address says it: `#body/json:$.commits[0]`, `#body/text:12.7`, `#headers:3`. */
export type Place = {
  readonly tab: string;
  /** The kind a body is read as; null for the one that suits it. */
  readonly view: string | null;
  /** Where in the tab: a path, `line.column`, a number; null for its beginning. */
  readonly at: string | null;
};

/** Reads a fragment, with or without its `#`; null when it names no place. */
export function parsePlace(fragment: string): Place | null {
  const found = /^#?([a-z]+)(?:\/([a-z]+))?(?::(.+))?$/s.exec(fragment);
  if (!found) return null;
  const [, tab = '', view = null, at = null] = found;
  try {
    return { tab, view, at: at === null ? null : decodeURIComponent(at) };
  } catch {
    return { tab, view, at: null };
  }
}

/** The fragment that `parsePlace` reads, with its `#`. */
export function printPlace({ tab, view, at }: Place): string {
  const where = at === null ? '' : `:${encodeURI(at).replaceAll('#', '%23')}`;
  return `#${tab}${view === null ? '' : `/${view}`}${where}`;
}

/** The place of a problem. */
export function placeOfProblem(place: ProblemPlace): Place {
  switch (place.in) {
    case 'body':
      return { tab: 'body', view: null, at: `${place.line}.${place.column}` };
    case 'header':
      return { tab: 'headers', view: null, at: String(place.number) };
    case 'query':
      return { tab: 'query', view: null, at: String(place.number) };
  }
}

/** Line and column that a place names; the column is 1 when it names none. */
export function lineOfPlace(at: string | null): { line: number; column: number } | null {
  const [, line, column] = /^(\d{1,9})(?:\.(\d{1,9}))?$/.exec(at ?? '') ?? [];
  return line === undefined ? null : { line: Number(line), column: Number(column ?? 1) };
}

/** Where in the shown capture somebody wants to be. `turn` grows with every wish, so that the same one counts again. */
export type Wanted = Place & { readonly turn: number };

type Going = { wanted: Wanted | null; go: (place: Place) => void };

const PlaceContext = createContext<Going>({ wanted: null, go: () => {} });
export const PlaceProvider = PlaceContext;

export function useGoing(): Going {
  return useContext(PlaceContext);
}

/** Where in this tab somebody wants to be; null when it is elsewhere or nowhere. */
export function useWanted(tab: string): Wanted | null {
  const { wanted } = useGoing();
  return wanted?.tab === tab ? wanted : null;
}

type LinkProps = AnchorHTMLAttributes<HTMLAnchorElement> & { place: Place };

/** A link to a place in the capture that is shown; it can be copied like any link. */
export function PlaceLink({ place, ...rest }: LinkProps) {
  const { go } = useGoing();
  return (
    <a
      {...rest}
      href={printPlace(place)}
      onClick={(event: MouseEvent) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey) return;
        event.preventDefault();
        go(place);
      }}
    />
  );
}
