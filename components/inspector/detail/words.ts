import { durationWords } from '#components/frame/time-words.ts';
import { countOf, countWords } from '#components/ui/count-words.ts';
import { humanSize } from '#lib/body/size.ts';
import { mostViolations } from '#lib/model/capture.ts';

export const detailBar = {
  label: 'Requests',
  back: 'Back to list',
  newer: 'Newer request',
  older: 'Older request',
};

export const detailSection = {
  label: 'Selected request',
  request: (seq: number) => `Request ${seq}`,
  number: (seq: number) => `#${seq}`,
  notInList: 'This request does not match the filter.',
  clearFilter: 'Clear filter',
};

/** `label` is on the button, `title` is its tooltip and accessible name and begins with the label. */
export const detailActions = {
  copyAsCurl: 'Copy as curl',
  copied: 'Copied',
  curlCommand: 'curl command',
  replay: {
    label: 'Replay',
    /** Its accessible name. `destination` is where the last request was sent, such as `this bin`. */
    to: (destination: string) => `Replay to ${destination}`,
    title: (destination: string) => `Replay to ${destination}: send this request again, unchanged`,
    host: (host: string) => `to ${host}`,
  },
  edit: { label: 'Edit and send', title: 'Edit and send' },
  replayTo: { label: 'Replay to URL', title: 'Replay to another URL' },
  compare: { label: 'Compare', title: 'Compare with an earlier request' },
  requestLink: 'Link to this request',
  filterBy: { label: 'Filter by', title: 'Filter by a value of this request' },
  types: { label: 'Types', title: 'Types generated from requests like this one' },
  pin: { label: 'Pin', title: 'Pin: keep this request when others are deleted' },
  unpin: { label: 'Unpin', title: 'Unpin' },
  addNote: { label: 'Add note', title: 'Add note' },
  editNote: { label: 'Edit note', title: 'Edit note' },
  delete: { label: 'Delete', title: 'Delete' },
  more: 'More actions for this request',
};

export const detailChips = {
  signature: {
    valid: 'Valid on arrival',
    invalid: 'Invalid on arrival',
    expired: 'Expired on arrival',
    missing: 'Signature missing',
  },
  signatureHint: 'Signature checked on arrival, with the signing secrets of the bin',
  schema: {
    valid: 'Matches schema',
    invalid: 'Does not match schema',
    unchecked: 'Schema not checked',
  },
  schemaHint: 'Body checked on arrival, with the schemas of the bin',
  malformed: 'Not valid HTTP',
  aborted: 'Sender disconnected',
  truncated: (stored: number) => `Truncated at ${humanSize(stored)}`,
  truncatedMasked: 'Truncated',
  maskedHint: 'Masked values never leave the server',
  bodyMasked: 'Body masked for this link',
  valuesMasked: (values: number) =>
    values === 0 ? 'Nothing to mask here' : `${countOf(values, 'value')} masked for this link`,
  sender: 'Sender',
  senderOfDelivery: (id: string) => `Sender, delivery ID ${id}`,
  response: '{status} in {time}',
  responseHint: 'Response status, and the time from the last byte of the request to the end of the response',
  held: 'Held',
  waiting: 'Waiting for a response',
  noResponse: (fault: string) => `No response: ${fault}`,
  withFault: (fault: string) => `, ${fault}`,
  bytes: (size: number) => `${countWords(size)} bytes`,
  sizeMasked: 'The body is shown masked. Its size is hidden.',
  clientHint: 'IP address of the sender, as reported by trusted proxies',
  peerHint: 'Remote IP address of the connection',
  headersChanged: 'Headers changed',
  headersChangedHint:
    'This request was received through the Next.js route handlers, which lose the case and order of headers',
};

export const detailTabs = {
  label: 'Parts of the request',
  overview: 'Overview',
  headers: 'Headers',
  query: 'Query',
  body: 'Body',
  raw: 'Raw',
  response: 'Response',
  attempts: 'Attempts',
  deliveries: 'Deliveries',
  loading: 'Loading request',
};

export const requestGone = {
  title: (seq: number) => `Request ${seq} is not in this bin.`,
  reason: 'It was deleted or evicted, or it was never received.',
  showNewest: 'Show newest request',
};

export const requestTarget = {
  showMore: (characters: number) => `Show ${countWords(characters)} more characters`,
  showLess: 'Show less',
};

export const handshake = {
  confirm: 'Confirm subscription at Amazon SNS',
  confirmHint: 'The subscription is not confirmed until you open this link. Wirebin never opens it.',
};

export const verificationActions = {
  turnOn: (provider: string) => `Respond to ${provider}`,
  turnedOn: (provider: string) =>
    `This bin responds to the URL verification of ${provider} from now on. Start it there again.`,
  enterSecret: (secret: string, provider: string) =>
    `Enter the ${secret.toLowerCase()} of ${provider} in the reply settings`,
  notTurnedOn: 'The reply settings could not be changed.',
};

export const eventSummary = {
  label: 'Event',
  /** Of the link of a value: "Show in the body". */
  showInBody: 'Show in the body',
  /** What is copied: "Copy value of Amount". */
  value: (name: string) => `value of ${name}`,
};

export const findings = {
  label: 'Checks',
  checking: 'Checking …',
  noProblems: 'No problems found.',
  notChecked: (bytes: number) =>
    `The body is still on the server (${countWords(bytes)} bytes) and has not been checked.`,
  checkBody: 'Check body',
  undecodable: (reason: string) => `The body cannot be fully decoded: ${reason}.`,
};

/** What the server found when the request arrived, with the schemas of the bin. */
export const schemaLines = {
  label: (schema: string) => `Violations of schema ${schema}`,
  valid: 'The body matched the schema when it arrived.',
  invalid: (schema: string, violations: number) =>
    `The body did not match schema “${schema}” when it arrived: ${violations < mostViolations ? '' : 'at least '}${countOf(violations, 'violation')}.`,
  hidden:
    'The body did not match a schema of this bin when it arrived. Violations are not shown through a masked link.',
  unchecked: 'The body was not checked against a schema of this bin.',
  ofSchema: (schema: string, note: string) => `Schema “${schema}”: ${note}`,
  violation: '{value} {message}.',
  body: 'The body',
  show: 'Show in body',
  showName: (value: string) => `Show in body: ${value}`,
};

export const querySection = {
  heading: 'Query parameters',
  showAll: (fields: number) => `Show all ${countWords(fields)}`,
  open: 'Open query',
};

export const bodySection = {
  heading: 'Body',
  /** Beside the heading, where the excerpt is not all of the body. */
  firstLines: (lines: number) => `first ${countOf(lines, 'line')}`,
  open: 'Open body',
  noExcerpt: (kind: string, size: number) => `${kind}, ${humanSize(size)}`,
};

export const noteSection = {
  heading: 'Note',
};

export const problemList = {
  label: 'Problems',
  tones: { bad: 'Error:', careful: 'Warning:', quiet: 'Info:' },
  bodyPlace: (line: number, column: number) => `line ${line}, column ${column}`,
  headerPlace: (number: number) => `header ${number}`,
  queryPlace: (number: number) => `query field ${number}`,
  count: (problems: number) => `${countOf(problems, 'problem')} found`,
};

export const transportFacts = {
  label: 'Connection',
  received: 'Received',
  from: 'From',
  receivedFrom: 'Received from',
  target: 'Request target',
  decodedPath: 'Decoded path',
  body: 'Body',
  bytes: (size: number) => `${countWords(size)} bytes`,
  masked: 'Shown masked. The size is hidden.',
  uploadTime: 'Upload time',
  headersTime: (milliseconds: number) => `(headers ${durationWords(milliseconds)})`,
  contentType: 'Content-Type',
  userAgent: 'User-Agent',
  response: 'Response',
  bodyHash: 'Body SHA-256',
  /** What is copied or filtered by: "Copy IP address", "Filter by path". */
  names: {
    address: 'IP address',
    path: 'path',
    target: 'request target',
    decodedPath: 'decoded path',
    contentType: 'content type',
    status: 'status',
    bodyHash: 'SHA-256',
  },
};

export const overviewSender = {
  sources: {
    socket: 'from the connection',
    forwarded: 'from Forwarded',
    'x-forwarded-for': 'from X-Forwarded-For',
  },
  port: (port: number) => `port ${port}`,
  originalUrl: 'sent to {url}',
  nextHop: 'then',
  moreHops: (count: number) => `… and ${countWords(count)} more`,
  unknown: (channel: string) => `Unknown, over ${channel}`,
  /** A bin sends to a bin without a network connection. */
  ownServer: (channel: string) => `This server (sent from a bin), over ${channel}`,
  overPort: (port: number, channel: string) => `port ${port}, over ${channel}`,
};

export const overviewResponse = {
  pending: 'Pending: the sender is still waiting',
  sent: '{status}, {time} after the last byte',
  aborted: '{status}, {time} after the last byte; the sender disconnected before the end',
  none: 'None',
};

export const headerTable = {
  order: 'Header order',
  asReceived: 'As received',
  grouped: 'Grouped',
  explain: 'Explain headers',
  lengthMasked: 'The body is shown masked. Content-Length is that of the body as shown.',
  changedByRoutes:
    'This request was received through the Next.js route handlers, which changed the headers before they were stored: names are in lower case, duplicates are joined and the order is lost.',
  unparsed: 'The message could not be split into headers and body. See the Raw tab.',
  none: 'This request has no headers.',
  trailers: 'Trailers (sent after the body)',
  pseudoHeaders: (version: string) =>
    `Pseudo-header fields (HTTP/${version} uses these instead of a request line)`,
  headers: 'Header fields',
  empty: 'empty',
  /** What is copied: "Copy header Accept", "Copy value of Accept". `encoding`: in which bytes beyond ASCII are read; null where there are none. */
  line: (name: string, encoding: string | null) =>
    encoding === null ? `header ${name}` : `header ${name}, read as ${encoding}`,
  value: (name: string, encoding: string | null) =>
    encoding === null ? `value of ${name}` : `value of ${name}, read as ${encoding}`,
};

export const rawMessage = {
  asReceived: 'As received. CR and CRLF line endings are marked.',
  notUtf8: 'Not valid UTF-8. Each byte is shown as one character.',
  message: 'HTTP message',
  download: 'Download',
  downloadMessage: 'Download HTTP message',
};

export const noteDialog = {
  title: (seq: number) => `Note on request ${seq}`,
  label: 'Note',
  description: 'Everyone who can view this bin sees this note. To find it, filter by note:text.',
  save: 'Save note',
  delete: 'Delete note',
  saved: 'Note saved',
  deleted: 'Note deleted',
  notSaved: 'The note could not be saved.',
};

export const responseView = {
  held: 'The sender is waiting. Someone who can edit this bin has to send the response.',
  pending: 'No response yet. The sender is still waiting.',
  status: 'Status',
  silent: 'None',
  silentStatus: (status: number) => `(${status} was selected but not sent)`,
  sentBy: 'Sent by',
  error: 'Error',
  notGenerated: 'The response could not be generated: {error}',
  fault: 'Fault',
  duration: 'Duration',
  durationHint: 'from the last byte of the request to the end of the response',
  delay: 'Delay',
  delayHint: 'before the first byte, included in the duration',
  outcome: 'Outcome',
};

export const responseContent = {
  sent: 'Response as sent',
  notSent: 'Response that was not sent',
  response: 'Response',
  noBody: 'No body.',
  binary: (bytes: number) => `${countOf(bytes, 'byte')}, not text.`,
  truncated: (size: number) => `… Only the beginning of ${humanSize(size)} is stored.`,
};
