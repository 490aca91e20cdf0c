/** The first line of standard input, without spaces around it. Empty at a terminal, where nothing was typed yet. */
export async function lineOfInput(input: NodeJS.ReadStream): Promise<string> {
  if (input.isTTY) return '';
  let text = '';
  for await (const piece of input.setEncoding('utf8')) {
    text += piece;
    if (text.includes('\n') || text.length > 10_000) break;
  }
  return text.split('\n')[0]!.trim();
}
