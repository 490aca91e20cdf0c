/** A random number from 0, inclusive, to 1, exclusive. */
export type Random = () => number;

const upper = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const uuid = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i;

/**
 * Another ID of the same form: letters, digits and hexadecimal digits are replaced by random ones, and separators and prefixes such as
 * `evt_` stay. The version and variant of a UUID (RFC 9562 §4) stay as well.
 */
export function freshId(old: string, random: Random): string {
  for (let tries = 0; tries < 100; tries++) {
    const fresh = oneLike(old, random);
    if (fresh !== old) return fresh;
  }
  // There is nothing in it that could be another.
  return `${old}${Math.floor(random() * 1e9)}`;
}

function oneLike(old: string, random: Random): string {
  const isUuid = uuid.test(old);
  const letters = /^[\da-f-]+$/i.test(old) ? upper.slice(0, 6) : upper;
  const kept = /^(?:[a-z]+[_-])*(?:[a-z]{2}(?=\d))?/i.exec(isUuid ? '' : old)![0].length;
  return Array.from(old, (character, index) => {
    if (index < kept || (isUuid && (index === 14 || index === 19))) return character;
    // A number must not begin with 0.
    if (/\d/.test(character)) return String(index === 0 ? 1 + pick(9) : pick(10));
    if (/[a-z]/.test(character)) return letters[pick(letters.length)]!.toLowerCase();
    return /[A-Z]/.test(character) ? letters[pick(letters.length)]! : character;
  }).join('');

  function pick(below: number): number {
    return Math.floor(random() * below);
  }
}
