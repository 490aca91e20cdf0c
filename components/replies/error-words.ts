import { providerName } from '#lib/providers/names.ts';
import type { Draft } from './draft.ts';
import { sentence } from './draft-errors.tsx';
import { chanceFields, errorPlaces, sequenceFields } from './words.ts';

type Settings = Pick<Draft, 'rules'>;

/** The place of an error in words, numbered as on the page: `Rule 2 “Payments are down”, condition`. Empty for an unknown place. */
export function placeWords(path: readonly string[], { rules }: Settings): string {
  const [first = '', second = '', ...rest] = path;
  const index = Number(second);
  switch (first) {
    case 'rules':
      return second === ''
        ? errorPlaces.rules
        : joined([errorPlaces.rule(index + 1, rules[index]?.name ?? ''), ...partWords(rest)]);
    case 'default':
      return joined([errorPlaces.default, ...partWords(path.slice(1))]);
    case 'handshakes':
      return joined([errorPlaces.handshakes, ...(second === '' ? [] : [providerName({ id: second })])]);
    default:
      return '';
  }
}

/** An error of a field as a sentence that says where it is. */
export function errorWords(path: readonly string[], message: string, settings: Settings): string {
  const place = placeWords(path, settings);
  return place === '' ? sentence(message) : errorPlaces.at(place, sentence(message));
}

/**
 * The detail of an `invalid-input` problem of the API, `rules: 0: when: …; default: …`, as sentences that say where the errors are as on the
 * page. What is not of this form is kept.
 */
export function detailWords(detail: string, settings: Settings): string {
  return detail
    .split(/; (?=(?:rules|default|handshakes): )/)
    .map((error) => {
      const [place = ''] = /^(?:rules|default|handshakes)(?:: (?:\d+|[a-z][\w-]*)(?=: ))*/i.exec(error) ?? [];
      return place === '' ? error : errorWords(place.split(': '), error.slice(place.length + 2), settings);
    })
    .join(' ');
}

/** The words of a path below a rule or the default response. A path can be more exact than the page. */
function partWords(path: readonly string[]): string[] {
  const words: string[] = [];
  for (const [at, name] of path.entries()) {
    const number = Number(path[at + 1]) + 1;
    if (name === 'steps' && number > 0) words.push(sequenceFields.step(number).toLowerCase());
    else if (name === 'chances' && number > 0) words.push(chanceFields.response(number).toLowerCase());
    else if (name === 'headers' && number > 0) words.push(errorPlaces.header(number));
    else if (Object.hasOwn(errorPlaces.fields, name))
      words.push(errorPlaces.fields[name as keyof typeof errorPlaces.fields]);
  }
  return words;
}

const joined = (parts: readonly string[]) => parts.join(', ');
