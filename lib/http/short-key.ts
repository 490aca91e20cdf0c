/** Texts up to so many characters are keys as they are. */
const longest = 4096;

/**
 * A text to put into a `Map` or `Set` in the place of one that a stranger wrote. V8 hashes texts of more than 16,383 characters by
 * their length alone: a map of 2,000 addresses of one length takes half a minute. Long texts are told apart by their length, beginning
 * and end, and by 64 bits of some thousand characters of them; who makes two alike has them counted as one.
 */
export function shortKey(text: string): string {
  if (text.length <= longest) return text;
  let [one, other] = [0x811c9dc5, 0x01000193];
  const step = Math.ceil(text.length / longest);
  for (let at = 0; at < text.length; at += step) {
    const code = text.charCodeAt(at);
    one = Math.imul(one ^ code, 0x01000193);
    other = Math.imul(other ^ (code + at), 0x85ebca6b);
  }
  return `${text.slice(0, 100)} ${text.length} ${one >>> 0} ${other >>> 0} ${text.slice(-100)}`;
}
