import type { Header } from '#lib/model/capture.ts';
import type { Sample } from '#lib/samples/sample.ts';
import { sampleOf } from '#lib/samples/sample-json.ts';
import { sampleUrl, signSample } from '#lib/samples/sign-sample.ts';
import { destinationUrlOf } from '../arguments.ts';
import { type CommandModule, withBinOptions } from '../command.ts';
import { type BinOptions, openBin } from '../context.ts';
import { CommandError, exitCodes } from '../exit-codes.ts';
import { printable } from '../printable.ts';
import { printDelivery } from './replay.ts';

type Options = BinOptions & { secret?: string; to?: string };

export const send: CommandModule = {
  summary: 'Send a sample event of a provider, signed',
  examples: [
    ['wirebin send github push --secret s3cret', 'send a signed push event to the bin'],
    ['wirebin send stripe invoice.paid --to http://localhost:3000', 'send it to a URL the server may reach'],
    ['wirebin send', 'list the providers and their events'],
  ],
  define(command, context) {
    withBinOptions(command)
      .argument('[provider]', 'the ID of the provider, such as github')
      .argument('[event]', 'the event, such as push')
      .option('--secret <secret>', 'the secret to sign with (default: WIREBIN_SECRET, else unsigned)')
      .option('--to <url>', 'the destination (default: the bin itself)', destinationUrlOf)
      .action(async (provider: string | undefined, event: string | undefined, options: Options) => {
        const { output, signal, environment } = context;
        const { client, api, captureUrl } = await openBin(context, options);
        if (provider === undefined || event === undefined) {
          const providers = await client.samples({ signal });
          const wanted = providers.filter(({ id }) => provider === undefined || id === provider);
          if (options.json) return output.json(wanted);
          for (const { id, events } of wanted)
            output.line(
              `${output.paint('bold', printable(id))}  ${printable(events.map((one) => one.id).join(' '))}`,
            );
          if (wanted.length === 0)
            throw new CommandError(
              exitCodes.no,
              `There are no sample events of ${provider}.`,
              'List the providers with `wirebin send`.',
            );
          return;
        }
        const sample = sampleOf(await client.sample(provider, event, { signal }));
        const destination = options.to ?? captureUrl;
        const secret = options.secret ?? environment.WIREBIN_SECRET;
        const { method, query, body } = sample.request;
        const unsigned = { url: sampleUrl(destination, query), headers: sample.request.headers };
        const { url, headers } = secret ? await signed(sample, secret, destination) : unsigned;
        const { pathname, search } = new URL(url);
        const target = options.to === undefined ? search : pathname + search;
        const request = {
          method,
          headers: headers.map(([name, value]): [string, string] => [name, value]),
          body: { base64: Buffer.from(body).toString('base64') },
          ...(target === '' ? {} : { target }),
        };
        const to = options.to === undefined ? ('self' as const) : { url: options.to };
        const delivery = await api.deliveries.send(
          { to, request, sample: { provider, event } },
          { wait: true, signal },
        );
        printDelivery(output, delivery, options.json);
        if (delivery.state !== 'answered') context.setExitCode(exitCodes.no);
      });
  },
};

async function signed(
  sample: Sample,
  secret: string,
  destination: string,
): Promise<{ url: string; headers: readonly Header[] }> {
  const signing = await signSample(sample, { secret, destination, now: Date.now() });
  if (signing.state !== 'signed') throw new CommandError(exitCodes.usage, signing.why);
  return signing.request;
}
