import type { EventReader, FoundFacts } from '../event-facts.ts';
import type { Payload } from '../payload.ts';
import { capitalised, clause, plainWords, quoted, sentence } from '../phrases.ts';

export const meta: EventReader = {
  providers: ['meta'],
  source: 'https://developers.facebook.com/docs/graph-api/webhooks/getting-started',
  read({ request, payload }) {
    if (request.query.has('hub.challenge')) {
      return { sentence: 'Meta asks whether this URL accepts events', facts: [] };
    }
    const object = payload.text('object');
    if (object === null) return null;
    const entry = payload.at('entry.0');
    const change = entry.at('changes.0');
    const value = change.at('value');
    const message = entry.at('messaging.0');
    if (object === 'whatsapp_business_account') return whatsApp(value, change);
    if (message.value !== undefined) return messaging(object, message);
    return changed(object, change, value, entry);
  },
};

function whatsApp(value: Payload, change: Payload): FoundFacts {
  const message = value.at('messages.0');
  const status = value.at('statuses.0');
  const from = value.text('contacts.0.profile.name') ?? message.text('from');
  const type = message.text('type');
  return {
    sentence:
      message.value !== undefined
        ? sentence(
            from ?? 'Somebody',
            `sent a WhatsApp ${type === 'text' || type === null ? 'message' : `message (${plainWords(type)})`}`,
          )
        : status.value !== undefined
          ? sentence(
              'The WhatsApp message',
              clause('to', status.text('recipient_id')),
              clause('was', status.text('status')),
            )
          : sentence('WhatsApp Business:', plainWords(change.text('field') ?? 'change')),
    facts: [
      message.fact('Text', 'text.body', 'button.text', 'caption'),
      message.fact('From', 'from'),
      status.fact('Recipient', 'recipient_id'),
      status.fact('Error', 'errors.0.title', 'errors.0.message'),
      status.fact('Message', 'id') ?? message.fact('Message', 'id'),
      value.fact('Business number', 'metadata.display_phone_number'),
    ],
  };
}

function messaging(object: string, event: Payload): FoundFacts {
  const network = object === 'instagram' ? 'Instagram' : 'Messenger';
  return {
    sentence: sentence(
      clause('User', event.text('sender.id')) ?? 'Somebody',
      event.at('message').value === undefined ? 'interacted' : 'wrote a message',
      `on ${network}`,
    ),
    facts: [
      event.fact('Text', 'message.text', 'postback.title'),
      event.fact('Sender', 'sender.id'),
      event.fact('Recipient', 'recipient.id'),
      event.fact('Message', 'message.mid'),
    ],
  };
}

function changed(object: string, change: Payload, value: Payload, entry: Payload): FoundFacts {
  const who = value.text('from.name', 'from.username');
  const field = change.text('field');
  const item = value.text('item');
  const verb = value.text('verb');
  const network =
    object === 'instagram' ? 'Instagram' : object === 'page' ? 'the Facebook page' : plainWords(object);
  const words =
    field === 'leadgen'
      ? sentence('A lead form was submitted on', network)
      : field === 'comments'
        ? sentence(who ?? 'Somebody', 'commented on', network)
        : item !== null && verb !== null
          ? sentence(who ?? 'Somebody', verbs[verb] ?? plainWords(verb), `a ${plainWords(item)} on`, network)
          : sentence(capitalised(network.replace(/^the /, '')), 'changed:', quoted(field));
  return {
    sentence: words,
    facts: [
      value.fact('Text', 'message', 'text'),
      value.fact('From', 'from.name', 'from.username', 'from.id'),
      value.fact('Lead', 'leadgen_id'),
      value.fact('Form', 'form_id'),
      value.fact('Comment', 'comment_id', 'id'),
      value.fact('Post', 'post_id', 'media.id'),
      entry.fact('Account', 'id'),
    ],
  };
}

const verbs: Readonly<Record<string, string>> = {
  add: 'added',
  edit: 'edited',
  edited: 'edited',
  hide: 'hid',
  remove: 'removed',
  update: 'updated',
};
