import { countWords } from '#components/ui/count-words.ts';
import type { ListState } from '../feed/connection-state.ts';

export const connectionStates: Record<ListState, { name: string; help: string }> = {
  live: { name: 'Live', help: 'New requests appear as they arrive.' },
  'catching-up': { name: 'Catching up', help: 'Loading requests that were missed.' },
  polling: { name: 'Polling', help: 'No live connection. Checking for new requests every 2 seconds.' },
  connecting: { name: 'Connecting', help: 'Connecting to the server.' },
  reconnecting: { name: 'Reconnecting', help: 'The connection to the server was lost. Connecting again.' },
  offline: {
    name: 'Offline',
    help: 'The server cannot be reached. Retrying. Requests received in the meantime will appear once the connection is restored.',
  },
  paused: {
    name: 'Paused',
    help: 'New requests are stored, and appear in the list when you resume it.',
  },
  closed: { name: 'Closed', help: 'No new requests will appear here.' },
};

/** Why the page no longer receives requests, and what to do. */
/** Above the list of a bin that was deleted. What the page has loaded stays on it. */
export const closedBanner = {
  deleted: 'This bin was deleted.',
  restorable: 'This bin was deleted. You can restore it within 24 hours.',
  restorableByOwner: 'This bin was deleted. Its owner can restore it within 24 hours.',
  removed: 'This bin was deleted permanently. Only what this page has loaded is left.',
  expired:
    'This bin has expired: it was deleted after too long without a request or a visit. Only what this page has loaded is left.',
  restored: 'This bin was restored. Reload the page to receive its requests.',
  reload: 'Reload page',
  restore: 'Restore bin',
  failed: 'The bin could not be restored.',
};

export const frozenBanner = {
  text: '{frozen} Senders still get responses, but new requests are not stored.',
  frozen: 'This bin is frozen.',
  unfreeze: 'Unfreeze',
  failed: 'The bin could not be unfrozen.',
};

/** `reason` is a sentence that ends with a full stop; null when it is not known. */
export const forwardingBanner = {
  text: (destination: string, reason: string | null) =>
    reason === null
      ? `Requests are not being forwarded to ${destination}.`
      : `Requests are not being forwarded to ${destination}: ${reason.charAt(0).toLowerCase()}${reason.slice(1)}`,
  gone: 'The destination responded with 410.',
  bin: (slug: string) => `bin ${slug}`,
  waiting: (count: number) =>
    count === 1 ? '1 request is waiting.' : `${countWords(count)} requests are waiting.`,
  others: (count: number) =>
    count === 1 ? 'Another rule is failing, too.' : `${countWords(count)} other rules are failing, too.`,
  open: 'Open forwarding',
};

export const maskedBanner = {
  text: 'This link masks secrets. {mask} replaces each masked value; the values themselves never leave the server.',
  mask: '[redacted]',
};

export const binMenu = {
  open: (title: string) => `${title}: switch to another bin`,
  others: 'Other bins in this browser',
  all: 'All my bins',
  create: 'New bin',
  viewOnly: 'View only',
};

export const captureUrlName = 'Capture URL';

export const moreMenu = {
  open: 'More',
  test: 'Send test request',
  sendTest: 'Send sample event',
  deliveries: 'Deliveries',
  replay: 'Replay requests',
  rename: 'Rename bin',
  settings: 'Bin settings',
  replies: 'Reply settings',
  forwarding: 'Forwarding',
  report: 'Sender report',
  export: 'Export requests',
  import: 'Import requests',
  shortcuts: 'Keyboard shortcuts',
  docs: 'Documentation',
  clear: 'Delete all requests',
  deleteBin: 'Delete bin',
};

export const presence = {
  /** After how many they are. */
  viewers: 'viewers',
  help: 'People who have this bin open, including you',
};

export const topBar = {
  viewOnly: 'View only',
  test: 'Send test request',
  sendTest: 'Send sample event',
  sendTestHelp: 'Send sample event: one of a provider, or a request you write',
  deliveries: 'Deliveries',
  replies: 'Reply settings',
  forwarding: 'Forwarding',
  share: 'Share',
  settings: 'Bin settings',
};

/** Counts come formatted: `1,284`. */
export const statusBar = {
  move: 'navigate',
  shortcuts: 'shortcuts',
  rejected: (count: string) => `${count} rejected by the rate limit`,
  rejectedHelp: 'Requests above the rate limit are not stored. Senders get a 429 response with Retry-After.',
  away: (count: string) => `${count} received while you were away`,
  awayHelp: (requests: string) => `Show the first of ${requests}`,
};

export const storage = {
  linkHelp: 'The requests this link shows.',
  fullHelp: (bytes: string) =>
    `${bytes}. When the bin is full, the oldest requests are deleted. Pinned requests are kept and do not count.`,
  expiryHelp: 'Deleted with all its requests after this long without a request or a visit.',
  evictedHelp: 'The oldest requests, deleted to make room for new ones.',
};
