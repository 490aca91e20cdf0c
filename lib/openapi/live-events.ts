import { z } from 'zod';
import type { ServerEvents } from '#lib/model/events.ts';
import { roles } from '#lib/model/link.ts';
import { captureSummary } from './responses/captures.ts';
import { count, seq } from './responses/common.ts';
import { deliverySummary, replay } from './responses/sending.ts';

type LiveEvent<Data> = { readonly about: string; readonly data: z.ZodType<Data> };

/** What a stored capture may become: those of its properties that changed. */
const captureChange = captureSummary
  .pick({ reply: true, held: true, note: true, pinned: true })
  .partial()
  .extend({ seq });

/** The events of the live channel (Socket.IO) and the arguments of each. */
export const liveEvents = {
  joined: {
    about:
      'Sent on every connection, after the room was joined: no event is missed from then on. Requests up to `head` are read through the API.',
    data: z.tuple([z.object({ slug: z.string(), role: z.enum(roles), head: count })]),
  },
  captures: {
    about: 'New requests in the order in which they were stored; several when the bin is busy.',
    data: z.tuple([z.array(captureSummary)]),
  },
  changed: {
    about:
      'Stored requests changed: held, answered, pinned or noted. Each entry has the properties that changed.',
    data: z.tuple([z.array(captureChange)]),
  },
  removed: { about: 'These requests were deleted or evicted.', data: z.tuple([z.array(seq)]) },
  removedUpTo: {
    about:
      'All requests up to this number were deleted, except the pinned ones that the second argument lists.',
    data: z.tuple([count, z.array(seq)]),
  },
  rotated: {
    about: 'How many requests the bin has evicted in total; `removed` says which.',
    data: z.tuple([count]),
  },
  settings: { about: 'The settings of the bin changed. The API has the new ones.', data: z.tuple([]) },
  refused: {
    about:
      'How many requests the bin has rejected. Sent when the number changed, and after `joined` when there are any.',
    data: z.tuple([count]),
  },
  closed: {
    about: 'The bin or the link is gone; no more events follow.',
    data: z.tuple([z.enum(['bin-deleted', 'bin-expired', 'link-revoked', 'link-expired', 'key-rotated'])]),
  },
  deliveries: {
    about:
      'Deliveries were added or have changed. Only for links that may view deliveries, like the next three.',
    data: z.tuple([z.array(deliverySummary)]),
  },
  deliveryRemoved: { about: 'A person removed this delivery.', data: z.tuple([z.string()]) },
  replay: { about: 'A bulk replay began, made progress or ended.', data: z.tuple([replay]) },
  forwards: {
    about: 'A forward rule or its queue changed. The API has the new state.',
    data: z.tuple([]),
  },
  present: { about: 'How many viewers the bin has, including the receiver.', data: z.tuple([count]) },
} satisfies { [Event in keyof ServerEvents]: LiveEvent<Parameters<ServerEvents[Event]>> };

/** The arguments of the events, for people: `captures` is a list of `CaptureSummary`. */
const argumentWords: Readonly<Record<keyof typeof liveEvents, string>> = {
  joined: '`{ slug, role, head }`',
  captures: '`CaptureSummary[]`',
  changed: '`{ seq, reply?, held?, note?, pinned? }[]`',
  removed: '`number[]`',
  removedUpTo: '`number`, `number[]`',
  rotated: '`number`',
  settings: '',
  refused: '`number`',
  closed: '`bin-deleted`, `bin-expired`, `link-revoked`, `link-expired` or `key-rotated`',
  deliveries: '`DeliverySummary[]`',
  deliveryRemoved: '`string`',
  replay: '`Replay`',
  forwards: '',
  present: '`number`',
};

/** The live channel for people, as Markdown. */
export function liveReference(): string {
  const rows = Object.entries(liveEvents).map(
    ([name, { about }]) => `| \`${name}\` | ${argumentWords[name as keyof typeof liveEvents]} | ${about} |`,
  );
  return [
    '## Live events',
    'The inspector gets events over [Socket.IO](https://socket.io/docs/v4/) 4 at `/socket.io/`, and so can programs. For most of them `GET …/events` is simpler. Connect with the key of a link as `auth: { key }`. A connection that is rejected fails with an error whose `data.code` is a problem code. Clients send no events.',
    ['| Event | Arguments | Meaning |', '| --- | --- | --- |', ...rows].join('\n'),
    'Shapes are those of the OpenAPI document with the same names. Events have no bodies. Through a masked link they show what the link shows. A gap between the `seq` of two requests means that something was missed, as after a lost connection: read it with `GET …/captures?after=`.',
  ].join('\n\n');
}
