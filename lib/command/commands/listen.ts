import { hostname } from 'node:os';
import { countOf, destinationUrlOf, durationOf } from '../arguments.ts';
import { type CommandModule, withBinOptions } from '../command.ts';
import {
  type BinOptions,
  type Context,
  loadProfile,
  type OpenedBin,
  openBin,
  openKnownBin,
} from '../context.ts';
import { exitCodes, wrongCall } from '../exit-codes.ts';
import { eventLine } from '../listen/event-line.ts';
import type { ListenEvent } from '../listen/listen-event.ts';
import { type Listener, type ListenOptions, openListener } from '../listen/listener.ts';
import { showLiveList } from '../listen/show-live-list.ts';
import { createBin } from './bins.ts';

type Options = BinOptions & {
  to: string;
  path?: string;
  filter?: string;
  reply?: boolean;
  since?: number;
  fromNow?: boolean;
  parallel: number;
  host?: string;
  name?: string;
  takeOver?: boolean;
  timeout: number;
  all?: boolean;
  plain?: boolean;
};

/** How long requests that are being sent may take after Ctrl+C, milliseconds. */
const finishMs = 3000;

export const listen: CommandModule = {
  summary: 'Send requests to a local server as they are received',
  examples: [
    ['wirebin listen --to http://localhost:3000', 'send new requests, and go on there the next time'],
    ['wirebin listen new --to localhost:3000/hooks', 'create a bin first'],
    ['wirebin listen --to localhost:3000 --since 1', 'send all requests that the bin has'],
    [
      'wirebin listen orders payments --to localhost:3000 --parallel 4',
      'several bins, four requests at a time',
    ],
  ],
  define(command, context) {
    withBinOptions(command)
      .argument('[bins...]', 'the bins, or new to create one (default: the current one)')
      .requiredOption('--to <url>', 'the local server, such as http://localhost:3000', destinationUrlOf)
      .option('--path <path>', 'send every request to this path (default: the path it was sent to)')
      .option('-f, --filter <filter>', 'only requests that match')
      .option('--reply', 'senders of held requests get the response of the local server')
      .option('--since <seq>', 'begin with this request again', (text: string) => countOf(text, '--since'))
      .option('--from-now', 'skip requests that were received while nothing listened')
      .option(
        '--parallel <count>',
        'how many requests are sent at a time; with 1 they stay in order',
        (text: string) => countOf(text, '--parallel'),
        1,
      )
      .option('--host <which>', 'keep: send the Host header that was received')
      .option('--name <name>', 'the name of the listener (default: that of this machine)')
      .option('--take-over', 'replace another program that listens with this name')
      .option('--timeout <duration>', 'the most time for one request', durationOf, 60_000)
      .option('--all', 'all bins of the profile')
      .option('--plain', 'print lines, also in a terminal')
      .action((bins: string[], options: Options) => listenTo(context, bins, options));
  },
};

async function listenTo(context: Context, names: readonly string[], options: Options): Promise<void> {
  if (options.host !== undefined && options.host !== 'keep') wrongCall('--host can only be keep.');
  if (options.fromNow && options.since !== undefined) wrongCall('Give either --since or --from-now.');
  const listeners = listenOptions(options);
  const bins = await binsOf(context, names, options);
  const [stop, end] = [new AbortController(), new AbortController()];
  let shows: (event: ListenEvent) => void = () => {};
  const tell = (event: ListenEvent) => shows(event);
  const signals = { stop: stop.signal, end: end.signal };
  const opened = new Map<string, Listener>(
    bins.map((bin) => [bin.slug, openListener(bin, listeners, tell, signals)]),
  );
  const quit = () => {
    if (stop.signal.aborted) return end.abort();
    stop.abort();
    setTimeout(() => end.abort(), finishMs).unref();
  };
  context.signal.addEventListener('abort', quit, { once: true });

  const { output } = context;
  const isOneOfSeveral = bins.length > 1;
  const isLive = output.isTerminal && context.input.isTTY && !options.json && !options.plain;
  const list = isLive ? showLiveList(context, { bins, opened, isOneOfSeveral, quit }) : null;
  shows = (event) => {
    if (list) list.tell(event);
    else if (options.json) output.json(event);
    else output.line(eventLine(output, event, isOneOfSeveral));
  };
  try {
    await Promise.all(
      [...opened.values()].map((listener) =>
        listener.run().catch((error) => {
          // The others stop too: half of the bins is not what was asked for.
          if (!stop.signal.aborted) quit();
          throw error;
        }),
      ),
    );
  } finally {
    list?.close();
    context.signal.removeEventListener('abort', quit);
  }
  if (context.signal.aborted) context.setExitCode(exitCodes.interrupted);
}

function listenOptions(options: Options): ListenOptions {
  const to = options.path === undefined ? options.to : new URL(options.path, options.to).href;
  return {
    to,
    path: options.path === undefined ? 'append' : 'fixed',
    host: options.host === 'keep' ? 'original' : 'destination',
    name:
      options.name ??
      (hostname()
        .replace(/[^A-Za-z0-9._-]/g, '-')
        .replace(/^[^A-Za-z0-9]+/, '')
        .slice(0, 63) ||
        'listener'),
    filter: options.filter,
    after: options.fromNow ? 'latest' : options.since === undefined ? null : options.since - 1,
    parallel: Math.min(options.parallel, 64),
    reply: options.reply ?? false,
    takeOver: options.takeOver ?? false,
    timeoutMs: options.timeout,
  };
}

async function binsOf(context: Context, names: readonly string[], options: Options): Promise<OpenedBin[]> {
  const profile = await loadProfile(context);
  if (options.all) {
    if (profile.bins.length === 0)
      wrongCall('The profile has no bins.', 'Create one with `wirebin bins new`.');
    return profile.bins.map(({ slug }) => openKnownBin(context, profile, slug, options));
  }
  if (names.length === 0) return [await openBin(context, options)];
  const bins: OpenedBin[] = [];
  for (const name of new Set(names)) {
    if (name !== 'new') bins.push(openKnownBin(context, profile, name, options));
    else {
      const { slug } = await createBin(context, { url: options.url });
      bins.push(openKnownBin(context, await loadProfile(context), slug, options));
    }
  }
  return bins;
}
