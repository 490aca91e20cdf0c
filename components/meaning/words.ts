export const meaningNote = {
  details: (name: string | null) => (name === null ? 'Decoded value' : `Decoded value of ${name}`),
  truncated: 'Only the beginning is shown. Copy it to see the rest.',
};
