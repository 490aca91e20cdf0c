import type { EventReader } from '../event-facts.ts';
import { capitalised, clause, happened, plainWords, sentence } from '../phrases.ts';

export const zendesk: EventReader = {
  providers: ['zendesk'],
  source: 'https://developer.zendesk.com/api-reference/webhooks/event-types/webhook-event-types/',
  read({ payload }) {
    const type = payload.text('type')?.replace(/^zen:event-type:/, '') ?? null;
    if (type === null) return null;
    const [object = '', action = ''] = type.split('.');
    const detail = payload.at('detail');
    const [, part, verb] = /^(.+)_(added|changed|removed|created|deleted)$/.exec(action) ?? [];
    const name = detail.text(object === 'ticket' ? 'id' : 'email', 'id', 'name');
    const change = clause('from', payload.text('event.previous'));
    const author = payload.text('event.comment.author.name');
    return {
      sentence: sentence(
        ...(part
          ? partWords(plainWords(part), verb!, sentence(plainWords(object), name))
          : [capitalised(plainWords(object)), name, happened(action)]),
        part && change ? sentence(change, clause('to', payload.text('event.current'))) : null,
        clause('by', author),
      ),
      facts: [
        detail.fact('Subject', 'subject'),
        payload.fact('Comment', 'event.comment.body'),
        detail.fact('Status', 'status'),
        detail.fact('Priority', 'priority'),
        detail.fact('Requester', 'requester_id'),
        detail.fact('Role', 'role'),
        payload.fact('Account', 'account_id'),
      ],
    };
  },
};

/** `A comment was added to ticket 4881`, `The status of ticket 4881 was changed`. */
function partWords(part: string, verb: string, object: string | null): (string | null)[] {
  if (verb === 'changed') return [`The ${part} of`, object, 'was changed'];
  return [`A ${part} was ${verb}`, clause(verb === 'removed' ? 'from' : 'to', object)];
}
