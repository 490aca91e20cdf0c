/** Instead of the size of a body that is masked for a link. */
export const bodySize = { masked: 'masked' };

/** `create` is the tooltip while there is no link to give away. */
export const requestLink = { copy: 'Copy link', create: 'Create a link to this request' };

export const parameterTable = {
  /** What is copied: "Copy value of id". */
  value: (name: string) => `value of ${name}`,
  repeated: (place: number, count: number) => `${place} of ${count} with this name`,
  noName: 'no name',
  noValue: 'no value',
  empty: 'empty',
  received: 'received as {value}',
  /** Beside a field with `%u0416`: what JavaScript's escape() writes. */
  unicodeEscape: (written: string, character: string) =>
    `${written} is not percent-encoding, so it is shown as received. JavaScript's escape() writes it for ${character}.`,
};

export const filterByValue = {
  help: (term: string) => `Filter by ${term}. Ctrl or ⌘ + click to exclude it.`,
};
