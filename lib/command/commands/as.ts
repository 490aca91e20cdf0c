import type { Bin } from '#lib/client/bin.ts';
import { destinationUrlOf, seqOf } from '../arguments.ts';
import { type CommandModule, withBinOptions } from '../command.ts';
import { type BinOptions, type Context, openBin } from '../context.ts';

export type CopyOptions = BinOptions & { to?: string; redact?: boolean };

/** Prints a request in a copy format. */
export async function printCopy(
  context: Context,
  target: string,
  seq: number | 'latest',
  { to, redact, ...options }: CopyOptions,
): Promise<void> {
  const { api } = await openBin(context, options);
  context.output.line((await copyOf(api, target, seq, { to, redact }, context.signal)).trimEnd());
}

/** A request in a copy format, for another destination where one is given. */
export async function copyOf(
  { captures }: Pick<Bin, 'captures'>,
  target: string,
  seq: number | 'latest',
  { to, redact }: { to?: string | undefined; redact?: boolean | undefined },
  signal: AbortSignal,
): Promise<string> {
  const destination = to === undefined ? {} : ({ to, path: 'without-prefix', host: 'of-origin' } as const);
  return captures.copyAs(seq, target, { ...destination, redact, signal });
}

export const copyAs: CommandModule = {
  summary: 'Print a request as code, HAR, a test event and more',
  examples: [
    ['wirebin as fetch latest', 'as a call of fetch'],
    ['wirebin as har 1 --redact', 'as a HAR file with masked secrets'],
  ],
  define(command, context) {
    withBinOptions(command)
      .argument('<target>', 'the copy format, such as fetch, python-requests, har or lambda-v2')
      .argument('<seq>', 'the number of the request, or latest', seqOf)
      .option('--to <url>', 'the destination in place of the bin', destinationUrlOf)
      .option('--redact', 'mask secrets')
      .action((target: string, seq: number | 'latest', options: CopyOptions) =>
        printCopy(context, target, seq, options),
      );
  },
};
