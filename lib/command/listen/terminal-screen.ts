/** A screen of a terminal that is drawn as a whole, and its keys. */
export type TerminalScreen = {
  draw(lines: readonly string[]): void;
  readonly size: () => { columns: number; height: number };
  /** Gives the terminal back, with these lines below. */
  close(lines: readonly string[]): void;
};

const alternate = { enter: '\u001b[?1049h\u001b[?25l', leave: '\u001b[?1049l\u001b[?25h' };

/** Takes over a terminal: the alternate screen, without a cursor, and keys as they are pressed. */
export function openScreen(
  out: NodeJS.WriteStream,
  input: NodeJS.ReadStream,
  { onKey, onResize }: { onKey: (key: string) => void; onResize: () => void },
): TerminalScreen {
  const onData = (data: Buffer | string) => {
    // Several keys may come at once; an escape sequence is one of them.
    for (const [key] of String(data).matchAll(/\u001b\[[0-9;]*[A-Za-z~]|[\s\S]/gu)) onKey(key);
  };
  input.setRawMode(true);
  input.setEncoding('utf8');
  input.on('data', onData);
  input.resume();
  out.on('resize', onResize);
  out.write(alternate.enter);
  const onExit = () => out.write(alternate.leave);
  process.once('exit', onExit);
  return {
    size: () => ({ columns: out.columns ?? 80, height: out.rows ?? 24 }),
    draw(lines) {
      // Each line erases the rest of its own; what is below the last one is erased too. Nothing flickers.
      out.write(`\u001b[H${lines.map((line) => `${line}\u001b[0m\u001b[K`).join('\r\n')}\u001b[J`);
    },
    close(lines) {
      process.off('exit', onExit);
      input.off('data', onData);
      input.setRawMode(false);
      input.pause();
      out.off('resize', onResize);
      out.write(`${alternate.leave}${lines.map((line) => `${line}\n`).join('')}`);
    },
  };
}
