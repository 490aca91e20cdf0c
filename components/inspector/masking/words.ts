import { countOf } from '#components/ui/count-words.ts';

/** What a link or an export masks. */

export const masking = {
  mask: 'Mask secrets',
  more: 'Choose what is masked',
  less: 'Hide masking options',
  maskHelp:
    'Hides Authorization, cookies, signatures, API keys, passwords and tokens in headers, query and body. Unstructured bodies are hidden. The server does it before anything is sent.',
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
  values: (count: number) => `${countOf(count, 'value')} masked`,
  bodyHidden: 'body hidden',
  decoded: (encodings: string) => `body decoded (${encodings})`,
  binary: (bytes: number) => `(${countOf(bytes, 'byte')}, not text)`,
  bodyHiddenBecause: (reason: string) => `Body hidden. ${reason}`,
};
