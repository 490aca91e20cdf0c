import type { Trouble } from '#components/api/call.ts';
import { readJson } from '#lib/body/json/read-json.ts';
import { schemaForm as words } from './words.ts';

/** What is wrong with the fields of the form of a schema. */
export type SchemaErrors = { readonly name?: string; readonly filter?: string; readonly schema?: string };

/** Where and why the text of a schema is not JSON; null if it is. */
export function syntaxError(text: string): string | null {
  const reading = readJson(text);
  reading.readUpTo(Number.POSITIVE_INFINITY);
  return reading.error && words.notJson(reading.error.line, reading.error.column, reading.error.message);
}

/** The errors of fields that a trouble of the API is about; null when it concerns something else. `text` is that of the schema. */
export function schemaErrorsIn({ code, title, detail = '' }: Trouble, text: string): SchemaErrors | null {
  if (code === 'invalid-filter') return { filter: detail || title };
  if (code !== 'invalid-input') return null;
  const [, field = '', pointer = '', complaint = ''] =
    /^(name|filter|schema)(\/[^\n]*?)?: (.*)$/s.exec(detail) ?? [];
  if (field === '') return null;
  if (field !== 'schema') return { [field]: words.refused(complaint) };
  return { schema: placed(text, pointer, complaint) };
}

/** A complaint about a place in a schema, with its line. */
function placed(text: string, pointer: string, complaint: string): string {
  if (pointer === '') return words.schemaRefused(complaint);
  const reading = readJson(text);
  reading.readUpTo(Number.POSITIVE_INFINITY);
  const row = reading.rowAtPath?.(pointer) ?? null;
  return row === null
    ? words.placeRefused(pointer, complaint)
    : words.lineRefused(reading.placeOfRow(row).line, pointer, complaint);
}
