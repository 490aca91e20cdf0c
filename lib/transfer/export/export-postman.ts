import { postmanCollection, postmanItem } from '#lib/copy-as/targets/postman.ts';
import type { BulkFormat } from './export-format.ts';

/** One Postman collection with an item for each capture. */
export const exportPostman: BulkFormat = {
  id: 'postman',
  title: 'Postman collection v2.1',
  mediaType: 'application/json; charset=utf-8',
  extension: 'postman_collection.json',
  begin: ({ slug }) => JSON.stringify(postmanCollection(`Wirebin ${slug}`, [])).replace(/\]\}$/, '\n'),
  entry: (capture, { origin }) => JSON.stringify(postmanItem(capture, { origin })),
  between: ',\n',
  end: '\n]}\n',
};
