import { styleText } from 'node:util';

type Style = Parameters<typeof styleText>[0];

/** Where a command writes. Results go to `out`, everything else to `err`, so that pipes get results alone. */
export type Output = {
  readonly isTerminal: boolean;
  /** The width of the terminal in columns; 80 where there is none. */
  readonly columns: () => number;
  line(text?: string): void;
  json(value: unknown): void;
  /** Writes bytes as they are. Resolves when they are written. */
  bytes(bytes: Uint8Array): Promise<void>;
  note(text: string): void;
  /** The text in a style, where colours are wanted. */
  paint(style: Style, text: string): string;
};

type Streams = {
  readonly out: NodeJS.WriteStream;
  readonly err: NodeJS.WriteStream;
  readonly environment: NodeJS.ProcessEnv;
};

/** Colours follow `NO_COLOR` (no-color.org) and `FORCE_COLOR`, and otherwise whether standard output is a terminal. */
export function openOutput({ out, err, environment }: Streams): Output {
  const isTerminal = out.isTTY === true;
  const hasColours =
    (environment.NO_COLOR ?? '') === '' && ((environment.FORCE_COLOR ?? '') !== '' || isTerminal);
  // A reader that has seen enough, such as `head`, closes the pipe.
  out.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(0);
    throw error;
  });
  return {
    isTerminal,
    columns: () => out.columns ?? 80,
    line: (text = '') => void out.write(`${text}\n`),
    json: (value) => void out.write(`${JSON.stringify(value)}\n`),
    bytes: (bytes) =>
      new Promise((resolve, reject) => {
        out.write(bytes, (error) => (error ? reject(error) : resolve()));
      }),
    note: (text) => void err.write(`${text}\n`),
    paint: (style, text) => (hasColours ? styleText(style, text, { validateStream: false }) : text),
  };
}
