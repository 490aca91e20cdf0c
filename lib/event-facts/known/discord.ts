import type { EventReader, FoundFacts } from '../event-facts.ts';
import type { Payload } from '../payload.ts';
import { capitalised, clause, happened, plainWords, quoted, sentence } from '../phrases.ts';

export const discord: EventReader = {
  providers: ['discord'],
  source: 'https://docs.discord.com/developers/interactions/receiving-and-responding',
  read({ payload }) {
    const isEvent = payload.at('event').value !== undefined || payload.is('type', 0);
    return isEvent ? webhookEvent(payload) : interaction(payload);
  },
};

function webhookEvent(payload: Payload): FoundFacts {
  if (payload.is('type', 0)) return verification(payload);
  const type = payload.text('event.type');
  const data = payload.at('event.data');
  const [, object, action] = /^(.+)_([A-Z]+)$/.exec(type ?? '') ?? [];
  const who = data.text('user.global_name', 'user.username');
  return {
    sentence: object ? sentence(capitalised(plainWords(object)), happened(action!), clause('by', who)) : null,
    facts: [
      data.fact('User', 'user.username', 'user_id'),
      data.fact('SKU', 'sku_id'),
      data.fact('ID', 'id'),
      payload.fact('Application', 'application_id'),
      payload.fact('Time', 'event.timestamp'),
    ],
  };
}

function verification(payload: Payload): FoundFacts {
  return {
    sentence: 'Discord asks whether this URL accepts its requests',
    facts: [payload.fact('Application', 'application_id')],
  };
}

function interaction(payload: Payload): FoundFacts | null {
  const type = payload.number('type');
  if (type === 1) return verification(payload);
  const user = payload.at(payload.at('member.user').value === undefined ? 'user' : 'member.user');
  const who = user.text('global_name', 'username') ?? 'Somebody';
  const where = clause('in', payload.text('channel.name') && `#${payload.text('channel.name')}`);
  const custom = quoted(payload.text('data.custom_id'));
  const command = payload.text('data.name');
  const words = [
    type === 2 ? sentence(who, 'used the command', command && `/${command}`, where) : null,
    type === 3 ? sentence(who, 'used the component', custom, where) : null,
    type === 4 ? sentence(who, 'is typing the command', command && `/${command}`, where) : null,
    type === 5 ? sentence(who, 'submitted the form', custom, where) : null,
  ].find((line) => line !== null);
  if (words === undefined) return null;
  const [option] = payload.items('data.options');
  return {
    sentence: words,
    facts: [
      option
        ? option.computed(
            'Option',
            option.text('value') && `${option.text('name')}: ${option.text('value')}`,
            'value',
          )
        : null,
      user.fact('User', 'username'),
      payload.fact('Message', 'message.content'),
      payload.fact('Interaction', 'id'),
      payload.fact('Channel', 'channel_id'),
      payload.fact('Server', 'guild_id'),
    ],
  };
}
