import { schemaResults } from '#lib/model/capture.ts';
import { resultKey } from '../result-key.ts';

export const schema = resultKey('schema', schemaResults, {
  example: 'schema:invalid',
  finds: 'requests whose body was valid, invalid or unchecked by the schemas of the bin when they arrived',
});
