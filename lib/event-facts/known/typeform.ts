import type { EventReader } from '../event-facts.ts';
import type { Fact } from '../fact.ts';
import type { Payload } from '../payload.ts';
import { clause, counted, quoted, sentence } from '../phrases.ts';

/** How many answers are given. */
const mostAnswers = 4;

export const typeform: EventReader = {
  providers: ['typeform'],
  source: 'https://www.typeform.com/developers/webhooks/example-payload/',
  read({ payload }) {
    const type = payload.text('event_type');
    const response = payload.at('form_response');
    if (type === null || response.value === undefined) return null;
    const answers = response.count('answers') ?? 0;
    return {
      sentence: sentence(
        'Form',
        quoted(response.text('definition.title')) ?? response.text('form_id'),
        type === 'form_response_partial' ? 'was answered in part' : 'was submitted',
        clause('with', counted(answers, 'answer')),
      ),
      facts: [
        ...response
          .items('answers')
          .slice(0, mostAnswers)
          .map((answer) => answerFact(answer, response)),
        response.fact('Form', 'form_id'),
        response.fact('Submitted', 'submitted_at'),
      ],
    };
  },
};

/** An answer under its question. */
function answerFact(answer: Payload, response: Payload): Fact | null {
  const id = answer.text('field.id');
  const field = response.items('definition.fields').find((each) => each.text('id') === id);
  const type = answer.text('type') ?? '';
  const name = field?.text('title') ?? answer.text('field.ref') ?? 'Answer';
  return answer.fact(name, type, `${type}.label`, `${type}.labels.0`);
}
