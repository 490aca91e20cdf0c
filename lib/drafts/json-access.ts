/** Reading values whose shape is not known: collections are written by many programs, and by hand. */

export type JsonObject = { readonly [name: string]: unknown };

/** The value as an object; null for anything else. */
export function objectOr(value: unknown): JsonObject | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : null;
}

/** The value as a list; empty for anything else. */
export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** The objects in a list that are not disabled. */
export function enabledIn(value: unknown): JsonObject[] {
  return listOf(value).flatMap((item) => {
    const object = objectOr(item);
    return object && object.disabled !== true ? [object] : [];
  });
}

/** A text, number or truth value as text; empty for anything else. */
export function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : '';
}
