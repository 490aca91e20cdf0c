/** Bodies in the form in which providers write them: signatures cover bytes, so that spaces and escapes count. */

/** JSON without spaces. */
export const compactJson = (value: unknown): string => JSON.stringify(value);

/** JSON indented by two spaces: Stripe. */
export const indentedJson = (value: unknown): string => JSON.stringify(value, null, 2);

/** As Python's `json.dumps` writes it, with a space after each comma and colon: Dropbox. */
export function pythonJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(pythonJson).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return asciiJson(value);
  return `{${Object.entries(value)
    .map(([name, member]) => `${asciiJson(name)}: ${pythonJson(member)}`)
    .join(', ')}}`;
}

/** As PHP's `json_encode` writes it, with escaped slashes and characters outside ASCII: Meta, WooCommerce. */
export const phpJson = (value: unknown): string => asciiJson(value).replaceAll('/', '\\/');

/** An object of strings as Amazon SNS writes it: a member a line, and a space before each colon. */
export function snsJson(members: Readonly<Record<string, string>>): string {
  const lines = Object.entries(members).map(
    ([name, value]) => `  ${JSON.stringify(name)} : ${JSON.stringify(value)}`,
  );
  return `{\n${lines.join(',\n')}\n}`;
}

/** A form (URL Standard §5.2) with its fields in this order. */
export const form = (fields: readonly (readonly [name: string, value: string])[]): string =>
  new URLSearchParams(fields.map(([name, value]) => [name, value])).toString();

function asciiJson(value: unknown): string {
  return JSON.stringify(value).replaceAll(
    /[\u0080-\uffff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
