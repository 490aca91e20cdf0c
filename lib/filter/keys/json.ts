import { sameNumber } from '#lib/body/json/number-note.ts';
import type { JsonNode } from '#lib/body/json/value-positions.ts';
import { readingCost, utf8Of } from '../body-readings.ts';
import { jsonOf, readJsonPath, saysOf, valuesAt } from '../json-path.ts';
import type { FilterKey } from '../key.ts';
import { isPattern, patternOf } from '../pattern.ts';
import { like } from '../wildcard.ts';

/** Numbers are compared exactly, however many digits they have, and 1.50 is 1.5. */
export const json: FilterKey = {
  name: 'json',
  example: 'json:$.data.type=charge.*',
  finds:
    'requests whose JSON body has a value at this path; after = the value (* matches anything) or a /regular expression/i',
  read(value) {
    const path = readJsonPath(value);
    if (!path || !/^(?:=|$)/.test(path.rest))
      return "Enter a JSON path, such as `json:$.items[0].id=7`, `json:$.items[*].id` or `json:$['a name']`.";
    const wanted = path.rest === '' ? null : path.rest.slice(1);
    const pattern = wanted !== null && isPattern(wanted) ? patternOf(wanted) : null;
    if (typeof pattern === 'string') return pattern;
    const matches = pattern?.matches ?? like(wanted ?? '*');
    return {
      needsBody: true,
      // Parsing comes first, once for all terms; then every value may be compared.
      cost: { head: 0, body: 40 + readingCost + (pattern?.steps ?? 0) },
      matches(subject) {
        const found = jsonOf(utf8Of(subject));
        if (!found) return false;
        const isIt = (node: JsonNode) => {
          if (wanted === null) return true;
          if (node.kind === 'object' || node.kind === 'array') return false;
          const says = saysOf(found, node);
          return matches(says) || (node.kind === 'number' && sameNumber(says, wanted));
        };
        return valuesAt(found.root, path.steps).some(isIt);
      },
    };
  },
};
