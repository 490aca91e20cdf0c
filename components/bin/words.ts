import { countOf, countWords } from '#components/ui/count-words.ts';

/** The home page and what belongs to a bin wherever it is shown. */

export const welcome = {
  title: 'Inspect HTTP requests',
  open: 'Send requests to your own URL and see each one here exactly as it was received.',
  token: 'Creating a bin on this server requires a token.',
  closed:
    'Bins on this server are created by its operator. Ask the operator for a link. Opening it adds the bin to this browser.',
  creating: 'Creating your bin …',
  noScript: 'The inspector needs JavaScript. You can create a bin without it:',
  create: 'Create bin',
};

export const binList = {
  title: 'My bins',
  about: 'These bins are saved in this browser only. Keep a copy of each owner link: it cannot be recovered.',
  newBin: 'New bin',
  sortBy: 'Sort by',
  orders: { opened: 'Last opened', request: 'Last request', name: 'Name' },
  move: 'Move to another browser',
  empty:
    'No bins are saved in this browser. Create a bin, open a link to one, or import your list from another browser.',
  emptyAndClosed:
    'No bins are saved in this browser. Open a link to one, or import your list from another browser.',
};

export const roleNames = { owner: null, editor: 'Can edit', viewer: 'View only' } as const;

export const binEntry = {
  pinned: 'Pinned',
  captureUrl: 'Capture URL',
  actions: (title: string) => `Actions for ${title}`,
  pin: 'Pin to top',
  unpin: 'Unpin',
  rename: 'Rename',
  settings: 'Bin settings',
  forget: 'Remove from this browser',
  delete: 'Delete bin',
};

export const binNotice = {
  unavailable: (title: string) => `Status not available. ${title}`,
  noRequests: 'No requests yet',
  requests: (total: number) => countOf(total, 'request'),
  fresh: (count: number) => `${countWords(count)} new`,
  last: 'last one {time}',
  created: 'created {day}',
  frozen: 'frozen',
  deleted: 'Deleted.',
  canRestore: 'You can restore it for 24 hours.',
  ownerCanRestore: 'Its owner can restore it for 24 hours.',
  restore: 'Restore',
  notRestored: 'The bin could not be restored.',
  expired: (day: string) => `Expired on ${day}, after a period without requests or visits.`,
  invalid: 'This link is no longer valid. It was revoked, or the bin was deleted.',
  forget: 'Remove',
};

export const forgetBin = {
  title: (title: string) => `Remove ${title} from this browser?`,
  ofOwner:
    'The bin keeps receiving requests, but this browser loses its owner link. Without a copy, the link cannot be recovered.',
  ofOthers: 'The bin does not change. To open it again, you need the link you were given.',
  verb: 'Remove',
  failed: 'The bin could not be removed from this browser.',
};

export const deleteBin = {
  title: (title: string) => `Delete ${title}?`,
  consequence: (captureUrl: string) =>
    `Requests to ${captureUrl} get a 404 response, and nobody can open the bin. You can restore it for 24 hours; then its requests and links are deleted permanently.`,
  verb: 'Delete bin',
  failed: 'The bin could not be deleted.',
};

export const deletedBin = {
  title: (title: string) => `${title} was deleted`,
  canRestore: 'Requests to it get a 404 response. You can restore it with all its requests until {time}.',
  ownerCanRestore:
    'Requests to it get a 404 response. Its owner can restore it with all its requests until {time}.',
  restore: 'Restore bin',
  notRestored: 'The bin could not be restored.',
  myBins: 'My bins',
};

export const newBinForm = {
  title: 'New bin',
  name: 'Name',
  namePlaceholder: 'Acme staging',
  nameHelp: 'Optional. You can change it later.',
  slug: 'Slug',
  slugPlaceholder: 'generated if empty',
  slugHelp:
    'Part of the capture URL: lowercase letters, digits and hyphens. Anyone who knows the URL can send requests, but cannot read them.',
  slugTaken: (title: string) => `${title} Choose another.`,
  slugInvalid: (complaint: string) => `The slug ${complaint}.`,
  create: 'Create bin',
  cancel: 'Cancel',
};

export const tokenField = {
  label: 'Token',
  help: 'Ask the operator of this server for it. It is kept in this tab until you close it.',
  wrong: 'This token is not valid. Ask the operator of this server for a valid one.',
};

export const renameBin = {
  title: 'Rename bin',
  about: 'Only the name changes. The slug and the URLs stay the same.',
  name: 'Name',
  placeholder: 'Acme staging',
  help: 'If empty, the slug is shown instead.',
  cancel: 'Cancel',
  rename: 'Rename',
};

export const moveBins = {
  title: 'Move to another browser',
  export: 'Export',
  exportAbout: (bins: number) =>
    `The link and the file open ${countOf(bins, 'bin')}: anyone who has one of them gets the same access as you. Do not share them. The part of the link after # is never sent to a server.`,
  linkName: 'Link with my bins',
  copyLink: 'Copy link',
  saveFile: 'Download file',
  import: 'Import',
  importAbout: 'Open the link from the other browser in this one, or upload its file.',
  file: 'File with bins',
  upload: 'Upload file',
  wrongFile: (name: string) => `${name} is not a list of bins exported by Wirebin.`,
};

export const receivedBins = {
  title: 'Add these bins?',
  damaged: 'The link is incomplete',
  damagedAbout: 'It was cut off or changed. Copy it again in the other browser.',
  elsewhere: (origin: string) =>
    `These bins are on ${origin} and cannot be opened on this server. Open the link on that server.`,
  allKnown: 'All of these bins are already in this browser.',
  about:
    'Anyone else who has this link or file can open these bins too. Bins already in this browser do not change.',
  known: 'Already here',
  add: (bins: number) => `Add ${countOf(bins, 'bin')}`,
  added: (bins: number) => `${countOf(bins, 'bin')} added`,
  cancel: 'Cancel',
  close: 'Close',
};

export const testRequest = {
  sent: (status: number) => `Test request sent, response ${status}`,
  failed: 'The test request could not be sent.',
};
