import { chmod, mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import path from 'node:path';
import { wrongCall } from './exit-codes.ts';

/** A bin that the command knows, with its key. */
export type KnownBin = {
  readonly url: string;
  readonly slug: string;
  readonly key: string;
  readonly captureUrl: string;
  readonly name: string | null;
};

/** The bins that the command knows. */
export type Profile = {
  readonly bins: readonly KnownBin[];
  /** The slug of the bin that commands use. */
  readonly current: string | null;
};

/** The profile file: `WIREBIN_PROFILE`, else `wirebin/profile.json` in the folder for settings (XDG Base Directory). */
export function profileFile(environment: NodeJS.ProcessEnv): string {
  const { WIREBIN_PROFILE: file, XDG_CONFIG_HOME: settings } = environment;
  if (file) return path.resolve(file);
  return path.join(settings || path.join(homedir(), '.config'), 'wirebin', 'profile.json');
}

/** Reads the profile; an empty one where there is no file. */
export async function readProfile(file: string): Promise<Profile> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return { bins: [], current: null };
    throw error;
  }
  const profile = jsonOrNull(text);
  return isProfile(profile)
    ? profile
    : wrongCall(`The profile ${file} is not valid.`, 'Correct it, or delete it and add your bins again.');
}

function jsonOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

// By hand: with a library for schemas, the command would be twice as large, and start that much later.
function isProfile(value: unknown): value is Profile {
  const { bins, current } = fieldsOf(value);
  return Array.isArray(bins) && bins.every(isKnownBin) && (current === null || typeof current === 'string');
}

function isKnownBin(value: unknown): value is KnownBin {
  const { url, slug, key, captureUrl, name } = fieldsOf(value);
  const hasTexts = [url, slug, key, captureUrl].every((text) => typeof text === 'string');
  return hasTexts && (name === null || typeof name === 'string');
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

/** Writes the profile so that only its owner can read it: it contains keys. */
export async function writeProfile(file: string, profile: Profile): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
  const next = `${file}.${process.pid}`;
  await writeFile(next, `${JSON.stringify(profile, null, 2)}\n`, { mode: 0o600 });
  await chmod(next, 0o600);
  await rename(next, file);
}

/**
 * The bin with this slug on the server at `url`. Without a URL, and where bins of several servers have the slug, the one that was added or used
 * last.
 */
export function knownBin(
  { bins }: Pick<Profile, 'bins'>,
  slug: string,
  url: string | undefined,
): KnownBin | undefined {
  return bins.findLast((bin) => bin.slug === slug && (url === undefined || isSameServer(bin.url, url)));
}

/** The profile with a bin, which becomes the current one. */
export function withBin({ bins }: Profile, bin: KnownBin): Profile {
  return { bins: [...bins.filter((one) => !isSameBin(one, bin)), bin], current: bin.slug };
}

/** The profile without the bin of one server. Bins of other servers may have the same slug, and keep their keys. */
export function withoutBin({ bins, current }: Profile, bin: Pick<KnownBin, 'slug' | 'url'>): Profile {
  const left = bins.filter((one) => !isSameBin(one, bin));
  const hasCurrent = left.some(({ slug }) => slug === current);
  return { bins: left, current: hasCurrent ? current : (left.at(-1)?.slug ?? null) };
}

function isSameBin(one: Pick<KnownBin, 'slug' | 'url'>, other: Pick<KnownBin, 'slug' | 'url'>): boolean {
  return one.slug === other.slug && one.url === other.url;
}

function isSameServer(one: string, other: string): boolean {
  return URL.canParse(one) && URL.canParse(other) && new URL(one).origin === new URL(other).origin;
}
