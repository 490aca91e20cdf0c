export const filterBox = {
  label: 'Filter requests',
  /** Short enough for a phone; the suggestions have the rest. */
  placeholder: 'Filter   method: path: body:',
  clear: 'Clear filter',
};

export const filterBy = {
  only: 'Show only',
  except: 'Exclude',
  value: (name: string) => `Filter by ${name}`,
  valueHelp: (term: string, modifier: string) => `Filter by ${term}. ${modifier} + click to exclude it.`,
  announce: (term: string) => `Filtered by ${term}`,
};
