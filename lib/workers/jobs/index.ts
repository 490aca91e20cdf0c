import { copyCapture } from './copy-capture.ts';
import { explainRules } from './explain-rules.ts';
import { fillTemplate } from './fill-template.ts';
import { firstMatch } from './first-match.ts';
import { maskCaptures } from './mask-captures.ts';
import { matchFilter } from './match-filter.ts';
import { readImport } from './read-import.ts';
import { readInput } from './read-input.ts';
import { readReply } from './read-reply.ts';
import { writeExport } from './write-export.ts';

/**
 * Every job there is: pure functions that may take long, since what they work on was written by strangers. They run on a worker
 * thread. What they take and give is copied between threads, so it is plain data: no functions, no class instances. A new job is a
 * file here and a line in this list.
 */
export const jobs = {
  copyCapture,
  explainRules,
  fillTemplate,
  firstMatch,
  maskCaptures,
  matchFilter,
  readImport,
  readInput,
  readReply,
  writeExport,
} as const;

export type Jobs = typeof jobs;
export type JobName = keyof Jobs;
export type JobInput<Name extends JobName> = Parameters<Jobs[Name]>[0];
export type JobOutput<Name extends JobName> = Awaited<ReturnType<Jobs[Name]>>;
