import { clockWords } from '#components/frame/time-words.ts';
import { readable } from '#lib/http/byte-string.ts';
import type { CaptureSummary } from '#lib/model/capture-json.ts';

/** How much of a path is shown, characters: more does not fit into a field. */
const shownCharacters = 60;

/** The title of a request in a list to choose from: `#3 · POST /orders · 10:00:00`. A remark comes after the number. */
export function captureChoice(
  { seq, method, path, receivedAt }: Pick<CaptureSummary, 'seq' | 'method' | 'path' | 'receivedAt'>,
  remark: string | null = null,
): string {
  const request = `${method} ${readable(path).slice(0, shownCharacters)}`;
  const time = clockWords(receivedAt).slice(0, 8);
  return [`#${seq}`, remark, request, time].filter((part) => part !== null).join(' · ');
}
