import { countOf, seqOf } from '../arguments.ts';
import { captureLine } from '../capture-lines.ts';
import { type CommandModule, withBinOptions } from '../command.ts';
import { type BinOptions, openBin } from '../context.ts';
import { printable } from '../printable.ts';

type Options = BinOptions & { filter?: string; since?: number | 'latest'; count?: number };

export const tail: CommandModule = {
  summary: 'Print requests as they are received',
  examples: [
    ['wirebin tail', 'print new requests until Ctrl+C'],
    ["wirebin tail --since 1 --count 1 --filter 'method:POST'", 'print the first POST and stop'],
  ],
  define(command, context) {
    withBinOptions(command)
      .option('-f, --filter <filter>', 'only requests that match')
      .option('--since <seq>', 'begin with this request (default: only new ones)', seqOf)
      .option('-n, --count <count>', 'stop after so many requests', (text: string) =>
        countOf(text, '--count'),
      )
      .action(async ({ filter, since = 'latest', count, ...options }: Options) => {
        const { output, signal } = context;
        const { api } = await openBin(context, options);
        const stream = api.events({
          filter,
          count,
          signal,
          after: since === 'latest' ? since : since - 1,
          onConnection(connection) {
            if (connection.state === 'lost')
              output.note(`${printable(connection.error.title)} Connecting again …`);
          },
        });
        for await (const capture of stream) {
          if (options.json) output.json(capture);
          else output.line(captureLine(output, capture));
        }
      });
  },
};
