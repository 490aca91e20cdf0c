import { countWords } from '#components/ui/count-words.ts';

export const contentView = {
  /** The accessible names of the views. */
  viewAs: (kind: string) => `Body as ${kind}`,
  text: 'Body as text',
  hex: 'Body as hex',
  table: 'Body as a table',
  records: 'Body as records',
  formFields: 'Fields of the form',
  parts: 'Parts of the body',
  empty: 'Empty (0 bytes).',
  noHttpMessage: 'This is not an HTTP message. The Text view shows it.',
};

export const bodyToolbar = {
  view: 'View body as',
  hash: (sha256: string) => `SHA-256 ${sha256}`,
  shortHash: (sha256: string) => `sha256 ${sha256.slice(0, 4)}…${sha256.slice(-4)}`,
  find: { label: 'Find', title: 'Find in body' },
  wrap: { label: 'Wrap', title: 'Wrap long lines' },
  copyAsBase64: 'Copy as base64',
  asBase64: (name: string) => `${name} as base64`,
  download: 'Download',
  downloadName: (name: string) => (name === 'Body' ? 'Download body' : `Download ${name}`),
};

export const bodyRemarks = {
  broken: (kind: string, line: number, column: number, message: string) =>
    `Not valid ${kind} at line ${line}, column ${column}: ${message}.`,
  sentence: (words: string) => `${words}.`,
  unknownCharset: (charset: string) => `Unknown character encoding “${charset}”. Read as UTF-8.`,
  charset: (encoding: string) => `Read as ${encoding}.`,
  charsetOfField: (encoding: string, field: string) =>
    `Read as ${encoding}, as the field ${field} of the form declares.`,
  byteOrderMark: 'Begins with a byte order mark.',
  replaced: (encoding: string) =>
    `Some bytes are not valid ${encoding} and are shown as \ufffd. The Hex view shows them.`,
};

export const charsetSelect = {
  label: 'Character encoding',
  declared: 'Declared encoding',
  utf8: 'UTF-8',
};

export const httpMessageView = {
  request: 'Request in this part',
  response: 'Response in this part',
  requestBody: 'Body of the inner request',
  responseBody: 'Body of the inner response',
};

export const codeView = {
  expand: 'Expand',
  collapse: 'Collapse',
  expandRecord: (number: number) => `Expand record ${number}`,
  collapseRecord: (number: number) => `Collapse record ${number}`,
  children: {
    object: (count: number) => `${count} ${count === 1 ? 'key' : 'keys'}`,
    array: (count: number) => `${count} ${count === 1 ? 'item' : 'items'}`,
    element: (count: number) => `${count} ${count === 1 ? 'child' : 'children'}`,
    block: (count: number) => `${count} ${count === 1 ? 'line' : 'lines'}`,
    message: (count: number) => `${count} ${count === 1 ? 'field' : 'fields'}`,
  },
};

export const pathBar = {
  label: 'Selected line',
  path: (kind: string) => `${kind} path`,
  value: 'Value',
  valueAsShown: 'Value as shown',
  valueAsReceived: 'Value as received',
  filter: 'Filter',
  lineLink: 'Link to this line',
};

export const selectionBar = {
  label: 'Selected text',
  selected: (text: string) => `“${text}”`,
  filter: 'Filter by this text',
};

export const rowsView = {
  limited: (shown: number, total: number) =>
    `Only the first ${countWords(shown)} of ${countWords(total)} lines can be shown on a page. Download the body to see the rest.`,
};

export const findBar = {
  label: 'Find in body',
  matchCase: 'Match case',
  previous: 'Previous match',
  next: 'Next match',
  close: 'Close find',
  noMatches: 'No matches',
  searching: 'Searching …',
  /** `suffix` is `+` when there are more matches, and ` …` while the search goes on. */
  matches: (current: number, count: number, suffix: string) =>
    `${countWords(current)} of ${countWords(count)}${suffix}`,
};

export const previewView = {
  label: 'Preview of the body',
  image: (essence: string, size: string) => `${essence}, ${size}`,
  sizedImage: (essence: string, width: number, height: number, size: string) =>
    `${essence}, ${countWords(width)} × ${countWords(height)} pixels, ${size}`,
  imageAlt: 'Request body',
  brokenImage: 'This image cannot be displayed: it is incomplete or damaged.',
  hugeImage: 'Displaying this image may need a lot of memory.',
  showImage: 'Show image',
  media: (essence: string, size: string) => `${essence}, ${size}`,
  brokenMedia:
    'This browser cannot play the file: it is incomplete, damaged or in a format that the browser does not support.',
  pageTooComplex:
    'This page has so many elements, or is nested so deeply, that showing it may freeze the browser tab. This is its source.',
  showAnyway: 'Show anyway',
  pageTooLong: 'This page is too long to preview. The Text view shows all of it.',
  sandboxed: 'Shown in a sandboxed frame: scripts and network requests are blocked.',
  sandboxedWithout: (removed: readonly string[]) =>
    `Shown in a sandboxed frame: scripts and network requests are blocked. Removed: ${removed.join(', ')}.`,
  scripts: 'scripts',
  externalResources: 'external resources',
  page: 'Preview of the page',
  pdf: (version: string, size: string) => `PDF ${version}, ${size}`,
  pdfDownload: 'PDF files cannot be previewed here. Download the file to open it.',
  pdfReason:
    'Browsers do not display PDF files in sandboxed frames, and received files are never displayed outside of one.',
  pdfEncrypted: 'The file is encrypted.',
  pdfScripts: 'The file contains JavaScript.',
};

export const partRow = {
  copiedContent: (part: string) => `content of ${part}`,
  open: (part: string) => `Open ${part}`,
  bytes: (size: number) => `${countWords(size)} bytes`,
};

export const partSummary = {
  noName: 'no name',
  start: 'start part',
  startTitle: 'The part that the others belong to (multipart/related).',
  contentId: 'Content-ID',
  emptyName: 'empty name',
  noFile: 'no file selected',
  empty: 'empty',
};

export const partView = {
  back: 'Back',
  parts: 'Parts',
  references: 'Refers to',
  part: (number: number, id: string) => `Part ${number} (${id})`,
  missing: (id: string) => `${id} (no such part)`,
};

export const partHeaders = {
  none: 'This part has no headers.',
  empty: 'empty',
  /** What is copied: "Copy value of Content-Type". */
  value: (name: string, encoding: string | null) =>
    encoding === null ? `value of ${name}` : `value of ${name}, read as ${encoding}`,
  showMore: (count: number) => `Show ${countWords(count)} more headers`,
};

export const partTitles = {
  part: (number: string) => `Part ${number}`,
  preamble: 'Preamble (before the first boundary)',
  epilogue: 'Epilogue (after the closing boundary)',
  rest: 'Remaining parts (not listed)',
};
