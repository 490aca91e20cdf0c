import { rawRows, shellRows } from './rows.ts';
import { runHostileCases } from './run-hostile-cases.ts';

runHostileCases([...shellRows, ...rawRows]);
