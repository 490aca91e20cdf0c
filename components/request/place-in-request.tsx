'use client';

import { type AnchorHTMLAttributes, createContext, type MouseEvent, useContext } from 'react';
import { classNames } from '#components/ui/class-names.ts';
import type { Place as ProblemPlace } from '#lib/problems/problem.ts';

/** A place in a capture, as in the fragment of its URL: `#body/json:$.commits[0]`, `#body/text:12.7`, `#headers:3`. */
export type Place = {
  readonly tab: string;
  /** The kind a body is viewed as; null for the default. */
  readonly view: string | null;
  /** Where in the tab: a path, `line.column` or a number; null for its beginning. */
  readonly at: string | null;
};

/** Parses a fragment, with or without its `#`; null when it is not a place. */
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

/** The fragment of a place, with its `#`; the reverse of `parsePlace`. */
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

/** Line and column of a place, from 1; the column defaults to 1. Null for other places. */
export function lineOfPlace(at: string | null): { line: number; column: number } | null {
  const [, line, column] = /^(\d{1,9})(?:\.(\d{1,9}))?$/.exec(at ?? '') ?? [];
  return line === undefined ? null : { line: Number(line), column: Number(column ?? 1) };
}

/** The place in a capture to scroll to. `turn` grows with every navigation, so that going to the same place again has an effect. */
export type Destination = Place & { readonly turn: number };

type Navigation = { destination: Destination | null; go: (place: Place) => void };

const PlaceContext = createContext<Navigation>({ destination: null, go: () => {} });
export const PlaceProvider = PlaceContext;

export function useNavigation(): Navigation {
  return useContext(PlaceContext);
}

/** The destination if it is in this tab, else null. */
export function useDestination(tab: string): Destination | null {
  const { destination } = useNavigation();
  return destination?.tab === tab ? destination : null;
}

type LinkProps = AnchorHTMLAttributes<HTMLAnchorElement> & { place: Place };

/** A link to a place in the shown capture. */
export function PlaceLink({ place, className, ...rest }: LinkProps) {
  const { go } = useNavigation();
  return (
    <a
      {...rest}
      className={classNames('touch-area', className)}
      href={printPlace(place)}
      onClick={(event: MouseEvent) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey) return;
        event.preventDefault();
        go(place);
      }}
    />
  );
}
