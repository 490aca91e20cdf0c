import { countWords } from '#components/ui/count-words.ts';

/** The dialog that copies a request as a command or document. */

export const copyAs = {
  button: 'Copy as',
  title: (seq: number | string) => `Copy request ${seq} as`,
  save: 'Download file',
};

export const copyOptions = {
  sendTo: 'Send to',
  bin: 'To this bin',
  elsewhere: 'To another URL',
  url: 'URL',
  urlHelp: 'Its path replaces the path of the bin.',
  urlInvalid: 'Enter a URL that starts with http:// or https:// and has no ? or #.',
  keepPrefix: 'Keep {prefix} in the path',
  keepHost: 'Keep the original Host header',
  mask: 'Mask secrets',
  maskHelp: 'Authorization, cookies, signatures and API keys',
  dropHopByHop: 'Omit connection headers',
  dropHopByHopHelp: 'Connection, Transfer-Encoding, Keep-Alive …',
  dropProxy: 'Omit proxy headers',
  dropProxyHelp: 'X-Forwarded-For, Via, CF-Ray …',
};

export const copyPreview = {
  label: 'Preview',
  generating: 'Generating the copy …',
  rest: (characters: number) => `… ${countWords(characters)} more characters are not shown, but are copied.`,
};
