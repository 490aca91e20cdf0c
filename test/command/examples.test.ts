import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { commands } from '#lib/command/commands/index.ts';
import { newMachine } from '../support/command.ts';
import { startLocalServer } from '../support/local-server.ts';
import { newBin, root, sharedServer } from '../support/server.ts';

const server = sharedServer({ environment: { HOST: '127.0.0.1' } });
const patient = { timeout: 60_000, interval: 25 };

/** Calls that go on until they are stopped. */
const endless = /^wirebin (?:listen|tail$)/;

// Some fifty processes, one after the other.
test('every example of the help does what it says', { timeout: 600_000 }, async () => {
  const modules = await Promise.all(Object.values(commands).map((load) => load()));
  const calls = modules.flatMap(({ examples }) => examples.map(([call]) => call));
  const local = await startLocalServer();
  const machine = newMachine({ WIREBIN_URL: server().origin });
  mkdirSync(path.join(machine.folder, '.config/fish/completions'), { recursive: true });
  const bins = await Promise.all(Array.from({ length: 4 }, () => newBin(server().origin)));
  const names = bins.map(({ slug }) => slug);
  const known = bins.map(({ slug, key, captureUrl }) => ({
    url: server().origin,
    slug,
    key,
    captureUrl,
    name: null,
  }));
  const profile = path.join(machine.folder, '.config/wirebin/profile.json');
  mkdirSync(path.dirname(profile), { recursive: true });
  writeFileSync(profile, JSON.stringify({ bins: known, current: names[0] }));
  const run = async (call: string) => {
    const ported = call
      .replaceAll(/localhost:3000/g, local.host)
      .replace(/--bin ([ab])\b/g, (_, name: string) => `--bin ${names[name === 'a' ? 0 : 1]}`)
      .replace('orders payments', `${names[2]} ${names[3]}`);
    const running = machine.shell(ported);
    if (!endless.test(call)) return { call, ...(await running.ended) };
    if (call.includes('listen'))
      await expect.poll(() => running.out() + running.err(), patient).toContain('Listening');
    else await machine.run(['send', 'github', 'push']);
    if (!call.includes('listen')) await expect.poll(() => running.out(), patient).toContain('GitHub');
    return { call, ...(await running.interrupt()) };
  };
  const [first, ...others] = calls;
  expect(await run(first!)).toMatchObject({ code: 0 });
  // What the examples are about is there.
  for (const [provider, event] of [
    ['github', 'push'],
    ['stripe', 'invoice.paid'],
  ] as const)
    expect(await machine.run(['send', provider, event, '--secret', 's3cret'])).toMatchObject({ code: 0 });
  const [bin] = (
    JSON.parse((await machine.run(['bins', '--json'])).out) as { captureUrl: string; isCurrent: boolean }[]
  ).filter((one) => one.isCurrent);
  for (let count = 0; count < 2; count += 1) await fetch(`${bin!.captureUrl}/orders`, { method: 'POST' });
  await machine.run(['send', 'github', 'push', '--secret', 's3cret']);
  const last = others.filter((call) => /bins delete|reply|listen new/.test(call));
  for (const call of [...others.filter((one) => !last.includes(one)), ...last]) {
    const { code, err } = await run(call);
    const expected = endless.test(call) ? 130 : call.includes('diff') ? 1 : 0;
    expect({ call, code, err: code === expected ? '' : err }).toEqual({ call, code: expected, err: '' });
  }
});

test('the help of every command is complete and fits a terminal', async () => {
  const machine = newMachine();
  const help = await machine.run(['--help']);
  expect(help.code).toBe(0);
  for (const [name, load] of Object.entries(commands)) {
    const { summary, examples } = await load();
    expect(help.out.replace(/\s+/g, ' ')).toContain(summary);
    const own = await machine.run([name, '--help']);
    expect([own.code, own.out]).toEqual([0, expect.stringContaining(`Usage: wirebin ${name}`)]);
    for (const [call] of examples) expect(own.out).toContain(call);
  }
});

test('completions know every command and option', async () => {
  const machine = newMachine();
  const complete = async (words: string) => {
    const list = words.split(' ');
    const line = `source <(wirebin completion bash); COMP_WORDS=(${list.map((word) => `'${word}'`).join(' ')}); COMP_CWORD=${list.length - 1}; _wirebin; echo "\${COMPREPLY[@]}"`;
    return (await machine.shell(line).ended).out.trim().split(' ');
  };
  expect(await complete('wirebin ')).toEqual(expect.arrayContaining(Object.keys(commands)));
  expect(await complete('wirebin li')).toEqual(['listen']);
  expect(await complete('wirebin listen --par')).toEqual(['--parallel']);
  expect(await complete('wirebin bins n')).toEqual(['new']);
  expect(await complete('wirebin bins new --sh')).toEqual(['--show-key']);
  const fish = (await machine.run(['completion', 'fish'])).out;
  expect(fish).toContain("-n '__fish_seen_subcommand_from listen' -l parallel");
  expect((await machine.run(['completion', 'zsh'])).out).toContain("'listen:Send requests to a local server");
  expect((await machine.run(['completion', 'tcsh'])).code).toBe(2);
});

test('the GitHub Action passes its inputs to the command, and none of them is run', async () => {
  const file = path.join(root, '.github/actions/expect/action.yml');
  const { inputs, runs } = parse(readFileSync(file, 'utf8')) as {
    inputs: Record<string, { default?: string }>;
    runs: { steps: { env: Record<string, string>; run: string }[] };
  };
  const { env, run } = runs.steps[0]!;
  const bin = await newBin(server().origin);
  await fetch(`${bin.captureUrl}/orders`, { method: 'POST' });
  const call = async (given: Record<string, string>) => {
    const values: Record<string, string> = {
      url: server().origin,
      bin: bin.slug,
      key: bin.key,
      command: 'wirebin',
      ...given,
    };
    const environment = Object.fromEntries(
      Object.entries(env).map(([name, value]) => {
        const input = /^\$\{\{ inputs\.(\w+) \}\}$/.exec(value)![1]!;
        return [name, values[input] ?? inputs[input]!.default!];
      }),
    );
    return newMachine(environment).shell(run).ended;
  };
  expect(run).not.toMatch(/\$\{\{/);
  expect(await call({ filter: 'method:POST path:/orders' })).toMatchObject({
    code: 0,
    out: expect.stringContaining('/orders'),
  });
  expect((await call({ filter: 'path:/`id`', within: '100ms', junit: 'a b.xml' })).code).toBe(1);
});

test('the command starts quickly', async () => {
  const machine = newMachine();
  const spent = async (program: string) => {
    const times: number[] = [];
    for (let count = 0; count < 5; count += 1) {
      const { out } = await machine
        .shell(`TIMEFORMAT='%U %S'; time ${program} > /dev/null 2>&1`)
        .ended.then(({ err }) => ({ out: err }));
      times.push(
        out
          .trim()
          .split(/\s+/)
          .reduce((sum, text) => sum + Number(text), 0),
      );
    }
    return Math.min(...times);
  };
  const [own, node] = [await spent('wirebin show --help'), await spent('node -e 0')];
  // Processor time. Node takes 40 ms on a machine with nothing else to do: there, the command takes less than 140 ms.
  expect(own / node).toBeLessThan(3.5);
});
