import { createClient } from '#lib/client/client.ts';
import type { CommandModule } from '../command.ts';
import { type Context, loadProfile, openKnownBin, saveProfile, serverUrl } from '../context.ts';
import { CommandError, exitCodes, wrongCall } from '../exit-codes.ts';
import type { Output } from '../output.ts';
import { printable } from '../printable.ts';
import { type KnownBin, knownBin, type Profile, withBin, withoutBin } from '../profile.ts';
import { lineOfInput } from '../read-input.ts';

export const bins: CommandModule = {
  summary: 'List, create, add and delete bins',
  examples: [
    ['wirebin bins new --name Orders', 'create a bin and make it the current one'],
    ['wirebin bins', 'list the bins of the profile'],
    ['wirebin bins delete --yes', 'delete the current bin'],
  ],
  define(command, context) {
    command
      .option('--json', 'print JSON')
      .action((options: { json?: boolean }) => listBins(context, options));
    command
      .command('new')
      .description('Create a bin and make it the current one')
      .option('--slug <slug>', 'its name in URLs (default: a random one)')
      .option('--name <name>', 'its name in the list')
      .option('--url <url>', 'the server (default: WIREBIN_URL, else http://localhost:3000)')
      .option('--show-key', 'print the key and the URL of the inspector, which contains it')
      .option('--json', 'print JSON')
      .action((options: NewOptions) => newBin(context, options));
    command
      .command('add <slug>')
      .description('Add a bin that exists, with the key in WIREBIN_KEY or on standard input')
      .option('--url <url>', 'the server (default: WIREBIN_URL, else http://localhost:3000)')
      .action((slug: string, options: { url?: string }) => addBin(context, slug, options));
    command
      .command('use <slug>')
      .description('Make a bin of the profile the current one')
      .option('--url <url>', 'the server, where bins of several have this slug (default: the last one used)')
      .action((slug: string, options: { url?: string }) => useBin(context, slug, options));
    command
      .command('forget <slug>')
      .description('Remove a bin from the profile; the bin itself stays')
      .option('--url <url>', 'the server, where bins of several have this slug (default: the last one used)')
      .action((slug: string, options: { url?: string }) => forgetBin(context, slug, options));
    command
      .command('delete [slug]')
      .description('Delete a bin with all its requests')
      .option('--yes', 'do not ask')
      .option('--url <url>', 'the server (default: WIREBIN_URL, else that of the bin)')
      .option('--permanent', 'the bin cannot be restored')
      .action((slug: string | undefined, options: DeleteOptions) => deleteBin(context, slug, options));
  },
};

type NewOptions = { slug?: string; name?: string; url?: string; showKey?: boolean; json?: boolean };
type DeleteOptions = { yes?: boolean; url?: string; permanent?: boolean };

async function listBins(context: Context, { json }: { json?: boolean }): Promise<void> {
  const { output } = context;
  const profile = await loadProfile(context);
  const { bins } = profile;
  const current = profile.current === null ? undefined : knownBin(profile, profile.current, undefined);
  if (json) {
    return output.json(
      bins.map((bin) => {
        const { slug, name, url, captureUrl } = bin;
        return { slug, name, url, captureUrl, isCurrent: bin === current };
      }),
    );
  }
  if (bins.length === 0) output.note('The profile has no bins. Create one with `wirebin bins new`.');
  for (const bin of bins) output.line(binLine(output, bin, bin === current));
}

function binLine({ paint }: Output, { slug, name, captureUrl }: KnownBin, isCurrent: boolean): string {
  return `${isCurrent ? '*' : ' '} ${paint('bold', printable(slug))}  ${printable(captureUrl)}${name ? `  ${printable(name)}` : ''}`;
}

/** Creates a bin and adds it to the profile, where it becomes the current one. */
export async function createBin(
  context: Context,
  { slug, name, url }: Pick<NewOptions, 'slug' | 'name' | 'url'>,
): Promise<KnownBin & { readonly inspectUrl: string }> {
  const server = serverUrl({ url }, context.environment);
  const token = context.environment.WIREBIN_TOKEN;
  const client = createClient({ url: server, ...(token ? { token } : {}) });
  const { created } = await client.createBin(
    { ...(slug ? { slug } : {}), ...(name ? { name } : {}) },
    { signal: context.signal },
  );
  const { key, captureUrl, inspectUrl } = created;
  const bin = { url: server, slug: created.slug, key, captureUrl, name: created.name };
  await saveProfile(context, withBin(await loadProfile(context), bin));
  return { ...bin, inspectUrl };
}

async function newBin(context: Context, options: NewOptions): Promise<void> {
  const { output } = context;
  const { key, inspectUrl, ...bin } = await createBin(context, options);
  const secret = options.showKey ? { key, inspectUrl } : {};
  if (options.json) return output.json({ ...bin, ...secret });
  output.line(printable(bin.captureUrl));
  if (options.showKey) output.line(printable(inspectUrl));
  else output.note('The key is in the profile. Print it with --show-key when you create a bin.');
}

async function addBin(context: Context, slug: string, { url }: { url?: string }): Promise<void> {
  const { environment, input, signal, output } = context;
  const key = environment.WIREBIN_KEY || (await lineOfInput(input));
  if (!key) wrongCall('There is no key.', 'Set WIREBIN_KEY, or write the key to standard input.');
  const server = serverUrl({ url }, environment);
  const { captureUrl, name } = await createClient({ url: server }).bin({ slug, key }).get({ signal });
  await saveProfile(
    context,
    withBin(await loadProfile(context), { url: server, slug, key, captureUrl, name }),
  );
  output.note(`Added ${slug}. It is the current bin.`);
}

async function useBin(context: Context, slug: string, { url }: { url?: string }): Promise<void> {
  const profile = await loadProfile(context);
  await saveProfile(context, withBin(profile, binOf(profile, slug, url)));
  context.output.note(`${slug} is the current bin.`);
}

async function forgetBin(context: Context, slug: string, { url }: { url?: string }): Promise<void> {
  const profile = await loadProfile(context);
  await saveProfile(context, withoutBin(profile, binOf(profile, slug, url)));
  context.output.note(`Removed ${slug} from the profile.`);
}

function binOf(profile: Profile, slug: string, url: string | undefined): KnownBin {
  const bin = knownBin(profile, slug, url);
  if (bin) return bin;
  const where = url === undefined ? '' : ` on ${url}`;
  throw new CommandError(
    exitCodes.no,
    `The profile has no bin ${slug}${where}.`,
    'List its bins with `wirebin bins`.',
  );
}

async function deleteBin(
  context: Context,
  slug: string | undefined,
  { yes, url, permanent }: DeleteOptions,
): Promise<void> {
  const profile = await loadProfile(context);
  const wanted = slug ?? context.environment.WIREBIN_BIN ?? profile.current;
  if (!wanted) wrongCall('No bin was named, and the profile has none.');
  if (!yes) wrongCall(`Deleting ${wanted} deletes all its requests.`, 'Confirm it with --yes.');
  const bin = openKnownBin(context, profile, wanted, { url });
  await bin.api.delete({ permanent, signal: context.signal });
  // Other commands may have changed the profile meanwhile.
  await saveProfile(context, withoutBin(await loadProfile(context), bin));
  context.output.note(
    permanent ? `Deleted ${wanted}.` : `Deleted ${wanted}. It can be restored for 24 hours in the inspector.`,
  );
}
