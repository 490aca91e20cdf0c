import { createClient } from '#lib/client/client.ts';
import type { CommandModule } from '../command.ts';
import { type Context, loadProfile, openKnownBin, saveProfile, serverUrl } from '../context.ts';
import { CommandError, exitCodes, wrongCall } from '../exit-codes.ts';
import type { Output } from '../output.ts';
import { type KnownBin, withBin, withoutBin } from '../profile.ts';
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
      .action((slug: string) => useBin(context, slug));
    command
      .command('forget <slug>')
      .description('Remove a bin from the profile; the bin itself stays')
      .action(async (slug: string) => {
        await saveProfile(context, withoutBin(await loadProfile(context), slug));
        context.output.note(`Removed ${slug} from the profile.`);
      });
    command
      .command('delete [slug]')
      .description('Delete a bin with all its requests')
      .option('--yes', 'do not ask')
      .option('--permanent', 'the bin cannot be restored')
      .action((slug: string | undefined, options: DeleteOptions) => deleteBin(context, slug, options));
  },
};

type NewOptions = { slug?: string; name?: string; url?: string; showKey?: boolean; json?: boolean };
type DeleteOptions = { yes?: boolean; permanent?: boolean };

async function listBins(context: Context, { json }: { json?: boolean }): Promise<void> {
  const { output } = context;
  const { bins, current } = await loadProfile(context);
  if (json) {
    return output.json(
      bins.map(({ slug, name, url, captureUrl }) => ({
        slug,
        name,
        url,
        captureUrl,
        isCurrent: slug === current,
      })),
    );
  }
  if (bins.length === 0) output.note('The profile has no bins. Create one with `wirebin bins new`.');
  for (const bin of bins) output.line(binLine(output, bin, bin.slug === current));
}

function binLine({ paint }: Output, { slug, name, captureUrl }: KnownBin, isCurrent: boolean): string {
  return `${isCurrent ? '*' : ' '} ${paint('bold', slug)}  ${captureUrl}${name ? `  ${name}` : ''}`;
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
  output.line(bin.captureUrl);
  if (options.showKey) output.line(inspectUrl);
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

async function useBin(context: Context, slug: string): Promise<void> {
  const profile = await loadProfile(context);
  if (!profile.bins.some((bin) => bin.slug === slug))
    throw new CommandError(
      exitCodes.no,
      `The profile has no bin ${slug}.`,
      'List its bins with `wirebin bins`.',
    );
  await saveProfile(context, { ...profile, current: slug });
  context.output.note(`${slug} is the current bin.`);
}

async function deleteBin(
  context: Context,
  slug: string | undefined,
  { yes, permanent }: DeleteOptions,
): Promise<void> {
  const profile = await loadProfile(context);
  const wanted = slug ?? context.environment.WIREBIN_BIN ?? profile.current;
  if (!wanted) wrongCall('No bin was named, and the profile has none.');
  if (!yes) wrongCall(`Deleting ${wanted} deletes all its requests.`, 'Confirm it with --yes.');
  await openKnownBin(context, profile, wanted).api.delete({ permanent, signal: context.signal });
  await saveProfile(context, withoutBin(profile, wanted));
  context.output.note(
    permanent ? `Deleted ${wanted}.` : `Deleted ${wanted}. It can be restored for 24 hours in the inspector.`,
  );
}
