/** The bytes of base64 or base64url (RFC 4648 §4, §5), with or without padding; null for what is neither. */
export function base64Bytes(text: string): Uint8Array | null {
  const plain = text.replaceAll('-', '+').replaceAll('_', '/').replace(/=+$/, '');
  if (!/^[A-Za-z\d+/]+$/.test(plain) || plain.length % 4 === 1) return null;
  try {
    return Uint8Array.from(atob(plain), (character) => character.charCodeAt(0));
  } catch {
    return null;
  }
}
