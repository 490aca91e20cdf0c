'use client';

import { createContext, useContext } from 'react';

/** Creates the URL of a place in the shown request; `fragment` begins with `#`, or is empty. */
export type MakeRequestLink = (fragment: string) => string | Promise<string>;

const RequestLinkContext = createContext<MakeRequestLink>(
  (fragment) => location.href.replace(/#.*$/s, '') + fragment,
);

/** Provides how URLs of the shown request are created. */
export const RequestLinkProvider = RequestLinkContext;

export function useRequestLink(): MakeRequestLink {
  return useContext(RequestLinkContext);
}
