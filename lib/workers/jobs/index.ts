import { checkSchema } from './check-schema.ts';
import { compareRequests } from './compare-requests.ts';
import { copyCapture } from './copy-capture.ts';
import { explainRules } from './explain-rules.ts';
import { fillTemplate } from './fill-template.ts';
import { firstMatch } from './first-match.ts';
import { maskCaptures } from './mask-captures.ts';
import { matchFilter } from './match-filter.ts';
import { readGitHubExample } from './read-github-example.ts';
import { readImport } from './read-import.ts';
import { readInput } from './read-input.ts';
import { readReply } from './read-reply.ts';
import { readSchema } from './read-schema.ts';
import { writeExport } from './write-export.ts';

/**
 * Every job: functions that may take long, most since their input is untrusted. They run on a worker thread. Input and output are copied
 * between threads, so they are plain data: no functions, no class instances. A new job is a file here and a line in this list.
 */
export const jobs = {
  checkSchema,
  compareRequests,
  copyCapture,
  explainRules,
  fillTemplate,
  firstMatch,
  maskCaptures,
  matchFilter,
  readGitHubExample,
  readImport,
  readInput,
  readReply,
  readSchema,
  writeExport,
} as const;

export type Jobs = typeof jobs;
export type JobName = keyof Jobs;
export type JobInput<Name extends JobName> = Parameters<Jobs[Name]>[0];
export type JobOutput<Name extends JobName> = Awaited<ReturnType<Jobs[Name]>>;
