import { open } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { type CommandModule, withBinOptions } from '../command.ts';
import { type BinOptions, openBin } from '../context.ts';

type Options = BinOptions & { format?: string };

export const importRequests: CommandModule = {
  summary: 'Add the requests of an export',
  examples: [
    ['wirebin import requests.ndjson', 'add requests with their times and headers'],
    ['wirebin export --bin a | wirebin import - --bin b', 'copy requests to another bin'],
  ],
  define(command, context) {
    withBinOptions(command)
      .argument('<file>', 'the file, or - for standard input')
      .option('--format <format>', 'ndjson or har (default: ndjson, or har for files that end with .har)')
      .action(async (file: string, { format, ...options }: Options) => {
        const { output, signal, input } = context;
        const { api } = await openBin(context, options);
        const source = file === '-' ? input : (await open(file)).createReadStream();
        const body = Readable.toWeb(source) as ReadableStream<Uint8Array<ArrayBuffer>>;
        const imported = await api.import(body, {
          format: format ?? (/\.har$/i.test(file) ? 'har' : undefined),
          signal,
        });
        if (options.json) output.json({ imported });
        else output.note(imported === 1 ? 'Imported 1 request.' : `Imported ${imported} requests.`);
      });
  },
};
