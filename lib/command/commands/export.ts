import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type CommandModule, withBinOptions } from '../command.ts';
import { type BinOptions, openBin } from '../context.ts';

type Options = Omit<BinOptions, 'json'> & {
  format?: string;
  filter?: string;
  redact?: boolean;
  output?: string;
};

export const exportRequests: CommandModule = {
  summary: 'Write requests as NDJSON, HAR, CSV or a Postman collection',
  examples: [
    ['wirebin export > requests.ndjson', 'all requests, with everything that is stored of them'],
    [
      'wirebin export --format har --filter method:POST --redact -o posts.har',
      'POST requests without secrets',
    ],
  ],
  define(command, context) {
    withBinOptions(command)
      .option('--format <format>', 'ndjson (default), har, csv or postman')
      .option('-f, --filter <filter>', 'only requests that match')
      .option('--redact', 'mask secrets')
      .option('-o, --output <file>', 'write to this file')
      .action(async ({ output: file, format, filter, redact, ...options }: Options) => {
        const { signal, output } = context;
        const { api } = await openBin(context, options);
        const stream = await api.export({ format, filter, redact, signal });
        const source = Readable.fromWeb(stream as Parameters<typeof Readable.fromWeb>[0]);
        if (file !== undefined) return pipeline(source, createWriteStream(file), { signal });
        for await (const piece of source) await output.bytes(piece as Uint8Array);
      });
  },
};
