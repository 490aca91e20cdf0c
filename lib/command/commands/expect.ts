import { writeFile } from 'node:fs/promises';
import type { Bin } from '#lib/client/bin.ts';
import { WirebinError } from '#lib/client/wirebin-error.ts';
import type { CaptureSummary } from '#lib/model/capture-json.ts';
import { countOf, durationOf, seqOf } from '../arguments.ts';
import { captureLine } from '../capture-lines.ts';
import { type CommandModule, withBinOptions } from '../command.ts';
import { type BinOptions, openBin } from '../context.ts';
import { exitCodes } from '../exit-codes.ts';
import { junitReport } from '../junit.ts';
import { printable } from '../printable.ts';

type Options = BinOptions & { count: number; within: number; after: number | 'latest'; junit?: string };

/** How many near misses are shown. */
const mostMisses = 5;

export const expectRequests: CommandModule = {
  summary: 'Wait for requests, for tests and CI',
  examples: [
    [
      "wirebin expect 'method:POST event:push' --within 30s",
      'exits with 0 once it was received, else with 1',
    ],
    ['wirebin expect path:/orders --count 2 --within 5s --junit out.xml', 'write a JUnit report too'],
  ],
  define(command, context) {
    withBinOptions(command)
      .argument('[filter]', 'the requests that are expected (default: any)', '')
      .option('-n, --count <count>', 'how many are expected', (text: string) => countOf(text, '--count'), 1)
      .option('-w, --within <duration>', 'how long to wait', durationOf, 30_000)
      .option(
        '--after <seq>',
        'only requests after this one; latest for those received from now on',
        afterOf,
        0,
      )
      .option('--junit <file>', 'write a JUnit report')
      .action(async (filter: string, { count, within, after, junit, ...options }: Options) => {
        const { output, signal } = context;
        const { api, slug } = await openBin(context, options);
        const began = performance.now();
        const outcome = await outcomeOf(api, { filter, count, within, after, signal });
        const seconds = (performance.now() - began) / 1000;
        const name = `${filter || 'any request'}${count > 1 ? ` (${count})` : ''}`;
        const { message, misses } = outcome;
        if (junit !== undefined) {
          const failure = message === null ? null : { message, details: misses.join('\n') };
          await writeFile(junit, junitReport({ suite: `wirebin ${slug}`, name, seconds, failure }));
        }
        if (options.json) output.json(outcome);
        else for (const capture of outcome.captures) output.line(captureLine(output, capture));
        if (message === null) return;
        if (!options.json) for (const line of [message, ...misses]) output.note(printable(line));
        context.setExitCode(exitCodes.no);
      });
  },
};

function afterOf(text: string): number | 'latest' {
  return text === '0' ? 0 : seqOf(text);
}

/** What was received; `message` says what is missing, and is null when nothing is. */
type Outcome = {
  readonly captures: readonly CaptureSummary[];
  readonly message: string | null;
  readonly misses: readonly string[];
};

type Expected = Pick<Options, 'count' | 'within' | 'after'> & { filter: string; signal: AbortSignal };

async function outcomeOf(api: Bin, { filter, ...expected }: Expected): Promise<Outcome> {
  try {
    const { captures } = await api.wait({ ...expected, ...(filter === '' ? {} : { filter }) });
    return { captures, message: null, misses: [] };
  } catch (error) {
    if (!(error instanceof WirebinError) || error.code !== 'wait-timed-out') throw error;
    const misses = error.nearMisses.slice(0, mostMisses).map(({ seq, method, path, failed }) => {
      return `#${seq} ${method} ${path} does not match ${failed.join(', ')}`;
    });
    return { captures: error.captures, message: error.detail ?? error.title, misses };
  }
}
