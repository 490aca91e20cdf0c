import { execFile } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { commands } from '#lib/command/commands/index.ts';
import { packageCommands } from '#lib/command/package-commands.ts';
import { newMachine } from '../support/command.ts';
import { startLocalServer } from '../support/local-server.ts';
import { newBin, root, sharedServer } from '../support/server.ts';

const server = sharedServer({ environment: { HOST: '127.0.0.1' } });
const patient = { timeout: 60_000, interval: 25 };
/** How many examples run at a time. */
const atOnce = 4;

/** Calls that go on until they are stopped. */
const endless = /^wirebin (?:listen|tail$)/;
/** Calls that only read, or write files: their order does not matter. */
const reading =
  /^(?:source|wirebin (?:as|bins$|completion|curl latest|diff|expect|export(?!.*\|)|ready|send$|share|show|tail --|verify))/;
/** Calls after which the current bin is another one, or does not respond as before. */
const last = /^wirebin (?:reply|listen new)/;

test('every example of the help does what it says', { timeout: 600_000 }, async () => {
  const modules = await Promise.all(Object.values(commands).map((load) => load()));
  const [first, ...calls] = modules.flatMap(({ examples }) => examples.map(([call]) => call));
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

  /** Runs an example as it is typed, for the bins and the local server of this test. */
  const check = async (call: string) => {
    const ported = call
      .replaceAll(/localhost:3000/g, local.host)
      .replace(/--bin ([ab])\b/g, (_, name: string) => `--bin ${names[name === 'a' ? 0 : 1]}`)
      .replace('orders payments', `${names[2]} ${names[3]}`);
    const running = machine.shell(ported);
    if (call.includes('listen'))
      await expect.poll(() => running.out() + running.err(), patient).toContain('Listening');
    else if (endless.test(call)) {
      // What is sent before it is connected is not printed.
      await expect
        .poll(async () => {
          await machine.run(['send', 'github', 'push']);
          return running.out();
        }, patient)
        .toContain('GitHub');
    }
    const { code, err } = await (endless.test(call) ? running.interrupt() : running.ended);
    const expected = endless.test(call) ? 130 : call.includes('diff') ? 1 : 0;
    expect({ call, code, err: code === expected ? '' : err }).toEqual({ call, code: expected, err: '' });
  };
  /** Checks them side by side. Those of a chain run one after the other. */
  const checkAll = (chains: readonly (readonly string[])[]) => {
    const left = [...chains];
    const work = async () => {
      for (let chain = left.shift(); chain; chain = left.shift()) for (const call of chain) await check(call);
    };
    return Promise.all(Array.from({ length: atOnce }, work));
  };

  await check(first!);
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

  const isDeletion = (call: string) => call.includes('bins delete');
  const [readers, others] = [
    calls.filter((call) => reading.test(call)),
    calls.filter((call) => !reading.test(call)),
  ];
  const changing = others.filter((call) => !last.test(call) && !isDeletion(call));
  // Two listeners of one bin cannot have the same name.
  const isOfCurrent = (call: string) => /^wirebin listen --/.test(call);
  await checkAll(readers.map((call) => [call]));
  await checkAll([
    changing.filter(isOfCurrent),
    ...changing.filter((call) => !isOfCurrent(call)).map((call) => [call]),
  ]);
  await checkAll([others.filter((call) => last.test(call))]);
  await checkAll([others.filter(isDeletion)]);
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
  const { out: script } = await machine.run(['completion', 'bash']);
  writeFileSync(path.join(machine.folder, 'completion.bash'), script);
  const calls = {
    'wirebin ': expect.arrayContaining([...Object.keys(commands), 'serve', 'mcp']),
    'wirebin li': ['listen'],
    'wirebin listen --par': ['--parallel'],
    'wirebin bins n': ['new'],
    'wirebin bins new --sh': ['--show-key'],
    'wirebin se': ['send', 'serve'],
    'wirebin serve --po': ['--port'],
  };
  const lines = Object.keys(calls).map((call) => {
    const words = call.split(' ');
    return `COMP_WORDS=(${words.map((word) => `'${word}'`).join(' ')}); COMP_CWORD=${words.length - 1}; _wirebin; echo "\${COMPREPLY[@]}"`;
  });
  const completed = await machine.shell(['source completion.bash', ...lines].join('\n')).ended;
  expect(completed).toMatchObject({ code: 0, err: '' });
  const found = completed.out.trimEnd().split('\n');
  for (const [index, [call, expected]] of Object.entries(calls).entries())
    expect({ call, found: found[index]?.split(' ') }).toEqual({ call, found: expected });
  const fish = (await machine.run(['completion', 'fish'])).out;
  expect(fish).toContain("-n '__fish_seen_subcommand_from listen' -l parallel");
  expect(fish).toContain("-n '__fish_use_subcommand' -a mcp");
  expect((await machine.run(['completion', 'zsh'])).out).toContain("'listen:Send requests to a local server");
  expect((await machine.run(['completion', 'tcsh'])).code).toBe(2);
});

test('the commands that only the installed package has are in the help, with their options, and say where they are', async () => {
  const machine = newMachine();
  const { out } = await machine.run(['--help']);
  const installed = path.join(root, 'lib/server/wirebin.mjs');
  const { stdout } = await promisify(execFile)(process.execPath, [installed, 'serve', '--help']);
  for (const { name, summary, options, script } of packageCommands) {
    expect(out.replace(/\s+/g, ' ')).toContain(`${name} ${options.length > 0 ? '[options] ' : ''}${summary}`);
    expect(await machine.run([name])).toMatchObject({
      code: 2,
      err: expect.stringContaining(`\`${script}\``),
    });
  }
  const flags = (text: string) =>
    [...text.matchAll(/^ +((?:-\w, )?--\w+(?: <\w+>)?)/gm)].map(([, flag]) => flag);
  const own = await machine.run(['serve', '--help']);
  expect(flags(own.out).sort()).toEqual(flags(stdout).sort());
  expect(flags(stdout).length).toBeGreaterThan(4);
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
  /** The processor time of a program, seconds. */
  const spent = async (program: string) => {
    const { err } = await machine.shell(`TIMEFORMAT='%U %S'; time ${program} > /dev/null 2>&1`).ended;
    const [user = 0, system = 0] = err.trim().split(/\s+/).map(Number);
    return user + system;
  };
  // In pairs, since other programs slow down both, and added up, since the system counts short times roughly.
  let [own, node, pairs] = [0, 0, 0];
  do {
    node += await spent('node -e 0');
    own += await spent('wirebin show --help');
    pairs += 1;
  } while (pairs < 5 || (own / node >= 5 && pairs < 20));
  // Node takes 40 ms on a machine with nothing else to do: there, the command takes less than 140 ms. Beside other tests the ratio is larger.
  expect(own / node).toBeLessThan(5);
});
