import { countOf, countWords } from '#components/ui/count-words.ts';

/** The admin page. */

export const signIn = {
  title: 'Admin',
  about: 'Server status, bins by size, blocks and draining. The contents of requests are not shown here.',
  token: 'Admin token',
  tokenHelp: 'The value of ADMIN_TOKEN. It is kept in this tab until you close it.',
  wrongToken: 'This is not the admin token.',
  submit: 'Sign in',
};

export const adminPanel = {
  title: 'Admin',
  accepting: 'Accepting requests',
  draining: 'Draining',
  signOut: 'Sign out',
  full: (used: string, limit: string) =>
    `The database is full (${used}, limit ${limit}). New requests are rejected with 507. Stored requests are kept. Delete bins or raise STORE_MAX_BYTES.`,
};

export const numbers = {
  title: 'Server status',
  requests: 'Requests',
  requestsPerSecond: (count: number) => `${countWords(count)} per second`,
  requestsTotal: (count: number) => `${countWords(count)} since start`,
  rejected: 'Rejected',
  rejectedReasons: {
    'rate-limit': (count: number) => `${countWords(count)} over a rate limit`,
    blocked: (count: number) => `${countWords(count)} blocked`,
    draining: (count: number) => `${countWords(count)} while draining`,
    full: (count: number) => `${countWords(count)} while the database was full`,
  },
  sinceStart: 'since start',
  connections: 'Connections',
  viewers: (count: number) => countOf(count, 'viewer'),
  waiting: (count: number) => `${countWords(count)} waiting for a response`,
  eventLoop: 'Event loop delay',
  eventLoopMax: (time: string) => `maximum ${time}`,
  bodies: 'Body data',
  database: 'Database',
  databaseLimit: (size: string) => `limit ${size}`,
  bins: (count: number) => countOf(count, 'bin'),
  memory: 'Memory',
  heap: (size: string) => `JavaScript heap ${size}`,
  uptime: 'Uptime',
  creation: {
    open: 'bin creation: open',
    token: 'bin creation: with token',
    none: 'bin creation: disabled',
  },
};

export const lastMinute = {
  stored: (count: number) => `${countOf(count, 'request')} stored in the last minute`,
  storedAndRejected: (stored: number, rejected: number) =>
    `${countOf(stored, 'request')} stored in the last minute, ${countWords(rejected)} rejected`,
  peak: (count: number) => `Peak: ${countWords(count)} per second`,
};

export const limitList = {
  title: 'Limits',
  none: 'No limits are set.',
  perBin: 'Requests per bin',
  perAddress: 'Requests per IP address',
  bytesPerAddress: 'Data per IP address',
  create: 'New bins per IP address',
  perKey: 'API calls per key',
  waitingPerAddress: 'Waiting requests per IP address',
  waitingPerBin: 'Waiting requests per bin',
  counted: 'Counted',
  countedIn: {
    process: 'per server process',
    redis: 'in Redis, for all server processes',
    'process-for-want-of-redis': 'per server process, because Redis is not reachable',
  },
  atOnce: (count: number) => `${countWords(count)} at a time`,
  per: (amount: string, seconds: number) => {
    const unit = { 1: 'second', 60: 'minute', 3600: 'hour', 86400: 'day' }[seconds];
    return `${amount} per ${unit ?? `${seconds} seconds`}`;
  },
};

export const binsTable = {
  title: 'Bins',
  filter: 'Slug starts with',
  bin: 'Bin',
  zero: '–',
  rate: 'Rate',
  perSecond: (rate: string) => `${rate} /s`,
  size: 'Size',
  received: 'Received',
  rejected: 'Rejected',
  created: 'Created',
  actionsColumn: 'Actions',
  blocked: 'Blocked',
  declared: 'Declared',
  rejectedCount: (count: number) => `${countWords(count)} rejected`,
  loadMore: 'Load more',
  notLoaded: 'More bins could not be loaded.',
  shown: (count: number) => `${countOf(count, 'bin')} shown`,
  noneBusy: 'No bin is receiving requests right now. Sort by another column to see all bins.',
  noneBusyOfThese:
    'No bin with this slug is receiving requests right now. Sort by another column to see all of them.',
  noneWithSlug: 'No slug starts with this.',
  none: 'There are no bins yet.',
};

export const binMenu = {
  label: (slug: string) => `Actions for ${slug}`,
  open: 'Open with a new owner link',
  block: 'Block bin',
  delete: 'Delete bin',
  notBlocked: 'The bin could not be blocked.',
};

export const openBin = {
  title: (slug: string) => `Open ${slug} as its owner?`,
  consequence:
    'This creates an owner link and opens it in this tab. The server logs it, and the owners of the bin see it in their list of links.',
  verb: 'Create link',
  failed: 'The link could not be created.',
};

export const removeBin = {
  title: (slug: string) => `Delete ${slug}?`,
  consequence: 'The bin, its requests and its links are deleted immediately. This cannot be undone.',
  verb: 'Delete bin',
  failed: 'The bin could not be deleted.',
};

export const blockList = {
  title: 'Blocks',
  about:
    'Requests to a blocked bin or from a blocked IP address are rejected with 403 and the reason. A blocked IP address cannot create bins. Existing viewers keep access.',
  none: 'Nothing is blocked.',
  kinds: { slug: 'bin', range: 'IP address range' },
  noReason: 'No reason given',
  since: 'since {day}',
  until: 'until {time}',
  unblock: 'Unblock',
  unblockOne: (value: string) => `Unblock ${value}`,
  notUnblocked: 'The block could not be removed.',
};

export const blockForm = {
  what: 'Slug, IP address or range',
  whatHelp: 'For IPv6, block the whole /64: it usually belongs to one customer.',
  reason: 'Reason',
  reasonHelp: 'Optional. Senders can read it.',
  duration: 'Duration',
  durations: {
    unlimited: 'Until removed',
    hour: '1 hour',
    day: '1 day',
    week: '7 days',
    month: '30 days',
  },
  submit: 'Block',
};

export const drain = {
  title: 'Drain this server',
  about:
    'Use this before you stop the server. New requests are rejected with 503, so that senders retry and a load balancer uses another server. Other processes are not affected.',
  drainingTitle: 'This server is draining',
  drainingAbout:
    'New requests are rejected with 503 and Retry-After, and /readyz reports it. Stored requests can still be read.',
  start: 'Drain server',
  stop: 'Accept requests again',
  notStopped: 'Draining could not be stopped.',
  question: 'Drain this server?',
  consequence:
    'New requests are rejected with 503 and Retry-After. Stored requests can still be read. You can undo this.',
  notStarted: 'Draining could not be started.',
};
