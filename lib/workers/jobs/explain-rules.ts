import type { Subject } from '../../filter/key.ts';
import type { Rule } from '../../model/reply-settings.ts';
import { compileRules } from '../../reply/compile.ts';
import { type RuleTried, tryRules } from '../../reply/explain.ts';

type Input = { readonly rules: readonly Rule[]; readonly subject: Subject };

/** How a request looks to every rule (`tryRules`). */
export async function explainRules({ rules, subject }: Input): Promise<RuleTried[]> {
  return tryRules(await compileRules(rules), subject);
}
