import { chmod, mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import path from 'node:path';
import { z } from 'zod/mini';
import { wrongCall } from './exit-codes.ts';

const profileShape = z.object({
  bins: z.array(
    z.object({
      url: z.string(),
      slug: z.string(),
      key: z.string(),
      captureUrl: z.string(),
      name: z.nullable(z.string()),
    }),
  ),
  /** The slug of the bin that commands use. */
  current: z.nullable(z.string()),
});

/** The bins that the command knows, with their keys. */
export type Profile = z.infer<typeof profileShape>;
export type KnownBin = Profile['bins'][number];

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
  try {
    return profileShape.parse(JSON.parse(text));
  } catch {
    return wrongCall(
      `The profile ${file} is not valid.`,
      'Correct it, or delete it and add your bins again.',
    );
  }
}

/** Writes the profile so that only its owner can read it: it contains keys. */
export async function writeProfile(file: string, profile: Profile): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
  const next = `${file}.${process.pid}`;
  await writeFile(next, `${JSON.stringify(profile, null, 2)}\n`, { mode: 0o600 });
  await chmod(next, 0o600);
  await rename(next, file);
}

/** The profile with a bin, which becomes the current one. */
export function withBin({ bins }: Profile, bin: KnownBin): Profile {
  const others = bins.filter(({ slug, url }) => slug !== bin.slug || url !== bin.url);
  return { bins: [...others, bin], current: bin.slug };
}

export function withoutBin({ bins, current }: Profile, slug: string): Profile {
  const left = bins.filter((bin) => bin.slug !== slug);
  return { bins: left, current: current === slug ? (left.at(-1)?.slug ?? null) : current };
}
