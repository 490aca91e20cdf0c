/** Texts of the building blocks, the same wherever they are used. */

export const buttons = { cancel: 'Cancel', close: 'Close', retry: 'Try again' };

/** The bar below settings. */
export const saveBar = { saving: 'Saving …', discard: 'Discard changes', save: 'Save changes' };

/** `label` is the text of a button, `name` the thing it acts on: `Revoke: Support team`. */
export const buttonName = (label: string, name: string) => `${label}: ${name}`;

/** `name` is what is copied, such as `Capture URL`. */
export const copying = {
  copy: 'Copy',
  copied: 'Copied',
  copyName: (name: string) => `Copy ${name}`,
  copiedName: (name: string) => `${name} copied`,
  failed: (name: string) => `${name} could not be copied.`,
};

/** Shows what is entered in a field whose characters are hidden. */
export const passwordField = { reveal: 'Reveal', hide: 'Hide' };

export const opening = {
  menuFailed: 'The menu could not be opened.',
  detailsFailed: 'The details could not be opened.',
  dialogFailed: 'The dialog could not be opened.',
};

export const longText = {
  showMore: (count: string) => `… ${count} more characters`,
  notShown: (count: string) => ` … ${count} more characters`,
};

/** Below a long list, of which some are drawn. `what` is their name, such as `headers`. */
export const longList = { showMore: (count: string, what: string) => `Show ${count} more ${what}` };

export const invisibleCharacter = 'Invisible character';
export const invisibleCharacters = (count: string) => `${count} invisible characters in a row`;

/** The encoding in which bytes beyond ASCII are read, as the tooltip of its name. */
export const byteEncoding = {
  'UTF-8': 'The bytes are valid UTF-8 and are read as such.',
  'Latin-1': 'The bytes are not valid UTF-8. Each byte is shown as one character (ISO 8859-1).',
};
