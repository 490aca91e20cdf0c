import { all } from '#lib/http/header-lookup.ts';
import type { Provider } from '../provider.ts';
import { header, query } from '../recognise/marks.ts';
import { place } from '../recognise/places.ts';
import { hubSignature } from '../signature/websub.ts';

export const websub: Provider = {
  id: 'websub',
  name: 'WebSub',
  source: 'https://www.w3.org/TR/websub/',
  // YouTube sends these. A GET asks whether the subscription is meant; it has the topic, which Meta's has not.
  marks: [
    query('hub.topic', { words: 'with `hub.mode`', holds: (reading) => reading.query.has('hub.mode') }),
    header('Link', {
      words: 'with `rel=hub`',
      holds: (reading) => all(reading.request.headers, 'link').some((link) => /;\s*rel="?hub\b/i.test(link)),
    }),
  ],
  event: place('`?hub.mode=`', (reading) => reading.query.get('hub.mode')),
  signatures: [hubSignature('hub.secret')],
};
