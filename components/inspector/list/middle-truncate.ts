/**
 * Truncates a text in the middle, since the beginning and the end of a path say most: `/v2/accounts/9f…/invoices/paid`. A third
 * of the characters go to the end.
 */
export function middleTruncate(text: string, room: number): string {
  if (text.length <= room) return text;
  if (room < 8) return `${whole(text.slice(0, Math.max(0, room - 1)))}…`;
  const tail = Math.floor((room - 1) / 3);
  const head = room - 1 - tail;
  return `${whole(text.slice(0, head))}…${whole(text.slice(-tail))}`;
}

/** Removes halves of a surrogate pair at both ends. */
function whole(text: string): string {
  return text.replace(/^[\udc00-\udfff]|[\ud800-\udbff]$/g, '');
}
