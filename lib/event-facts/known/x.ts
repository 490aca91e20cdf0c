import type { EventReader, FoundFacts } from '../event-facts.ts';
import type { Payload } from '../payload.ts';
import { capitalised, counted, plainWords, sentence } from '../phrases.ts';

export const x: EventReader = {
  providers: ['x'],
  source: 'https://docs.x.com/x-api/account-activity/introduction',
  read({ request, payload }) {
    if (request.query.has('crc_token')) {
      return { sentence: 'X asks whether this URL is yours (challenge-response check)', facts: [] };
    }
    const name = eventName(payload);
    if (name === null) return null;
    const first = payload.at(`${name}.0`);
    const more = (payload.count(name) ?? 1) - 1;
    const found = explained(name, first);
    return {
      sentence: sentence(found.sentence, more > 0 ? `and ${counted(more, 'more event')}` : null),
      facts: [...found.facts, payload.fact('For user', 'for_user_id')],
    };
  },
};

/** The member that holds the events: `tweet_create_events`. */
function eventName({ value }: Payload): string | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  for (const name in value) if (/^\w{1,60}_events?$/.test(name)) return name;
  return null;
}

function explained(name: string, event: Payload): FoundFacts {
  const handle = (path: string) => {
    const found = event.text(`${path}.screen_name`);
    return found && `@${found}`;
  };
  const who = handle('user') ?? handle('source') ?? 'Somebody';
  switch (name) {
    case 'tweet_create_events':
      return { sentence: `${who} posted`, facts: [event.fact('Text', 'text'), event.fact('Post', 'id_str')] };
    case 'favorite_events':
      return {
        sentence: sentence(
          who,
          'liked a post',
          handle('favorited_status.user') && `of ${handle('favorited_status.user')}`,
        ),
        facts: [event.fact('Text', 'favorited_status.text'), event.fact('Post', 'favorited_status.id_str')],
      };
    case 'follow_events':
      return {
        sentence: sentence(who, event.is('type', 'unfollow') ? 'unfollowed' : 'followed', handle('target')),
        facts: [event.fact('User', 'source.id_str')],
      };
    case 'direct_message_events':
      return {
        sentence: sentence('User', event.text('message_create.sender_id'), 'sent a direct message'),
        facts: [event.fact('Text', 'message_create.message_data.text'), event.fact('Message', 'id')],
      };
    default:
      return { sentence: capitalised(plainWords(name)), facts: [event.fact('Event', 'id', 'id_str')] };
  }
}
