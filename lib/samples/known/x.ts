import type { Fresh } from '../fresh.ts';
import { jonas, mira } from '../invented.ts';
import type { SampleEvent, SampleProvider } from '../sample.ts';
import { compactJson } from '../serialise.ts';

type Person = { readonly name: string; readonly login: string };

function sample(
  event: string,
  title: string,
  items: (fresh: Fresh, reader: string) => readonly object[],
): SampleEvent {
  return {
    id: event,
    title,
    event,
    make(fresh) {
      const reader = fresh.digits(19);
      return {
        headers: [
          ['Content-Type', 'application/json'],
          ['x-twitter-webhooks-signature', null],
        ],
        body: compactJson({ for_user_id: reader, [event]: items(fresh, reader) }),
      };
    },
  };
}

/** `Mon Nov 23 08:00:00 +0000 2026` */
function createdAt(fresh: Fresh): string {
  const [day, date, month, year, time] = new Date(fresh.milliseconds(-900))
    .toUTCString()
    .replace(',', '')
    .split(' ');
  return `${day} ${month} ${date} ${time} +0000 ${year}`;
}

function user(fresh: Fresh, { name, login }: Person, id = fresh.digits(19)) {
  return { id_str: id, name, screen_name: login.replace('-', '_'), protected: false, verified: false };
}

function post(fresh: Fresh, text: string) {
  const id = fresh.digits(19);
  return {
    created_at: createdAt(fresh),
    // X also sends `id`, a number with more digits than JavaScript keeps.
    id_str: id,
    text,
    source: '<a href="https://mobile.x.com" rel="nofollow">X Web App</a>',
    truncated: false,
    in_reply_to_status_id_str: null,
    user: user(fresh, mira),
    is_quote_status: false,
    reply_count: 0,
    retweet_count: 0,
    favorite_count: 0,
    entities: { hashtags: [], urls: [], user_mentions: [], symbols: [] },
    lang: 'en',
    timestamp_ms: String(fresh.milliseconds(-900)),
  };
}

export const x: SampleProvider = {
  id: 'x',
  source: 'https://docs.x.com/x-api/account-activity/introduction',
  events: [
    sample('tweet_create_events', 'Post created', (fresh) => [
      post(fresh, 'New glazes for autumn are in the shop!'),
    ]),
    sample('favorite_events', 'Post liked', (fresh) => [
      {
        id: fresh.hex(32),
        created_at: createdAt(fresh),
        timestamp_ms: fresh.milliseconds(-900),
        favorited_status: post(fresh, 'New glazes for autumn are in the shop!'),
        user: user(fresh, jonas),
      },
    ]),
    sample('follow_events', 'Followed', (fresh, reader) => [
      {
        type: 'follow',
        created_timestamp: String(fresh.milliseconds(-900)),
        target: user(fresh, mira, reader),
        source: user(fresh, jonas),
      },
    ]),
    sample('direct_message_events', 'Direct message', (fresh, reader) => [
      {
        type: 'message_create',
        id: fresh.digits(19),
        created_timestamp: String(fresh.milliseconds(-900)),
        message_create: {
          target: { recipient_id: reader },
          sender_id: fresh.digits(19),
          message_data: {
            text: 'Is the café mug back in stock?',
            entities: { hashtags: [], symbols: [], user_mentions: [], urls: [] },
          },
        },
      },
    ]),
    {
      id: 'crc',
      title: 'Challenge-response check',
      event: null,
      make: (fresh) => ({
        method: 'GET',
        query: `?crc_token=${fresh.base62(40)}&nonce=${fresh.base62(40)}`,
        headers: [],
        isUnsigned: true,
      }),
    },
  ],
};
