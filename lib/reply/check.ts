import { type Answer, answersIn, type ReplySettings } from '../model/reply-settings.ts';
import { readWhen } from './compile.ts';
import { handshakeFaults } from './handshake-faults.ts';

/** Something wrong in settings, and where: `rules.2.when`. */
export type ReplyFault = { readonly path: readonly (string | number)[]; readonly message: string };

/** What is wrong with filters, templates and handshakes of settings whose shape is right. */
export async function checkReply({
  default: fallback,
  rules,
  handshakes,
}: Pick<ReplySettings, 'default' | 'rules' | 'handshakes'>) {
  const faults = handshakeFaults(handshakes);
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

async function checkTemplate(answer: Answer, path: ReplyFault['path'], faults: ReplyFault[]) {
  if (!answer.template) return;
  const { templateFault } = await import('./template.ts');
  const message = await templateFault(answer);
  if (message !== null) faults.push({ path, message });
}
