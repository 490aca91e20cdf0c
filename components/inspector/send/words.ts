import { spanWords } from '#components/frame/span-words.ts';
import { atTimeWords, clockWords } from '#components/frame/time-words.ts';
import { countOf, countWords } from '#components/ui/count-words.ts';
import { humanSize } from '#lib/body/size.ts';
import type { DraftFormatId } from '#lib/drafts/draft.ts';
import type { ReplayMode } from '#lib/providers/replay/prepare-replay.ts';

export const sendDialog = {
  title: 'Send a request',
  editTitle: 'Edit and send',
  source: 'Source',
  sources: {
    sample: 'Sample event',
    paste: 'Paste a request',
    blank: 'Blank request',
    capture: 'Captured request',
  },
  send: 'Send',
  sendTimes: (times: number) => `Send ${countWords(times)} times`,
  sending: 'Sending',
  backToEditing: 'Back to editing',
  failed: 'The request could not be sent.',
  tooLongToSign: 'Its body is too long to be signed here. Send it as it was, or replace the body.',
  loading: 'Loading request',
  correct: 'Correct the fields that are marked before you send.',
  chooseSignature: 'Choose how the request is signed before you send.',
  request: 'Request',
  delivery: 'Delivery',
};

/** Asked before edits are lost. */
export const discardEdits = {
  title: 'Discard your edits?',
  consequence: 'The request was edited and has not been sent. The edits cannot be restored.',
  verb: 'Discard edits',
  failed: 'The edits could not be discarded.',
};

/** For requests that are replayed and cannot be edited. */
export const replayForm = {
  title: 'Replay request',
  about: (seq: number) =>
    `Request ${seq} is sent exactly as it was received, with the signature that it has.`,
  malformed: (seq: number) =>
    `Request ${seq} is not valid HTTP, so it cannot be edited. It is sent exactly as it was received.`,
  replay: 'Replay',
  sending: 'Sending',
  back: 'Back to the destination',
};

export const samplePicker = {
  label: 'Sample event',
  search: 'Search sample events',
  placeholder: 'Provider or event',
  loading: 'Loading sample events',
  none: 'No sample event matches. Try the name of a provider or of an event.',
  more: (events: number) => `${countOf(events, 'more event')}. Type to narrow the list.`,
  change: 'Choose another event',
  fresh: 'Renew IDs and times',
  chosen: (provider: string, event: string) => `${provider} · ${event}`,
};

export const pasteSource = {
  label: 'Text with a request',
  help: 'Paste a curl or PowerShell command, a .http file, an HTTP message, a HAR file or a Postman collection, or drop a file here. It is read in this browser. Commands are not run.',
  placeholder:
    "curl https://api.example/orders \\\n  -H 'Content-Type: application/json' \\\n  -d '{\"id\": 1}'",
  read: 'Read request',
  reading: 'Reading the text',
  open: 'Open file',
  edit: 'Edit text',
  change: 'Choose another request',
  chosen: (format: string, name: string) => `${format} · ${name}`,
  found: (requests: number, format: string) => `${countOf(requests, 'request')} · ${format}`,
  formats: {
    curl: 'curl',
    har: 'HAR file',
    'http-file': '.http file',
    postman: 'Postman collection',
    powershell: 'PowerShell',
    'raw-message': 'HTTP message',
  } satisfies Record<DraftFormatId, string>,
  notes: 'Check before you send',
  tooLong: (most: number) =>
    `Texts up to ${countWords(most / 1e6)} MB are read here. Paste a single request, or import a HAR file into the bin.`,
  notText: (name: string) => `The file ${name} is not UTF-8 text.`,
  toSelf: 'The text names no destination, so the destination is this bin.',
  toUrlsOff: (destination: string) =>
    `This server does not send to ${destination}, so the destination is this bin.`,
  http10: 'The request uses HTTP/1.0. It is sent as HTTP/1.1.',
  verified: 'This server always verifies certificates.',
  timeLimit: (milliseconds: number) => `The time limit is ${countWords(milliseconds / 1000)} s.`,
};

export const pastedPicker = {
  label: 'Request of the text',
  search: 'Search requests of the text',
  placeholder: 'Name, method, host or path',
  none: 'No request matches. Try another part of its name or URL.',
  more: (requests: number) => `${countOf(requests, 'more request')}. Type to narrow the list.`,
};

export const capturePicker = {
  label: 'Request',
  loading: 'Loading requests',
  none: 'This bin has no requests yet.',
};

export const draftFields = {
  method: 'Method',
  target: 'Path and query',
  targetHelp: (url: string) => `Sent to ${url}`,
  targetError: 'The path must begin with / and contain no spaces.',
  methodError: "A method consists of letters, digits and the signs !#$%&'*+-.^_`|~.",
  usualTarget: 'Use the path of the destination',
  edited: 'edited',
  undo: 'Undo all edits',
  compare: 'Compare',
  hideComparison: 'Hide comparison',
  compareWith: {
    capture: 'Differences from the captured request',
    sample: 'Differences from the sample',
    paste: 'Differences from the pasted request',
  },
  noDifference: 'The request is the same as the original, byte for byte.',
  bodyNotCompared: 'The body was not loaded and is not compared.',
};

export const headerTable = {
  title: 'Headers',
  add: 'Add header',
  none: 'No headers. Those that a connection needs are added when the request is sent.',
  name: 'Name',
  value: 'Value',
  nameOf: (place: number) => `Name of header ${place}`,
  valueOf: (place: number) => `Value of header ${place}`,
  send: (name: string) => `Send ${name}`,
  sendUnnamed: (place: number) => `Send header ${place}`,
  actions: (name: string) => `Actions for ${name}`,
  actionsUnnamed: (place: number) => `Actions for header ${place}`,
  moveUp: 'Move up',
  moveDown: 'Move down',
  double: 'Duplicate',
  remove: 'Remove',
  moved: (place: number, of: number) => `Moved to place ${place} of ${of}`,
  help: 'Alt + ↑ or ↓ moves a header.',
  signature: 'computed when the request is signed',
  fromDestination: 'Set from the destination.',
  fromBody: 'Set from the body.',
  leftOut: (because: string) => `Not sent. ${because}`.trimEnd(),
  edits: { added: 'added', changed: 'edited', off: 'not sent' },
  removed: (headers: number) => `${countOf(headers, 'header')} removed`,
  invalid: "A name consists of letters, digits and the signs !#$%&'*+-.^_`|~. A value has no line breaks.",
};

export const bodyEditor = {
  title: 'Body',
  form: 'Edit as',
  forms: { text: 'Text', hex: 'Hex', base64: 'Base64' },
  upload: 'Upload file',
  file: (name: string, size: number) => `${name}, ${humanSize(size)}`,
  kept: (size: number) => `The body (${humanSize(size)}) is sent unchanged.`,
  keptHelp: 'It is too long to be edited here. You can replace it.',
  costlyHelp: 'Its characters take the browser long to draw: editing it may freeze the tab.',
  editAnyway: 'Edit anyway',
  replace: 'Replace with text',
  restore: 'Restore original',
  wrong: {
    hex: 'Enter two hexadecimal digits for each byte.',
    base64: 'This is not valid base64.',
  },
  notJson: 'This is not valid JSON. It is sent as it is.',
  tooLong: (most: number) => `The body is longer than ${humanSize(most)} and cannot be sent from here.`,
  size: (bytes: number) => countOf(bytes, 'byte'),
};

export const signatureFields = {
  title: 'Signature',
  modes: {
    'as-it-was': {
      title: 'As it was',
      help: 'The signature and its timestamp are sent unchanged.',
    },
    'same-delivery-id': {
      title: 'Sign again, same delivery ID',
      help: 'With a new timestamp. The receiver can tell that it is the same delivery.',
    },
    'new-delivery-id': {
      title: 'Sign again, new delivery ID',
      help: 'With a new timestamp. The receiver takes it for another delivery.',
    },
  } satisfies Record<ReplayMode, { title: string; help: string }>,
  ask: 'The receiver would reject the current signature. Choose how to sign the request. Your choice is remembered for this destination.',
  remembered: 'Remembered for this destination.',
  sample: (provider: string) => `${provider} signs this event. Enter the secret to have it signed.`,
  unsigned: 'Without a secret, the event is sent without a signature.',
  signed: 'The event is signed when it is sent.',
  secretHelp: 'The request is signed in this browser. The secret is never sent to the server.',
  secretMissing: 'Enter the secret to sign with.',
  save: 'Save in this browser, for this bin',
  saveHelp: 'Otherwise the secret is forgotten when you leave the list of requests.',
  timestamp: (provider: string, span: string, since: string) =>
    `The receiver will reject the timestamp: it expired ${since} (${provider}’s libraries allow ${span}).`,
  usualTimestamp: (span: string, since: string) =>
    `The receiver will probably reject the timestamp: it expired ${since} (receivers usually allow ${span}).`,
  url: (url: string) => `The receiver will reject the signature: it covers the URL ${url}.`,
  edited: 'The request was edited, so the signature it has no longer matches.',
  acceptedUntil: (time: string) => `The timestamp is accepted until ${time}.`,
};

/** A duration and a time of day for the sentences above; `when` and `now` in milliseconds since the epoch. */
export const signatureTimes = {
  span: (seconds: number) => spanWords(seconds * 1000),
  time: (when: number) => clockWords(new Date(when).toISOString()).slice(0, 8),
  /** `at 08:41:12`, or with the day unless it is today. */
  since: (when: number) => atTimeWords(when, Date.now()),
};

export const repeatFields = {
  title: 'Repeat',
  times: 'Times',
  timesError: 'Enter a number from 1 to 100.',
  gap: 'Pause',
  gaps: {
    0: 'None',
    100: '0.1 s',
    1000: '1 s',
    5000: '5 s',
    30000: '30 s',
    60000: '60 s',
  } as Readonly<Record<number, string>>,
  help: 'Use this to test that your handler is idempotent. Each is a separate delivery. Without a pause, all are sent at once.',
};

export const connectionPreview = {
  title: 'Changed for the connection',
  none: 'Nothing. The request is sent exactly as shown.',
  unsendable: 'The request cannot be sent:',
};

export const sentView = {
  backToList: 'Back to the list',
  label: 'Deliveries of this request',
  several: (deliveries: string) => `${deliveries} deliveries`,
};

/** Notices of a replay that was started with one key. `destination` is named as in `this bin`. */
export const replayNotice = {
  sending: (seq: number, destination: string) => `Sending request ${seq} to ${destination} …`,
  answered: (seq: number, destination: string, status: string, time: string) =>
    `Request ${seq} sent to ${destination}: ${status} in ${time}.`,
  failed: (seq: number, destination: string, why: string) => `Request ${seq} to ${destination}: ${why}.`,
  notSent: 'The request could not be replayed.',
  show: 'View delivery',
};
