import type { Header } from '#lib/model/capture.ts';

/**
 * The headers with this value of a header. The first line with the name, in any case, keeps its place and spelling, and further lines
 * with it are removed. Without one, a line is added at the end. `value` is a byte string.
 */
export function setHeader(headers: readonly Header[], name: string, value: string): Header[] {
  const wanted = name.toLowerCase();
  const at = headers.findIndex(([sent]) => sent.toLowerCase() === wanted);
  if (at < 0) return [...headers, [name, value]];
  return headers.flatMap(([sent, old], index): Header[] => {
    if (index === at) return [[sent, value]];
    return sent.toLowerCase() === wanted ? [] : [[sent, old]];
  });
}
