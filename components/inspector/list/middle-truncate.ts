/**
 * A text cut in its middle to so many characters, since a path tells most at its beginning and its end:
 * `/v2/accounts/9f…/invoices/paid`. A third of the room goes to the end.
 */
export function middleTruncate(text: string, room: number): string {
  if (text.length <= room) return text;
  if (room < 8) return `${whole(text.slice(0, Math.max(0, room - 1)))}…`;
  const tail = Math.floor((room - 1) / 3);
  const head = room - 1 - tail;
  return `${whole(text.slice(0, head))}…${whole(text.slice(-tail))}`;
}

/** Without halves of a surrogate pair at its ends. */
function whole(text: string): string {
  return text.replace(/^[\udc00-\udfff]|[\ud800-\udbff]$/g, '');
}
