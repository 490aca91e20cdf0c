export const filterField = {
  suggestions: 'Suggestions',
  tab: 'Tab',
  count: (requests: string) => `(${requests})`,
  countedOf: (requests: string) => `Counted in the newest ${requests} requests.`,
};
