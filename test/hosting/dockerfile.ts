import { execFile } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';

/** A stage of a Dockerfile: its name, or its number, and its instructions in order. */
export type Stage = {
  readonly name: string;
  readonly from: string;
  readonly instructions: readonly Instruction[];
};
export type Instruction = { readonly word: string; readonly rest: string };

/** Reads a Dockerfile: comments, continued lines and stages. Here-documents and ARG are not supported. */
export function parseDockerfile(text: string): Stage[] {
  const lines = text
    .split('\n')
    .filter((line) => !line.startsWith('#'))
    .join('\n')
    .replace(/\\\n\s*/g, ' ')
    .split('\n')
    .filter((line) => line.trim() !== '');
  const stages: { name: string; from: string; instructions: Instruction[] }[] = [];
  for (const line of lines) {
    const [, word = '', rest = ''] = /^([A-Z]+)\s+(.*)$/.exec(line) ?? [];
    if (word === '') throw new Error(`This is not an instruction: ${line}`);
    if (word === 'FROM') {
      const [from = '', , name = String(stages.length)] = rest.split(/\s+/);
      stages.push({ name, from, instructions: [] });
    } else stages.at(-1)?.instructions.push({ word, rest });
  }
  return stages;
}

/** The words of COPY: what is copied from which stage (null for the project's folder) to where. */
export function copyOf({ rest }: Instruction): { stage: string | null; sources: string[]; target: string } {
  const words = rest.split(/\s+/);
  const stage = words[0]?.startsWith('--from=') ? words.shift()!.slice('--from='.length) : null;
  return { stage, sources: words.slice(0, -1), target: words.at(-1)! };
}

/** The command of CMD in its exec form. */
export function execForm({ rest }: Instruction): string[] {
  return JSON.parse(rest.replace(/^.*?CMD\s+(?=\[)/, '')) as string[];
}

type Folders = {
  /** The folder that stands for the root of the file system of this stage. */
  readonly root: string;
  /** The project's folder, and the roots of earlier stages. */
  readonly context: string;
  readonly stages: Readonly<Record<string, string>>;
  /** Copies a folder of a stage in another way; returns false for the usual one. */
  readonly copyFolder?: (source: string, target: string) => Promise<boolean>;
  /** What of the image the machine has already: such commands are not run. */
  readonly skips?: (command: string) => boolean;
  /** The user and group `node` of the image. */
  readonly user: number;
};

/** Does what the instructions of a stage say in folders of this machine: COPY with `cp`, RUN with `sh`. */
export async function runStage({ instructions }: Stage, folders: Folders): Promise<void> {
  const { root, user } = folders;
  let folder = root;
  const absolute = (file: string) => (file.startsWith('/') ? path.join(root, file) : path.join(folder, file));
  for (const instruction of instructions) {
    const { word, rest } = instruction;
    if (word === 'WORKDIR') {
      folder = path.join(root, rest);
      await mkdir(folder, { recursive: true });
    } else if (word === 'RUN') {
      if (folders.skips?.(rest)) continue;
      const command = rest
        .replaceAll(/(?<=^|\s)\/(data|wirebin)\b/g, `${root}/$1`)
        .replaceAll('node:node', `${user}:${user}`);
      await shell(command, folder);
    } else if (word === 'COPY') {
      const { stage, sources, target } = copyOf(instruction);
      const from = stage === null ? folders.context : folders.stages[stage];
      if (from === undefined) throw new Error(`There is no stage ${stage}.`);
      const to = absolute(target);
      for (const source of sources) {
        const named = path.join(from, source);
        if (await folders.copyFolder?.(named, to)) continue;
        // A folder is copied by its contents, a file or pattern into the folder of the target.
        await shell(
          `for one in ${named}; do if [ -d "$one" ]; then mkdir -p ${to} && cp -a "$one/." ${to}; else mkdir -p ${to} && cp -a "$one" ${to}; fi; done`,
          folder,
        );
      }
    }
  }
}

async function shell(command: string, cwd: string): Promise<void> {
  await promisify(execFile)('sh', ['-ec', command], {
    cwd,
    maxBuffer: 2 ** 26,
    // Without the variables of the test run, such as NODE_ENV=test.
    env: { PATH: process.env.PATH, HOME: process.env.HOME, NEXT_TELEMETRY_DISABLED: '1' } as never,
  });
}
