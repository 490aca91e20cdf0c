import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

/** What Linux calls a clock tick in /proc/PID/stat: 10 ms (USER_HZ). */
const tickMicros = 10_000;

/** The processor time that a process has used so far, user and system time of all its threads, microseconds. */
export async function cpuTime(pid) {
  if (process.platform !== 'linux') return timeByPs(pid);
  return (await timeOfThreads(pid)) ?? timeByStat(pid);
}

/** To the nanosecond, by the scheduler's own count; null where the kernel does not keep it. Ended threads are not included. */
async function timeOfThreads(pid) {
  const folder = `/proc/${pid}/task`;
  const threads = await readdir(folder).catch(() => {
    throw new Error(`There is no process ${pid}.`);
  });
  const times = await Promise.all(
    threads.map((thread) =>
      readFile(`${folder}/${thread}/schedstat`, 'utf8').then(
        (text) => Number(text.split(' ')[0]),
        () => 0,
      ),
    ),
  );
  const nanoseconds = times.reduce((sum, time) => sum + time, 0);
  return nanoseconds > 0 ? nanoseconds / 1000 : null;
}

async function timeByStat(pid) {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8');
  // The name of the program is in parentheses and may contain spaces.
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) * tickMicros;
}

/** To the second, or to a hundredth of it, whichever `ps` prints: [days-][hours:]minutes:seconds[.hundredths]. */
async function timeByPs(pid) {
  const { stdout } = await promisify(execFile)('ps', ['-o', 'time=', '-p', `${pid}`]);
  const [, days = 0, clock] = /^(?:(\d+)-)?([\d:.]+)$/.exec(stdout.trim()) ?? [];
  const seconds = clock.split(':').reduce((sum, part) => sum * 60 + Number(part), 0);
  return (Number(days) * 86_400 + seconds) * 1e6;
}
