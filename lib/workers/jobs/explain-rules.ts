import { searchedBody } from '#lib/content-encoding/searched-body.ts';
import type { Subject } from '#lib/filter/key.ts';
import type { Rule } from '#lib/model/reply-settings.ts';
import { compileRules } from '#lib/reply/compile-rules.ts';
import { type ExplainedRule, explainMatches } from '#lib/reply/explain-rules.ts';

type Input = { readonly rules: readonly Rule[]; readonly subject: Subject };

/** Explains for every rule whether it matches a request (`explainMatches`). */
export async function explainRules({ rules, subject: { facts, body } }: Input): Promise<ExplainedRule[]> {
  return explainMatches(await compileRules(rules), { facts, body: await searchedBody(facts, body) });
}
