import type { Role } from '#lib/model/link.ts';

/** What a link lets people do, in a line each. */
export const roleWords: Record<Role, { title: string; help: string }> = {
  viewer: { title: 'View only', help: 'Looks and copies. Changes nothing.' },
  editor: {
    title: 'May edit',
    help: 'Also pins, notes, deletes and answers requests, and changes the settings.',
  },
  owner: { title: 'Owner', help: 'Everything you can: makes and revokes links, deletes the bin.' },
};
