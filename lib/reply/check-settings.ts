import { countWords } from '#lib/body/size.ts';
import { type Answer, answersIn, answersOf, type ReplySettings } from '#lib/model/reply-settings.ts';
import { findHandshakeErrors } from './check-handshakes.ts';
import { readRuleFilter } from './compile-rules.ts';
import type { SettingsError } from './settings-error.ts';
import { mostNodesOfBin, templateSize } from './template-limits.ts';

/** Finds errors in the filters, templates and handshakes of settings that have the right shape. */
export async function checkSettings({
  default: fallback,
  rules,
  handshakes,
}: Pick<ReplySettings, 'default' | 'rules' | 'handshakes'>) {
  const faults = findHandshakeErrors(handshakes);
  const tooMany = checkTemplateSize({ default: fallback, rules });
  if (tooMany.length > 0) return [...faults, ...tooMany];
  for (const answer of answersIn(fallback)) await checkTemplate(answer, ['default'], faults);
  for (const [index, { when, answer }] of rules.entries()) {
    for (const { start, end, message } of (await readRuleFilter(when)).faults) {
      faults.push({
        path: ['rules', index, 'when'],
        message: `“${when.slice(start, end)}” at position ${start}: ${message}`,
      });
    }
    for (const one of answersIn(answer)) await checkTemplate(one, ['rules', index, 'answer'], faults);
  }
  return faults;
}

/** Limits the templates of a bin, since all of them are parsed when they are saved. */
function checkTemplateSize(settings: Pick<ReplySettings, 'default' | 'rules'>): SettingsError[] {
  const nodes = answersOf(settings).reduce((sum, answer) => sum + templateSize(answer).nodes, 0);
  if (nodes <= mostNodesOfBin) return [];
  const message = `the templates have ${countWords(nodes)} outputs and tags in all. A bin can have up to ${countWords(mostNodesOfBin)}`;
  return [{ path: ['rules'], message }];
}

async function checkTemplate(answer: Answer, path: SettingsError['path'], faults: SettingsError[]) {
  if (!answer.template) return;
  const { findTemplateError } = await import('./template.ts');
  const message = await findTemplateError(answer);
  if (message !== null) faults.push({ path, message });
}
