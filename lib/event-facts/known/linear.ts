import type { EventReader } from '../event-facts.ts';
import { capitalised, clause, commas, happened, plainWords, quoted, sentence } from '../phrases.ts';

export const linear: EventReader = {
  providers: ['linear'],
  source: 'https://linear.app/developers/webhooks',
  read({ payload }) {
    const type = payload.text('type');
    const action = payload.text('action');
    if (type === null || action === null) return null;
    const data = payload.at('data');
    const noun = capitalised(plainWords(type));
    const changed = payload.at('updatedFrom').value;
    return {
      sentence: sentence(
        type === 'Comment' ? 'A comment' : noun,
        data.text('identifier') ?? quoted(data.text('name', 'title')),
        happened(action),
        clause('by', payload.text('actor.name') ?? data.text('user.name')),
      ),
      facts: [
        data.fact('Title', 'title'),
        data.fact('Comment', 'body'),
        data.fact('State', 'state.name', 'state', 'status.name'),
        data.fact('Assignee', 'assignee.name'),
        data.fact('Priority', 'priorityLabel'),
        payload.computed('Changed', commas(...changedNames(changed)), 'updatedFrom'),
        data.fact('Team', 'team.name'),
        payload.fact('URL', 'url', 'data.url'),
      ],
    };
  },
};

/** The names of the fields that an update changed; the time of the update says nothing. */
function changedNames(before: unknown): string[] {
  if (typeof before !== 'object' || before === null || Array.isArray(before)) return [];
  const names: string[] = [];
  for (const name in before) {
    if (name !== 'updatedAt') names.push(plainWords(name.replace(/Id$/, '')));
    if (names.length === 5) break;
  }
  return names;
}
