import type { EventReader } from '../event-facts.ts';
import { counted, sentence } from '../phrases.ts';

export const dropbox: EventReader = {
  providers: ['dropbox'],
  source: 'https://www.dropbox.com/developers/reference/webhooks',
  read({ request, payload }) {
    if (request.query.has('challenge')) {
      return { sentence: 'Dropbox asks whether this URL accepts notifications', facts: [] };
    }
    const accounts = payload.count('list_folder.accounts');
    if (accounts === null) return null;
    return {
      sentence: sentence('Files changed in', counted(accounts, 'account')),
      facts: [payload.fact('Account', 'list_folder.accounts.0'), payload.fact('User', 'delta.users.0')],
    };
  },
};
