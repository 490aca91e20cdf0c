import { copyOf } from '../commands/as.ts';
import type { Context, OpenedBin } from '../context.ts';
import { printable } from '../printable.ts';
import type { ListenEvent } from './listen-event.ts';
import type { Listener } from './listener.ts';
import { afterKey, emptyList, liveListAfter, liveListLines, type Wish } from './live-list.ts';
import { openScreen } from './terminal-screen.ts';

type Parts = {
  readonly bins: readonly OpenedBin[];
  readonly opened: ReadonlyMap<string, Listener>;
  readonly isOneOfSeveral: boolean;
  readonly quit: () => void;
};

/** The shortest time between two drawings, milliseconds. */
const drawMs = 40;

/** Shows the live list in the terminal, until it is closed. */
export function showLiveList(
  { output, input, signal }: Context,
  { bins, opened, isOneOfSeveral, quit }: Parts,
) {
  let list = emptyList;
  let timer: NodeJS.Timeout | null = null;
  let isClosed = false;
  /** What is printed below when the list is closed: it would be lost with the screen. */
  const printed: string[] = [];
  const screen = openScreen(process.stdout, input, {
    onKey(key) {
      const after = afterKey(list, key);
      list = after.list;
      drawSoon();
      if (after.wish)
        void fulfil(after.wish).catch((error) => say(printable(String((error as Error).message))));
    },
    onResize: drawSoon,
  });
  drawSoon();

  function say(status: string): void {
    list = { ...list, status };
    drawSoon();
  }

  function drawSoon(): void {
    if (isClosed) return;
    timer ??= setTimeout(() => {
      timer = null;
      screen.draw(liveListLines(list, screen.size(), output));
    }, drawMs);
  }

  async function fulfil(wish: Wish): Promise<void> {
    if (wish.do === 'quit') return quit();
    const { slug, capture } = wish.row;
    const bin = bins.find((one) => one.slug === slug)!;
    switch (wish.do) {
      case 'replay':
        return opened.get(slug)!.replay(capture.seq);
      case 'open':
        return say(`${printable(bin.api.inspectUrl)}/${capture.seq}   (contains the key)`);
      case 'copy': {
        const text = (await copyOf(bin.api, 'curl', capture.seq, {}, signal)).trimEnd();
        printed.push(text);
        // OSC 52: terminals that support it put the text into the clipboard.
        process.stdout.write(`\u001b]52;c;${Buffer.from(text).toString('base64')}\u0007`);
        return say(`Copied request ${capture.seq} as curl. It is printed again when you quit.`);
      }
    }
  }

  return {
    tell(event: ListenEvent): void {
      list = liveListAfter(list, event, output, isOneOfSeveral);
      drawSoon();
    },
    close(): void {
      isClosed = true;
      if (timer) clearTimeout(timer);
      screen.close([...list.heading, ...printed]);
    },
  };
}
