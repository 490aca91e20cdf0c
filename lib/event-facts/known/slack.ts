import type { EventReader, EventRequest, FoundFacts } from '../event-facts.ts';
import type { Payload } from '../payload.ts';
import { capitalised, clause, happened, plainWords, quoted, sentence } from '../phrases.ts';

export const slack: EventReader = {
  providers: ['slack'],
  source: 'https://docs.slack.dev/reference/events',
  read(request) {
    const { payload } = request;
    switch (payload.text('type')) {
      case 'url_verification':
        return {
          sentence: 'Slack asks whether this URL accepts events',
          facts: [payload.fact('Challenge', 'challenge')],
        };
      case 'event_callback':
        return callback(payload);
      default:
        return payload.text('command') === null ? interaction(payload) : command(request);
    }
  },
};

function callback(payload: Payload): FoundFacts {
  const event = payload.at('event');
  return {
    sentence: sentenceOf(event),
    facts: [
      event.fact('Text', 'text'),
      event.fact('User', 'user', 'user.id', 'bot_id'),
      event.fact('Channel', 'channel', 'channel.id', 'item.channel'),
      event.fact('Thread', 'thread_ts'),
      payload.fact('Workspace', 'team_id'),
      payload.fact('Event ID', 'event_id'),
    ],
  };
}

/** Users and channels are IDs: Slack sends no names. */
function sentenceOf(event: Payload): string | null {
  const type = event.text('type');
  const who = event.text('user.real_name', 'user.name', 'user', 'bot_profile.name', 'bot_id') ?? 'Somebody';
  const channel = event.text('channel', 'channel.name', 'item.channel');
  switch (type) {
    case null:
      return null;
    case 'app_mention':
      return sentence(who, 'mentioned the app', clause('in', channel));
    case 'message': {
      const subtype = event.text('subtype');
      if (subtype !== null)
        return sentence(`A message event (${plainWords(subtype)})`, clause('in', channel));
      return sentence(
        who,
        event.text('thread_ts') ? 'replied in a thread' : 'wrote a message',
        clause('in', channel),
      );
    }
    case 'reaction_added':
    case 'reaction_removed': {
      const verb = type === 'reaction_added' ? 'reacted with' : 'took back the reaction';
      return sentence(who, clause(verb, event.text('reaction')), clause('in', channel));
    }
    case 'team_join':
      return `${who} joined the workspace`;
    case 'app_home_opened':
      return `${who} opened the app’s home`;
    case 'member_joined_channel':
      return sentence(who, 'joined', channel);
    case 'member_left_channel':
      return sentence(who, 'left', channel);
    default: {
      const words = plainWords(type);
      const [, object, action] = /^(.+) (\w+ed)$/.exec(words) ?? [];
      return object
        ? sentence(capitalised(object), happened(action!), clause('in', channel))
        : sentence(`Slack event ${quoted(type)}`, clause('in', channel));
    }
  }
}

function command({ payload }: EventRequest): FoundFacts {
  return {
    sentence: sentence(
      payload.text('user_name', 'user_id') ?? 'Somebody',
      'used',
      sentence(payload.text('command'), payload.text('text')),
      clause('in', hash(payload.text('channel_name'))),
    ),
    facts: [
      payload.fact('Command', 'command'),
      payload.fact('Text', 'text'),
      payload.fact('User', 'user_id'),
      payload.fact('Channel', 'channel_id'),
      payload.fact('Workspace', 'team_domain', 'team_id'),
    ],
  };
}

function interaction(payload: Payload): FoundFacts | null {
  const type = payload.text('type');
  if (type === null) return null;
  const who = payload.text('user.name', 'user.username', 'user.id') ?? 'Somebody';
  const [action] = payload.items('actions');
  const label = quoted(action?.text('text.text', 'value', 'action_id') ?? null);
  const view = quoted(payload.text('view.title.text', 'view.callback_id'));
  return {
    sentence:
      type === 'block_actions'
        ? sentence(who, 'used', label ?? 'an element', clause('in', hash(payload.text('channel.name'))))
        : type === 'view_submission' || type === 'view_closed'
          ? sentence(who, type === 'view_closed' ? 'closed' : 'submitted', 'the view', view)
          : sentence(
              who,
              clause('started', quoted(payload.text('callback_id'))) ?? `sent ${plainWords(type)}`,
            ),
    facts: [
      action?.fact('Action', 'action_id') ?? null,
      action?.fact('Value', 'value', 'selected_option.value') ?? null,
      payload.fact('View', 'view.callback_id'),
      payload.fact('User', 'user.id'),
      payload.fact('Channel', 'channel.id'),
      payload.fact('Workspace', 'team.domain'),
    ],
  };
}

function hash(channel: string | null): string | null {
  return channel && `#${channel}`;
}
