/** The tabs of a request, in the order of the keys 1 to 8. */
export const tabIds = [
  'overview',
  'headers',
  'query',
  'body',
  'raw',
  'reply',
  'attempts',
  'deliveries',
] as const;
export type TabId = (typeof tabIds)[number];

export function isTabId(name: string): name is TabId {
  return (tabIds as readonly string[]).includes(name);
}
