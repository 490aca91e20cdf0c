import type { Bin } from '#lib/client/bin.ts';
import { type Client, createClient } from '#lib/client/client.ts';
import { CommandError, exitCodes, wrongCall } from './exit-codes.ts';
import type { Output } from './output.ts';
import { type KnownBin, knownBin, type Profile, profileFile, readProfile, writeProfile } from './profile.ts';

/** What every command is given. */
export type Context = {
  readonly output: Output;
  readonly environment: NodeJS.ProcessEnv;
  readonly input: NodeJS.ReadStream;
  /** Aborted with Ctrl+C. */
  readonly signal: AbortSignal;
  setExitCode(code: number): void;
};

/** The options that every command with a bin has. */
export type BinOptions = { readonly bin?: string; readonly url?: string; readonly json?: boolean };

/** A bin that a command works with, and its API. */
export type OpenedBin = KnownBin & { readonly client: Client; readonly api: Bin };

export const usualUrl = 'http://localhost:3000';

/** The URL of the server: the option, `WIREBIN_URL`, or a server on this machine. */
export function serverUrl({ url }: { url?: string }, environment: NodeJS.ProcessEnv): string {
  const given = url ?? environment.WIREBIN_URL ?? usualUrl;
  if (!URL.canParse(given) || !/^https?:$/.test(new URL(given).protocol))
    wrongCall(
      `${given} is not the URL of a server.`,
      'Give it as http://host:port, with --url or WIREBIN_URL.',
    );
  return given;
}

export async function loadProfile({ environment }: Pick<Context, 'environment'>): Promise<Profile> {
  return readProfile(profileFile(environment));
}

export async function saveProfile(
  { environment }: Pick<Context, 'environment'>,
  profile: Profile,
): Promise<void> {
  await writeProfile(profileFile(environment), profile);
}

/**
 * The bin that a command is about: the one it names, else `WIREBIN_BIN`, else the current one of the profile. Its key is `WIREBIN_KEY`, else that in
 * the profile.
 */
export async function openBin(
  context: Pick<Context, 'environment'>,
  options: BinOptions,
): Promise<OpenedBin> {
  const { environment } = context;
  const profile = await loadProfile(context);
  const slug = options.bin ?? environment.WIREBIN_BIN ?? profile.current;
  if (!slug)
    throw new CommandError(
      exitCodes.usage,
      'No bin was named, and the profile has none.',
      'Create one with `wirebin bins new`, or set WIREBIN_URL, WIREBIN_BIN and WIREBIN_KEY.',
    );
  return openKnownBin(context, profile, slug, options);
}

export function openKnownBin(
  { environment }: Pick<Context, 'environment'>,
  profile: Profile,
  slug: string,
  options: Pick<BinOptions, 'url'> = {},
): OpenedBin {
  const wanted = options.url ?? environment.WIREBIN_URL;
  const known = knownBin(profile, slug, wanted);
  const key = environment.WIREBIN_KEY || known?.key;
  if (!key)
    throw new CommandError(
      exitCodes.access,
      `There is no key for the bin ${slug}.`,
      'Set WIREBIN_KEY, or add the bin to the profile with `wirebin bins add`.',
    );
  const url = known?.url ?? serverUrl(options, environment);
  const client = createClient({ url });
  const captureUrl = known?.captureUrl ?? `${client.url}/b/${slug}`;
  return {
    url,
    slug,
    key,
    captureUrl,
    name: known?.name ?? null,
    client,
    api: client.bin({ slug, key }),
  };
}
