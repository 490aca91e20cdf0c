import type { SampleProvider } from '../sample.ts';
import { pythonJson } from '../serialise.ts';

export const dropbox: SampleProvider = {
  id: 'dropbox',
  source: 'https://www.dropbox.com/developers/reference/webhooks',
  events: [
    {
      id: 'list_folder',
      title: 'Files changed',
      event: 'list_folder',
      make: (fresh) => ({
        headers: [
          ['User-Agent', 'DropboxWebhooks/1.0'],
          ['Accept', '*/*'],
          ['Accept-Encoding', 'gzip,deflate'],
          ['Content-Type', 'application/json'],
          ['X-Dropbox-Signature', null],
        ],
        body: pythonJson({
          list_folder: { accounts: [`dbid:AA${fresh.base62(34)}`] },
          delta: { users: [fresh.number(8)] },
        }),
      }),
    },
  ],
};
