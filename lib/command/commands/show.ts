import { requestMessage } from '#lib/http/message.ts';
import { seqOf } from '../arguments.ts';
import { captureText } from '../capture-lines.ts';
import { type CommandModule, withBinOptions } from '../command.ts';
import { type BinOptions, openBin } from '../context.ts';
import { decodedBody, readCapture } from '../read-capture.ts';

type Options = BinOptions & { raw?: boolean; body?: boolean };

export const show: CommandModule = {
  summary: 'Show a request',
  examples: [
    ['wirebin show latest', 'show the newest request'],
    ['wirebin show 1 --raw > request.http', 'write the request to a file, byte for byte'],
    ['wirebin show 1 --body', 'write its body as it was received'],
  ],
  define(command, context) {
    withBinOptions(command)
      .argument('<seq>', 'the number of the request, or latest', seqOf)
      .option('--raw', 'write the HTTP message as it was received')
      .option('--body', 'write the bytes of the body')
      .action(async (seq: number | 'latest', { raw, body: bodyAlone, ...options }: Options) => {
        const { output, signal } = context;
        const { api } = await openBin(context, options);
        if (options.json) return output.json(await api.captures.get(seq, { signal }));
        const { capture, body } = await readCapture(api, seq, signal);
        // The body of a malformed message is the whole message.
        if (bodyAlone || (raw && capture.malformed)) return output.bytes(body);
        if (raw) return output.bytes(requestMessage({ ...capture, truncated: capture.body.truncated, body }));
        output.line(captureText(output, capture, await decodedBody(api, { capture, body }, signal)));
      });
  },
};
