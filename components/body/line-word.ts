import type { CodeRows } from '#lib/body/code-line.ts';
import type { JsonPath } from '#lib/body/json/path.ts';
import type { Word } from '#lib/filter/print.ts';
import { jsonWord, textWord } from '#lib/filter/value-words.ts';
import { jsonField } from './json-field.ts';

type Lines = CodeRows & {
  /** The path to the value on a line of JSON. */
  path?(index: number): JsonPath | null;
};

/** The filter term for the value on a line: by its path in JSON, by its text elsewhere; null where it has none. */
export function lineWord(rows: Lines, index: number): Word | null {
  const line = rows.row(index);
  if (line.opens !== null || line.closes !== null) return null;
  const field = jsonField(line);
  const path = rows.path?.(index);
  if (path) {
    const value = field?.value ?? rows.valueText?.(index);
    return value === undefined || value === null ? null : jsonWord(path, value);
  }
  if (rows.isDecoded) return field && textWord(field.value);
  const text = rows.valueText?.(index)?.trim() ?? '';
  return text.includes('\n') ? null : textWord(text);
}
