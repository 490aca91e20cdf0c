import type { ColumnId } from './columns.ts';

/** `heading` is short, above the column; `menu` is the entry that shows or hides it. */
export const columnTitles: Record<ColumnId, { heading: string; menu: string }> = {
  from: { heading: 'From', menu: 'Client IP address' },
  type: { heading: 'Type', menu: 'Content type' },
  provider: { heading: 'Provider', menu: 'Provider' },
  event: { heading: 'Event', menu: 'Event' },
  signature: { heading: 'Signature', menu: 'Signature on arrival' },
  schema: { heading: 'Schema', menu: 'Schema on arrival' },
  seq: { heading: '#', menu: 'Request number' },
  reply: { heading: 'Status', menu: 'Response status' },
  took: { heading: 'Upload', menu: 'Upload time' },
  size: { heading: 'Size', menu: 'Body size' },
  time: { heading: 'Age', menu: 'Time received' },
};

export const listHeading = {
  title: 'Request',
  follow: 'Follow newest',
  followHelp: 'Show the newest request, and each new one when it arrives',
  followingHelp: 'Each new request is shown when it arrives. Using a request keeps it open.',
  pause: 'Pause',
  pauseHelp: 'Pause the list',
  resume: 'Resume',
  resumeHelp: 'Resume the list',
  view: 'View',
  viewHelp: 'View options: order, columns, times, timeline',
  clockTime: 'Time',
  newRequests: (count: string) => `${count} new`,
};

export const viewMenu = {
  order: 'Order',
  newestFirst: 'Newest first',
  oldestFirst: 'Oldest first',
  group: 'Group identical requests',
  select: 'Select requests',
  columns: 'Columns',
  clock: 'Show absolute times',
  notify: 'Notify me while this page is hidden',
  timeline: 'Timeline',
};

/** Between the requests that were received while away and the others. */
export const awayLine = { text: 'While you were away' };

export const requestList = {
  label: { newest: 'Requests, newest first', oldest: 'Requests, oldest first' },
  loadingOlder: 'Loading older requests',
  loadOlder: 'Load older requests',
  width: 'Width of the list',
};

/** The response in the narrow column of a row. */
export const replyCell = { held: 'held', waiting: '…', none: 'none' };

/** A row for screen readers, joined with commas: `POST /orders, Stripe charge.succeeded, response 200, 1.2 KB, pinned`. */
export const rowLabel = {
  group: (requests: string, isOpen: boolean) =>
    `${requests}, identical, ${isOpen ? 'expanded' : 'collapsed'}`,
  attempt: (place: number, count: number) => `attempt ${place} of ${count}`,
  held: 'held for a manual response',
  waiting: 'waiting for its response',
  noResponse: 'no response',
  response: (status: number) => `response ${status}`,
  bodyMasked: 'body masked',
  incomplete: 'sender disconnected before the end of the response',
};

export const rowMarks = {
  signature: {
    valid: 'signature valid',
    invalid: 'signature invalid',
    expired: 'signature expired',
    missing: 'signature missing',
  },
  schema: {
    valid: 'matches its schema',
    invalid: 'does not match its schema',
    unchecked: 'not checked against its schema',
  },
  malformed: 'not valid HTTP',
  aborted: 'sender disconnected',
  truncated: 'body truncated',
  noted: 'has a note',
  pinned: 'pinned',
};

/** The row of a group of identical requests. */
export const requestGroup = {
  count: (count: string) => `× ${count}`,
  show: (requests: string) => `Show ${requests} one by one`,
  hide: (requests: string) => `Group ${requests}`,
};

/** Counts come formatted: `1,284`. */
export const searchResult = {
  matches: (count: string, total: string) => `${count} of ${total} match`,
  moreMatches: (count: string, total: string) => `${count}+ of ${total} match`,
  matchesSoFar: (count: string, total: string) => `${count} so far of ${total} match`,
  announce: (count: string, requests: string) => `${count} of ${requests} match`,
};

export const searchProgress = {
  label: 'Search progress',
  searching: (percent: number) => `Searching: ${percent}% of the bin`,
  stopped: (percent: number) => `Stopped at ${percent}% of the bin`,
  failed: 'The server cannot be reached. The search continues when it can.',
  stop: 'Stop',
  resume: 'Resume',
};

export const noMatch = {
  title: 'No matching requests',
  text: 'New requests that match will appear here.',
  /** For filters that search bodies. `decoded` is a size such as `1.0 MB`. */
  bodies: (decoded: string) =>
    `Bodies were searched as sent and as they are shown: without compression (the first ${decoded} of each), and with the escapes of JSON and forms decoded.`,
  /** For filters with `signature:`. */
  signatures:
    'Only signatures that were checked on arrival are found. Add the signing secret to the settings of the bin to have new requests checked. A secret saved in this browser only checks the request that is open.',
  masked: 'Masked values and hidden bodies cannot be found through this link.',
  clear: 'Clear filter',
};
