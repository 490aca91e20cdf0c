import type { Reader } from './reader.ts';

/** The pairs of Cookie (RFC 6265 §4.2.1), or the attributes of Set-Cookie (§4.1.1), one per line. */
export const cookies: Reader = ({ name, value }) => {
  const header = name?.toLowerCase();
  if (header !== 'cookie' && header !== 'set-cookie') return null;
  const pairs = value
    .split(';')
    .map((pair) => pair.trim())
    .filter((pair) => pair !== '');
  if (pairs.length === 0) return null;
  const isCookie = header === 'cookie';
  const words = isCookie ? `${pairs.length} cookie${pairs.length === 1 ? '' : 's'}` : 'attributes';
  return {
    words,
    details: [{ title: isCookie ? 'Cookies' : 'Cookie', text: pairs.join('\n'), isJson: false, note: null }],
  };
};
