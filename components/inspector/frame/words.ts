import type { LinkClosedReason } from '../feed/connection-state.ts';

/** `requests` is a count with its noun: `3 requests`. */
export const documentTitle = {
  bin: (title: string) => `${title} · Wirebin`,
  binWithNew: (count: string, title: string) => `(${count}) ${title} · Wirebin`,
  request: (seq: number, title: string) => `#${seq} · ${title}`,
};

/** Instead of the inspector once its link opens nothing any more. */
export const linkEnded = {
  reasons: {
    'link-revoked': {
      title: 'This link has been revoked',
      about: 'It no longer opens the bin. Ask the owner for a new link.',
    },
    'link-expired': {
      title: 'This link has expired',
      about: 'It no longer opens the bin. Ask the owner for a new link.',
    },
    'key-rotated': {
      title: 'This link has been replaced',
      about: 'Open the bin with the new link, or ask the owner for it.',
    },
    'key-unknown': {
      title: 'This link is no longer valid',
      about: 'It was revoked or has expired, or the bin was deleted. Ask the owner.',
    },
  } satisfies Record<LinkClosedReason, { title: string; about: string }>,
  myBins: 'My bins',
};

export const announcements = { received: (requests: string) => `${requests} received` };

export const notifications = {
  several: (requests: string, newest: string) => `${requests}, newest: ${newest}`,
  on: 'Notifications turned on',
  blocked: 'Notifications are blocked. Allow them for this site in the browser settings.',
};

export const emptyBin = {
  title: 'Send a request to this URL',
  text: 'Use any method, any path below it and any body. Requests are stored exactly as they are sent.',
  terminal: 'From a terminal',
  command: 'curl command',
  page: 'From this page',
  test: 'Send test request',
  sample: 'Send sample event',
  waiting: 'Waiting for the first request',
};

export const oneCapture = {
  request: (seq: number) => `Request #${seq}`,
  viewOnly: 'View only',
  gone: (seq: number) => `Request ${seq} no longer exists.`,
  goneHint:
    'This link was for that request only, and it has been deleted. Ask the owner of the bin for another link.',
};

export const requestActions = {
  pinned: 'Pinned',
  unpinned: 'Unpinned',
  pinFailed: 'The request could not be pinned.',
  unpinFailed: 'The request could not be unpinned.',
  allPinned: 'Pinned requests are kept.',
};

export const deleteAllRequests = {
  title: 'Delete all requests?',
  consequence: (requests: string) =>
    `${requests} will be deleted for everyone who uses this bin. Pinned requests are kept. The URL keeps working.`,
  confirm: 'Delete all',
  failed: 'The requests could not be deleted.',
};

export const deleteBin = {
  title: 'Delete this bin?',
  confirm: 'Delete bin',
  failed: 'The bin could not be deleted.',
};

export const requestDialogs = {
  failed: 'The dialog could not be opened.',
  selectTwo: 'Select two requests to compare them.',
  tooManyForTypes: (max: number) => `Types can be generated from up to ${max} requests.`,
};

export const sending = {
  failed: 'The request could not be replayed.',
  tooScattered:
    'Too many separate requests are selected for one replay. Select fewer, or filter the list and choose “Replay requests of the list” in the command palette.',
};

export const workbench = {
  /** The label of a landmark. */
  requests: 'Requests',
  notOpened: 'The request could not be opened.',
};

/** Entries of the command palette that have no shortcut. */
export const commandTitles = {
  test: 'Send test request',
  paste: 'Paste a request to send',
  replayMatching: 'Replay requests of the list',
  copyUrl: 'Copy capture URL',
  forwarding: 'Forwarding',
  captureUrl: 'Capture URL',
  import: 'Import requests',
  rename: 'Rename bin',
  notify: 'Notify me while this page is hidden',
  stopNotifying: 'Turn off notifications',
  toggleTimeline: 'Show or hide timeline',
  timelineByMethod: 'Group timeline by method',
  timelineByStatus: 'Group timeline by status',
  theme: { system: 'Theme: system', light: 'Theme: light', dark: 'Theme: dark' },
  allBins: 'All my bins',
  newBin: 'New bin',
  docs: 'Documentation',
  deleteAll: 'Delete all requests',
  deleteBin: 'Delete bin',
};
