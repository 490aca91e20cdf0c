import { countWords } from '../body/size.ts';
import { type Answer, answersIn, answersOf, type ReplySettings } from '../model/reply-settings.ts';
import { readWhen } from './compile.ts';
import { handshakeFaults } from './handshake-faults.ts';
import { mostNodesOfBin, templateSize } from './template-limits.ts';

/** Something wrong in settings, and where: `rules.2.when`. */
export type ReplyFault = { readonly path: readonly (string | number)[]; readonly message: string };

/** What is wrong with filters, templates and handshakes of settings whose shape is right. */
export async function checkReply({
  default: fallback,
  rules,
  handshakes,
}: Pick<ReplySettings, 'default' | 'rules' | 'handshakes'>) {
  const faults = handshakeFaults(handshakes);
  const tooMany = nodesFault({ default: fallback, rules });
  if (tooMany.length > 0) return [...faults, ...tooMany];
  for (const answer of answersIn(fallback)) await checkTemplate(answer, ['default'], faults);
  for (const [index, { when, answer }] of rules.entries()) {
    for (const { start, end, message } of (await readWhen(when)).faults) {
      faults.push({
        path: ['rules', index, 'when'],
        message: `“${when.slice(start, end)}” at ${start}: ${message}`,
      });
    }
    for (const one of answersIn(answer)) await checkTemplate(one, ['rules', index, 'answer'], faults);
  }
  return faults;
}

/** All templates of a bin are parsed when they are saved. */
function nodesFault(settings: Pick<ReplySettings, 'default' | 'rules'>): ReplyFault[] {
  const nodes = answersOf(settings).reduce((sum, answer) => sum + templateSize(answer).nodes, 0);
  if (nodes <= mostNodesOfBin) return [];
  const message = `the templates of a bin may have up to ${countWords(mostNodesOfBin)} outputs and tags. These have ${countWords(nodes)}`;
  return [{ path: ['rules'], message }];
}

async function checkTemplate(answer: Answer, path: ReplyFault['path'], faults: ReplyFault[]) {
  if (!answer.template) return;
  const { templateFault } = await import('./template.ts');
  const message = await templateFault(answer);
  if (message !== null) faults.push({ path, message });
}
