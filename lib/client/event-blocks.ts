/** An event of a stream, HTML Standard §9.2.6. */
export type EventBlock = {
  /** Default: `message`. */
  readonly type: string;
  readonly data: string;
  /** The last ID that the stream has set in this block; null where it set none. */
  readonly id: string | null;
};

/** Anything that a stream says: an event, when to connect again, or only that it is alive. */
export type StreamSign = EventBlock | { readonly retryMs: number } | 'alive';

/**
 * Reads a stream of Server-Sent Events. `push` takes text as it arrives, cut anywhere, and returns what it completes.
 */
export function eventReader() {
  let rest = '';
  let isFirst = true;
  let type = '';
  let id: string | null = null;
  let data: string[] = [];

  function push(text: string): StreamSign[] {
    const signs: StreamSign[] = [];
    rest += text;
    if (isFirst && rest !== '') {
      rest = rest.replace(/^\uFEFF/, '');
      isFirst = false;
    }
    // A CR at the end may be the first half of a CRLF.
    const lines = rest.split(/\r\n|\n|\r(?!$)/);
    rest = lines.pop()!;
    for (const line of lines) {
      const sign = readLine(line);
      if (sign !== null) signs.push(sign);
    }
    return signs;
  }

  function readLine(line: string): StreamSign | null {
    if (line === '') return endBlock();
    if (line.startsWith(':')) return 'alive';
    const [, name, value = ''] = /^([^:]*)(?:: ?(.*))?$/s.exec(line)!;
    if (name === 'event') type = value;
    else if (name === 'data') data.push(value);
    else if (name === 'id' && !value.includes('\0')) id = value;
    else if (name === 'retry' && /^\d+$/.test(value)) return { retryMs: Number(value) };
    return null;
  }

  function endBlock(): StreamSign | null {
    const event = { type: type || 'message', data: data.join('\n'), id };
    const isEmpty = data.length === 0;
    type = '';
    id = null;
    data = [];
    return isEmpty ? null : event;
  }

  return { push };
}
