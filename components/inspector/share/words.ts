import { countOf } from '#components/ui/count-words.ts';
import type { Role } from '#lib/model/link.ts';

/** The share dialog. */

export const shareDialog = {
  title: 'Share this bin',
  about:
    'Anyone with this link can see and copy all requests, including new ones as they arrive. They cannot change or delete anything.',
};

/** What each role can do. */
export const roleWords: Record<Role, { title: string; help: string }> = {
  viewer: { title: 'View only', help: 'See and copy requests.' },
  editor: {
    title: 'Can edit',
    help: 'Also pin, annotate, delete and respond to requests, and change the settings.',
  },
  owner: { title: 'Owner', help: 'Full access: also create and revoke links, and delete the bin.' },
};

export const sharedLink = {
  name: 'View-only link',
  copy: 'Copy link',
  create: 'Create link',
};

export const linkAddress = {
  showQr: 'Show QR code',
  hideQr: 'Hide QR code',
  qrLabel: 'QR code of the link',
  qrAbout: 'Scan it with a phone. A photo of it gives the same access as the link.',
  send: 'Send link',
};

export const linkForm = {
  open: 'Create a custom link',
  permission: 'Permission',
  scope: 'Scope',
  wholeBin: 'Whole bin',
  oneRequest: (seq: number) => `Request #${seq} only`,
  expires: 'Expires',
  expiries: { never: 'Never', hour: '1 hour', day: '1 day', week: '7 days', date: 'Date' },
  date: 'Date and time',
  label: 'Label',
  labelPlaceholder: 'Ana, vendor support',
  labelHelp: 'Shown only in the list of links below.',
  create: 'Create link',
  cancel: 'Cancel',
  unmasked: 'This link shows secrets unmasked.',
  created: 'Link created. Copy it now: it will not be shown again.',
  createdName: 'New link',
  copy: 'Copy link',
  done: 'Done',
  announceCreated: 'Link created',
};

export const masking = {
  mask: 'Mask secrets',
  maskHelp:
    'Hides Authorization, cookies, signatures, API keys, passwords and tokens in headers, query and body. The server masks them: they never reach viewers, their copies or their exports.',
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

export const linkList = {
  title: 'Links to this bin',
  announceRevoked: 'Link revoked',
  notRevoked: 'The link could not be revoked.',
};

export const linkRow = {
  oneRequest: (seq: number) => `Request #${seq} only`,
  masked: 'Masked',
  open: (pages: number) => (pages === 1 ? 'Open now' : `Open now on ${pages} pages`),
  created: 'created {time}',
  createdFirst: 'Created {time}',
  used: 'last used {time}',
  neverUsed: 'never used',
  expired: 'expired {time}',
  expiresIn: 'expires in {time}',
  revoke: 'Revoke',
  revokeVerb: 'Revoke link',
  revokeConsequence:
    'This link stops working immediately. Viewers keep only what is already on their screen.',
};

export const ownerLink = {
  title: 'Owner link',
  about:
    'This page’s URL gives full access to the bin. Keep it private and save a copy: it cannot be recovered. If it has leaked, replace it.',
  replace: 'Replace owner link',
  replaceVerb: 'Replace link',
  replaceConsequence:
    'The old link stops working immediately, in every tab and browser. This page switches to the new one. This cannot be undone.',
  notReplaced: 'The owner link could not be replaced.',
};
