/** The lines of a stream of UTF-8 text, one at a time. */
export async function* linesOf(stream: ReadableStream<Uint8Array> | null): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: false });
  const reader = stream?.getReader();
  let pieces: string[] = [];
  for (;;) {
    const { value, done } = (await reader?.read()) ?? { value: undefined, done: true };
    const text = decoder.decode(value, { stream: !done });
    const [rest = '', ...more] = text.split('\n');
    pieces.push(rest);
    for (const next of more) {
      yield pieces.join('');
      pieces = [next];
    }
    if (done) break;
  }
  const last = pieces.join('');
  if (last !== '') yield last;
}
