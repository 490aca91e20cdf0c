import type { DeliveryJson } from '#lib/model/delivery-json.ts';
import { destinationUrlOf, seqOf } from '../arguments.ts';
import { type CommandModule, withBinOptions } from '../command.ts';
import { type BinOptions, openBin } from '../context.ts';
import { exitCodes } from '../exit-codes.ts';
import { reportOf } from '../listen/exchange-report.ts';
import { requestOf } from '../listen/local-request.ts';
import type { Output } from '../output.ts';
import { printable } from '../printable.ts';
import { readCapture } from '../read-capture.ts';

type Options = BinOptions & { to?: string; here?: boolean; host?: string };

export const replay: CommandModule = {
  summary: 'Send a request again',
  examples: [
    ['wirebin replay 1', 'send it to the bin again'],
    ['wirebin replay latest --to http://localhost:3000 --here', 'send it from this machine, byte for byte'],
  ],
  define(command, context) {
    withBinOptions(command)
      .argument('<seq>', 'the number of the request, or latest', seqOf)
      .option('--to <url>', 'the destination (default: the bin itself)', destinationUrlOf)
      .option('--here', 'send it from this machine instead of from the server')
      .option('--host <which>', '`keep` keeps the Host header that was received')
      .action(async (seq: number | 'latest', { to, here, host, ...options }: Options) => {
        const { output, signal } = context;
        const { api, captureUrl } = await openBin(context, options);
        const hostChoice = host === 'keep' ? 'original' : 'destination';
        if (here) {
          const { sendFromHere } = await import('#lib/egress/send-from-here.ts');
          const read = await readCapture(api, seq, signal);
          const how = { to: to ?? captureUrl, path: 'append', host: hostChoice } as const;
          const { request, destination } = requestOf(read, how);
          const exchange = await sendFromHere(request, destination, { host: hostChoice, signal });
          const report = reportOf(exchange);
          if (options.json) output.json(report);
          else
            output.line(
              outcomeLine(output, {
                status: report.response?.status ?? null,
                failure: report.failure?.code ?? null,
                ms: exchange.timings.done,
              }),
            );
          if (report.failure) context.setExitCode(exitCodes.no);
          return;
        }
        const number = seq === 'latest' ? (await api.captures.get(seq, { signal })).seq : seq;
        const order = {
          capture: number,
          to: to === undefined ? ('self' as const) : { url: to },
          host: hostChoice,
        } as const;
        const delivery = await api.deliveries.send(order, { wait: true, signal });
        printDelivery(output, delivery, options.json);
        if (delivery.state !== 'answered') context.setExitCode(exitCodes.no);
      });
  },
};

/** Prints how a delivery ended. */
export function printDelivery(output: Output, delivery: DeliveryJson, json: boolean | undefined): void {
  if (json) {
    output.json(delivery);
    return;
  }
  const last = delivery.attempts.at(-1);
  const failure = last?.failure ? `${last.failure.title} ${last.failure.detail ?? ''}`.trim() : null;
  output.line(outcomeLine(output, { status: last?.status ?? null, failure, ms: last?.ms ?? null }));
}

/** How sending ended: `200 in 12 ms`, or why there is no response. */
export function outcomeLine(
  { paint }: Pick<Output, 'paint'>,
  { status, failure, ms }: { status: number | null; failure: string | null; ms: number | null },
): string {
  if (failure !== null) return paint('red', printable(failure));
  const time = ms === null ? '' : ` in ${Math.round(ms)} ms`;
  return `${paint(status !== null && status < 400 ? 'green' : 'red', String(status ?? 'no response'))}${time}`;
}
