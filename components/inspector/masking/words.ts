import { countOf } from '#components/ui/count-words.ts';

/** What a link or an export masks. */

export const masking = {
  mask: 'Mask secrets',
  more: 'Choose what is masked',
  less: 'Hide masking options',
  maskHelp:
    'Hides Authorization, cookies, signatures, API keys, passwords and tokens in headers, path, query and body. Unstructured bodies are hidden. The server does it before anything is sent.',
  notMasked:
    'Not masked: values under names that do not sound like a secret, parts of file names, and when and from where a request came.',
  previewIsExact: 'The preview shows exactly what viewers get.',
  fields: 'Additional fields to mask',
  fieldsHelp:
    'Names of JSON members, form fields and query parameters, separated by commas. Use card.number for a path and $.id for a top-level member.',
  headers: 'Additional headers to mask',
  fieldsPlaceholder: 'email, card.number, $.id',
  headersPlaceholder: 'X-Tenant',
  unstructured: 'Show unstructured bodies (text, XML, files)',
  unstructuredHelp:
    'Known secrets in them are masked, but others may stay visible. If this is off, these bodies are hidden.',
  showPreview: (seq: number) => `Preview request #${seq}`,
  hidePreview: 'Hide preview',
};

export const maskingPreview = {
  trailers: 'Trailers',
  note: (note: string) => `Note: ${note}`,
  shortened: (shown: number, all: number) =>
    `The preview ends here, after ${shown.toLocaleString('en')} of ${all.toLocaleString('en')} characters.`,
  values: (count: number) => `${countOf(count, 'value')} masked`,
  bodyHidden: 'body hidden',
  decoded: (encodings: string) => `body decoded (${encodings})`,
  binary: (bytes: number) => `(${countOf(bytes, 'byte')}, not text)`,
  bodyHiddenBecause: (reason: string) => `Body hidden. ${reason}`,
};
