import { browserRows } from './rows.ts';
import { runHostileCases } from './run-hostile-cases.ts';

runHostileCases(browserRows);
