'use client';

import { createContext, useContext } from 'react';

/** How a URL of the shown request is made for other people. A `fragment` begins with `#`, or is empty. */
export type RequestLink = {
  /** The URL of a place in the request; null while there is no link to give away. */
  readonly urlOf: ((fragment: string) => string) | null;
  /** Offers to create a link. Nothing is shared by that. */
  readonly create: (fragment: string) => void;
};

const RequestLinkContext = createContext<RequestLink>({
  urlOf: (fragment) => location.href.replace(/#.*$/s, '') + fragment,
  create: () => {},
});

/** Provides how URLs of the shown request are made. */
export const RequestLinkProvider = RequestLinkContext;

export function useRequestLink(): RequestLink {
  return useContext(RequestLinkContext);
}
