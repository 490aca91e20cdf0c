import { destinationUrlOf, seqOf } from '../arguments.ts';
import { type CommandModule, withBinOptions } from '../command.ts';
import { type CopyOptions, printCopy } from './as.ts';

export const curl: CommandModule = {
  summary: 'Print a request as a curl command',
  examples: [
    ['wirebin curl latest', 'the newest request'],
    ['wirebin curl 1 --to http://localhost:3000 | sh', 'send the first request to a local server'],
  ],
  define(command, context) {
    withBinOptions(command)
      .argument('<seq>', 'the number of the request, or latest', seqOf)
      .option('--to <url>', 'the destination in place of the bin', destinationUrlOf)
      .option('--redact', 'mask secrets')
      .action((seq: number | 'latest', options: CopyOptions) => printCopy(context, 'curl', seq, options));
  },
};
