import { undescribed } from '../support/described.ts';

/** A `fetch` that compares every response with the OpenAPI document. */
export const describedFetch: typeof fetch = async (input, init) => {
  const response = await fetch(input, init);
  const difference = await undescribed(init?.method ?? 'GET', String(input), response);
  if (difference) throw new Error(difference);
  return response;
};
