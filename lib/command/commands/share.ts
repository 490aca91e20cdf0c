import { countOf, durationOf } from '../arguments.ts';
import { type CommandModule, withBinOptions } from '../command.ts';
import { type BinOptions, openBin } from '../context.ts';
import { wrongCall } from '../exit-codes.ts';
import { printable } from '../printable.ts';

type Options = BinOptions & {
  role: string;
  seq?: number;
  expires?: number;
  label?: string;
  redact?: boolean;
};
const roles = ['viewer', 'editor', 'owner'] as const;

export const share: CommandModule = {
  summary: 'Create a link to the bin or to one request',
  examples: [
    ['wirebin share', 'print a link with which others can view the bin'],
    ['wirebin share --seq 1 --expires 7d --redact', 'a link to one request, without its secrets'],
  ],
  define(command, context) {
    withBinOptions(command)
      .option('--role <role>', 'viewer, editor or owner', 'viewer')
      .option('--seq <seq>', 'only this request', (text: string) => countOf(text, '--seq'))
      .option('--expires <duration>', 'the link stops working after this time, such as 7d', durationOf)
      .option('--label <label>', 'its name in the list of links')
      .option('--redact', 'mask secrets')
      .action(async ({ role: wanted, seq, expires, label, redact, ...options }: Options) => {
        const role =
          roles.find((one) => one === wanted) ??
          wrongCall(`There is no role ${wanted}.`, 'Choose viewer, editor or owner.');
        const { api } = await openBin(context, options);
        const link = await api.links.create(
          {
            role,
            ...(label === undefined ? {} : { label }),
            ...(seq === undefined ? {} : { captureSeq: seq }),
            ...(redact ? { redaction: {} } : {}),
            ...(expires === undefined ? {} : { expiresAt: new Date(Date.now() + expires).toISOString() }),
          },
          { signal: context.signal },
        );
        if (options.json) context.output.json(link);
        else context.output.line(printable(link.inspectUrl));
      });
  },
};
