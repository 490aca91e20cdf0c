/** The byte string of a base64 text, with line breaks or without; null if it is not base64. */
export function base64Text(text: string): string | null {
  const compact = text.replace(/[\t\n\r ]+/g, '');
  if (!/^[\w+/]*={0,2}$/.test(compact)) return null;
  try {
    return atob(compact);
  } catch {
    return null;
  }
}
