import { countWords } from '#components/ui/count-words.ts';
import type { Role } from '#lib/model/link.ts';

/** The share dialog. */

export const shareDialog = {
  title: 'Share this bin',
  requestTitle: (seq: number) => `Share request #${seq}`,
  about: 'Others need a link to open this bin. Create one here.',
};

/** What each role can do. */
export const roleWords: Record<Role, { title: string; link: string; create: string; help: string }> = {
  viewer: {
    title: 'View only',
    link: 'View link',
    create: 'Create view link',
    help: 'See and copy requests, including new ones as they arrive.',
  },
  editor: {
    title: 'Can edit',
    link: 'Editor link',
    create: 'Create editor link',
    help: 'Also pin, annotate, delete and respond to requests, and change the settings.',
  },
  owner: {
    title: 'Owner',
    link: 'Owner link',
    create: 'Create owner link',
    help: 'Full access: also create and revoke links, and delete the bin.',
  },
};

/** The name of a link in the list; links created by the API may have none. */
export function titleOf({ label, role }: { label: string | null; role: Role }): string {
  return label ?? roleWords[role].link;
}

export const linkAddress = {
  showQr: 'Show QR code',
  hideQr: 'Hide QR code',
  qrLabel: 'QR code of the link',
  qrAbout: 'Scan it with a phone. A photo of it gives the same access as the link.',
  send: 'Send link',
};

export const linkForm = {
  name: 'Name',
  nameHelp: 'Shown only in the list of links.',
  proposedName: (role: Role, time: string) => `${roleWords[role].link}, ${time}`,
  /** A proposed name that another link has already. */
  anotherName: (name: string, count: number) => `${name} (${count})`,
  scope: 'Scope',
  wholeBin: 'Whole bin',
  oneRequest: (seq: number) => `Request #${seq} only`,
  expires: 'Expires',
  expiries: { never: 'Never', hour: '1 hour', day: '1 day', week: '7 days', date: 'Date' },
  date: 'Date and time',
  permission: 'Permission',
  change: 'Change',
  unmasked: 'This link shows secrets unmasked.',
  announceCreated: 'Link created',
};

export const createdLink = {
  title: 'New link',
  created: (name: string) => `Created: ${name}`,
  revoked: (name: string) => `Revoked: ${name}`,
  aboutRevoked: 'This link no longer works. Pages that were open with it no longer show the bin.',
  about:
    'Anyone with this link can use it. This browser keeps its address; no other browser can show it again.',
  copy: 'Copy link',
  another: 'Create another link',
};

export const linkFacts = {
  oneRequest: (seq: number) => `Request #${seq} only`,
  masked: 'Secrets masked',
  unmasked: 'Not masked',
};

export const linkList = {
  title: 'Links to this bin',
  none: 'No links yet.',
  noneHint: 'Only the owner link below opens this bin.',
  showAll: (links: string) => `Show all ${links}`,
  unknown: 'A link can be copied only in the browser that created it.',
  announceRevoked: 'Link revoked',
  notRevoked: 'The link could not be revoked.',
};

export const linkRow = {
  copy: 'Copy link',
  viewing: (pages: number) => `${countWords(pages)} viewing now`,
  created: 'created {time}',
  used: 'last used {time}',
  neverUsed: 'never used',
  expired: 'expired {time}',
  expiresIn: 'expires in {time}',
  revoked: 'Revoked. This link no longer works.',
  revoke: 'Revoke',
  revokeVerb: 'Revoke link',
  revokeConsequence: 'This link stops working immediately. Pages that are open with it stop showing the bin.',
};

export const ownerLink = {
  title: 'Owner link',
  about:
    'This page’s URL gives full access to the bin. Keep it private and save a copy: it cannot be recovered. If it has leaked, replace it.',
  copy: 'Copy owner link',
  replace: 'Replace owner link',
  replaceVerb: 'Replace link',
  replaceConsequence:
    'The old link stops working immediately, in every tab and browser. This page switches to the new one. This cannot be undone.',
  notReplaced: 'The owner link could not be replaced.',
};
