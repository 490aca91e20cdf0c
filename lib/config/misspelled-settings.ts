import { closestWord } from '../filter/closest-word.ts';
import { settings } from './settings.ts';

/** Short names are too often those of other programs: `HOME` is not a misspelled `HOST`. */
const shortest = 8;

/** Variables that are not settings but look like a misspelled one, each with the name that was probably meant. */
export function misspelledSettings(
  environment: Record<string, string | undefined>,
): { name: string; meant: string }[] {
  const names = Object.keys(settings);
  const long = names.filter(({ length }) => length >= shortest);
  return Object.keys(environment).flatMap((name) => {
    if (name.length < shortest || names.includes(name)) return [];
    const meant = closestWord(name.toUpperCase(), long);
    return meant === null ? [] : [{ name, meant }];
  });
}
