import type { Change } from '#lib/diff/change.ts';
import { type BodyDiff, diffRequests, type RequestDiff } from '#lib/diff/requests.ts';
import { seqOf } from '../arguments.ts';
import { type CommandModule, withBinOptions } from '../command.ts';
import { type BinOptions, openBin } from '../context.ts';
import { exitCodes } from '../exit-codes.ts';
import type { Output } from '../output.ts';
import { printable } from '../printable.ts';
import { decodedBody, readCapture } from '../read-capture.ts';

export const diff: CommandModule = {
  summary: 'Print the differences between two requests',
  examples: [['wirebin diff 1 2', 'exits with 0 if they are equal, else with 1']],
  define(command, context) {
    withBinOptions(command)
      .argument('<a>', 'the number of a request, or latest', seqOf)
      .argument('<b>', 'the number of another one', seqOf)
      .action(async (a: number | 'latest', b: number | 'latest', options: BinOptions) => {
        const { output, signal } = context;
        const { api } = await openBin(context, options);
        const [before, after] = await Promise.all(
          [a, b].map(async (seq) => {
            const read = await readCapture(api, seq, signal);
            const { method, path, headers } = read.capture;
            return { method, path, headers, body: await decodedBody(api, read, signal) };
          }),
        );
        const found = diffRequests(before!, after!);
        const lines = diffLines(output, found);
        if (options.json) output.json(found);
        else for (const line of lines) output.line(line);
        if (lines.length > 0) context.setExitCode(exitCodes.no);
        else if (!options.json) output.note('The requests are equal.');
      });
  },
};

function diffLines(output: Output, { line, query, headers, body }: RequestDiff): string[] {
  return [
    ...line.flatMap((change) => changeLines(output, '', change)),
    ...query.flatMap((change) => changeLines(output, 'query ', change)),
    ...headers.flatMap((change) => changeLines(output, 'header ', change)),
    ...bodyLines(output, body),
  ];
}

function changeLines({ paint }: Output, place: string, { where, before, after, volatile }: Change): string[] {
  const name = `${place}${printable(where)}`;
  return [
    `${name}${volatile ? paint('dim', '  (differs between any two requests)') : ''}`,
    ...(before === null ? [] : [paint('red', `- ${printable(before)}`)]),
    ...(after === null ? [] : [paint('green', `+ ${printable(after)}`)]),
  ];
}

function bodyLines(output: Output, body: BodyDiff): string[] {
  const { paint } = output;
  switch (body.kind) {
    case 'same':
      return [];
    case 'same-data':
      return ['body: the same data in other bytes'];
    case 'bytes':
      return [`body: differs from byte ${body.at} (${body.sizes[0]} and ${body.sizes[1]} bytes)`];
    case 'text':
      return body.runs.flatMap(({ kind, lines }) => {
        if (kind === 'same') return [];
        const [sign, colour] = kind === 'added' ? (['+', 'green'] as const) : (['-', 'red'] as const);
        return lines.map((text) => paint(colour, `${sign} ${printable(text)}`));
      });
    default:
      return body.changes.flatMap((change) => changeLines(output, 'body ', change));
  }
}
