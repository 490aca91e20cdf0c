import { readFile } from 'node:fs/promises';

/** The resident memory of a process, bytes (Linux). */
export async function heldBytes(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1]) * 1024;
}
