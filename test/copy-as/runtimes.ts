import { type ChildProcessWithoutNullStreams, execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { runBash } from './run-bash.ts';

/** Snippets, ready to be run one by one in the order of the list. */
export type Running = { run(index: number): Promise<void>; close(): void | Promise<void> };

/** A language: whether this machine has it, and how a list of snippets is made ready, in an empty folder. */
export type Runtime = {
  /** As people call it, for the document which says what ran where. */
  readonly name: string;
  has(): boolean;
  /** `origin` is the server's that the snippets send to. */
  start(snippets: string[], folder: string, origin: string): Promise<Running>;
};

const has = (command: string, ...args: string[]) =>
  spawnSync(command, args, { stdio: 'ignore' }).status === 0;

/** Every snippet in a bash of its own. */
export function inBash(program: string, name: string): Runtime {
  return {
    name,
    has: () => has(program, '--version'),
    start: async (snippets, folder) => ({
      run: async (index) => {
        const snippet = snippets[index] ?? '';
        const { stderr } = await runBash(snippet, { folder, way: 'script' });
        // What the clients say of an empty reply is no matter; what bash says is.
        if (/syntax error|command not found|unexpected/i.test(stderr)) throw new Error(stderr.slice(0, 1000));
      },
      close: () => {},
    }),
  };
}

/**
 * All snippets in one process, which reads a file name on each line, runs that file and answers `ok` or what went wrong.
 */
function inOneProcess(
  name: string,
  command: string,
  driver: string[],
  extension: string,
  test: string[],
): Runtime {
  return {
    name,
    has: () => has(command, ...test),
    start: async (snippets, folder) => {
      const files = writeAll(snippets, folder, (index) => `snippet-${index}.${extension}`);
      const child = spawn(command, driver, {
        cwd: folder,
        env: { PATH: process.env.PATH } as unknown as NodeJS.ProcessEnv,
      });
      return talkingTo(child, (index) => files[index] ?? '');
    },
  };
}

function talkingTo(child: ChildProcessWithoutNullStreams, nameOf: (index: number) => string): Running {
  let stderr = '';
  child.stderr.on('data', (piece) => {
    stderr += piece;
  });
  const lines = createInterface({ input: child.stdout });
  const ended = once(child, 'close').then(() => 'the process ended');
  return {
    run: async (index) => {
      const answer = once(lines, 'line').then(([line]) => String(line));
      child.stdin.write(`${nameOf(index)}\n`);
      const said = await Promise.race([answer, ended]);
      if (said !== 'ok') throw new Error(`${said}\n${stderr.slice(-2000)}`);
    },
    close: () => {
      child.stdin.end();
    },
  };
}

function writeAll(snippets: string[], folder: string, name: (index: number) => string): string[] {
  const sources = `${folder}.sources`;
  mkdirSync(sources, { recursive: true });
  return snippets.map((snippet, index) => {
    const file = join(sources, name(index));
    writeFileSync(file, snippet);
    return file;
  });
}

export const nodeRuntime = inOneProcess(
  'Node.js',
  process.execPath,
  [
    '--input-type=module',
    '--eval',
    `import { createInterface } from 'node:readline';
     console.log = () => {};
     for await (const file of createInterface({ input: process.stdin })) {
       try { await import(file); process.stdout.write('ok\\n'); }
       catch (error) { process.stdout.write(String(error).replaceAll('\\n', ' ') + '\\n'); }
     }
     process.exit();`,
  ],
  'mjs',
  ['--version'],
);

export const pythonRuntime = (module: string) =>
  inOneProcess(
    `Python 3 with ${module}`,
    '/usr/bin/python3',
    [
      '-c',
      `import sys, io, contextlib
for line in sys.stdin:
    try:
        with contextlib.redirect_stdout(io.StringIO()):
            exec(compile(open(line.strip(), 'rb').read(), 'snippet', 'exec'), {})
        answer = 'ok'
    except BaseException as error:
        answer = repr(error).replace('\\n', ' ')
    print(answer, flush=True)`,
    ],
    'py',
    ['-c', `import ${module}`],
  );

export const phpRuntime = inOneProcess(
  'PHP',
  'php',
  [
    '-r',
    `while (($line = fgets(STDIN)) !== false) {
       ob_start();
       try { (function ($file) { include $file; })(trim($line)); $said = 'ok'; }
       catch (Throwable $error) { $said = $error->getMessage(); }
       ob_end_clean();
       echo strtr($said, "\\n", ' '), "\\n";
     }`,
  ],
  'php',
  ['--version'],
);

export const rubyRuntime = inOneProcess(
  'Ruby',
  'ruby',
  [
    '-e',
    `answers = $stdout.dup
     answers.sync = true
     $stdout = File.open(File::NULL, 'w')
     while (line = $stdin.gets)
       begin
         load line.strip, true
         answers.puts 'ok'
       rescue Exception => error
         answers.puts error.full_message(highlight: false).tr("\\n", ' ')
       end
     end`,
  ],
  'rb',
  ['--version'],
);

/** One program of all snippets: a build takes seconds, whatever is in it. */
export const goRuntime: Runtime = {
  name: 'Go',
  has: () => has('go', 'version'),
  start: async (snippets, folder) => {
    const sources = `${folder}.sources`;
    const functions = snippets.map((snippet, index) =>
      snippet.replace('func main()', `func snippet${index}()`),
    );
    writeAll(functions, folder, (index) => `snippet${index}.go`);
    const cases = snippets.map((_, index) => `case "${index}":\n snippet${index}()`).join('\n');
    writeFileSync(
      join(sources, 'main.go'),
      `package main
import ("bufio"; "fmt"; "os")
func run(name string) {
  answers := os.Stdout
  os.Stdout, _ = os.Open(os.DevNull)
  defer func() {
    os.Stdout = answers
    if failure := recover(); failure != nil { fmt.Println(failure) } else { fmt.Println("ok") }
  }()
  switch name {
${cases}
  }
}
func main() {
  lines := bufio.NewScanner(os.Stdin)
  for lines.Scan() { run(lines.Text()) }
}`,
    );
    writeFileSync(join(sources, 'go.mod'), 'module snippets\n\ngo 1.16\n');
    const env = { PATH: process.env.PATH, HOME: process.env.HOME, GOFLAGS: '-mod=mod', GOPROXY: 'off' };
    const program = join(sources, 'snippets');
    execFileSync('go', ['build', '-o', program, '.'], {
      cwd: sources,
      env: env as unknown as NodeJS.ProcessEnv,
    });
    return talkingTo(spawn(program, { cwd: folder }), String);
  },
};

/** One compilation of all snippets, each class under a name of its own. */
export const javaRuntime: Runtime = {
  name: 'Java',
  has: () => has('javac', '-version'),
  start: async (snippets, folder) => {
    const sources = `${folder}.sources`;
    const classes = snippets.map((snippet, index) =>
      snippet.replace('class SendRequest', `class Snippet${index}`),
    );
    const files = writeAll(classes, folder, (index) => `Snippet${index}.java`);
    const driver = join(sources, 'Driver.java');
    writeFileSync(
      driver,
      `public class Driver {
  public static void main(String[] args) throws Exception {
    var answers = System.out;
    System.setOut(new java.io.PrintStream(java.io.OutputStream.nullOutputStream()));
    for (var line : (Iterable<String>) new java.io.BufferedReader(new java.io.InputStreamReader(System.in)).lines()::iterator) {
      try {
        Class.forName("Snippet" + line).getMethod("main", String[].class).invoke(null, (Object) args);
        answers.println("ok");
      } catch (java.lang.reflect.InvocationTargetException failure) {
        answers.println(String.valueOf(failure.getCause()).replace('\\n', ' '));
      }
    }
    System.exit(0);
  }
}`,
    );
    execFileSync('javac', ['-encoding', 'UTF-8', '-d', sources, driver, ...files], { stdio: 'pipe' });
    return talkingTo(spawn('java', ['-cp', sources, 'Driver'], { cwd: folder }), String);
  },
};
