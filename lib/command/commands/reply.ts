import { countOf, durationOf, gathered, headerOf } from '../arguments.ts';
import { type CommandModule, withBinOptions } from '../command.ts';
import { type BinOptions, openBin } from '../context.ts';
import { wrongCall } from '../exit-codes.ts';

type Options = BinOptions & {
  body?: string;
  header?: [string, string][];
  delay?: number;
  hold?: number;
  seq?: number;
  reset?: boolean;
};

export const reply: CommandModule = {
  summary: 'Set the response that senders get',
  examples: [
    ['wirebin reply 503', 'respond with 503 from now on'],
    [`wirebin reply 200 --body '{"ok":true}' --header 'Content-Type: application/json'`, 'respond with JSON'],
    ['wirebin reply --reset', 'respond as a new bin does'],
  ],
  define(command, context) {
    withBinOptions(command)
      .argument('[status]', 'the status, 200 to 599', statusOf)
      .option('--body <text>', 'the body')
      .option(
        '--header <header>',
        'a header, such as "Content-Type: text/plain"; may be repeated',
        gathered(headerOf),
      )
      .option('--delay <duration>', 'wait before the response, such as 2s', durationOf)
      .option('--hold <duration>', 'hold requests for a manual response, at most so long', durationOf)
      .option('--seq <seq>', 'respond to this held request only', (text: string) => countOf(text, '--seq'))
      .option('--reset', 'remove all reply settings')
      .action(async (status: number | undefined, options: Options) => {
        const { output, signal } = context;
        const { api } = await openBin(context, options);
        if (options.reset) {
          await api.replies.reset({ signal });
          return output.note('The reply settings were removed.');
        }
        if (status === undefined && options.hold === undefined) {
          return output.json(await api.replies.get({ signal }));
        }
        const { body, header: headers = [], delay: delayMs, hold } = options;
        const response = { status: status ?? 200, headers, ...(body === undefined ? {} : { body }) };
        if (options.seq !== undefined) {
          if (hold !== undefined || delayMs !== undefined)
            wrongCall('--seq cannot be combined with --hold or --delay.');
          const sent = await api.held.respond(options.seq, response, { signal });
          if (options.json) return output.json(sent);
          return output.note(`Responded to request ${sent.seq} with ${sent.status}.`);
        }
        const before = await api.replies.get({ signal });
        const settings = await api.replies.set(
          {
            ...before,
            default: {
              ...response,
              ...(body === undefined ? { body: '' } : {}),
              ...(delayMs === undefined ? {} : { delayMs }),
              hold: hold === undefined ? null : { deadlineMs: hold },
            },
          },
          { signal },
        );
        if (options.json) return output.json(settings);
        const held = hold === undefined ? '' : ` Requests are held for up to ${hold / 1000} s.`;
        output.note(`The default response is ${status ?? 200} now.${held}`);
      });
  },
};

function statusOf(text: string): number {
  const status = /^\d{3}$/.test(text) ? Number(text) : 0;
  if (status < 200 || status > 599) wrongCall(`${JSON.stringify(text)} is not a status from 200 to 599.`);
  return status;
}
