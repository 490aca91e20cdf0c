import type { DraftNote } from '../draft.ts';
import { type Address, readAddress } from '../request/address.ts';
import { mostNotes } from '../request/draft-of.ts';
import { utf8 } from '../request/utf8.ts';
import { asText, type Value } from './values.ts';

/** Takes texts and bytes from the values of a request, and notes what is not known of them. */
export class KnownValues {
  readonly notes: DraftNote[] = [];
  readonly #kept = new Set<string>();

  /** The text of a value; null if it is not known. `what` names it for people. */
  text(value: Value, what: string): string | null {
    const text = asText(value);
    if (text === null) this.leftOut(what);
    else this.#keep(text.unknown);
    return text?.text ?? null;
  }

  /** The bytes of a value, a byte string; empty if it is not known. */
  bytes(value: Value, what: string): string {
    if (value.kind !== 'bytes') return utf8(this.text(value, what) ?? '');
    this.#keep(value.unknown);
    return value.bytes;
  }

  /** Notes that something is left out. */
  leftOut(what: string): void {
    if (this.notes.length < mostNotes)
      this.notes.push({
        code: 'variable-unknown',
        message: `The value of ${what} is not known. It is left out.`,
      });
  }

  /** Notes that something is not supported. */
  ignored(what: string): void {
    const message = `${what} is not supported and is left out.`;
    if (this.notes.length < mostNotes) this.notes.push({ code: 'option-ignored', message });
  }

  #keep(names: readonly string[]): void {
    for (const name of names) {
      if (this.#kept.has(name) || this.notes.length >= mostNotes) continue;
      this.#kept.add(name);
      const message = `The value of ${name} is not known. It is kept as it is written.`;
      this.notes.push({ code: 'variable-unknown', message });
    }
  }
}

/** The address of a URL (null if it is not known), with a query that is added to its own. */
export function addressOf(
  uri: string | null,
  query: string,
): Pick<Address, 'destination' | 'host' | 'target' | 'note'> {
  const [, start = '', fragment = ''] = /^([^#]*)(.*)$/s.exec(uri ?? 'placeholder.invalid')!;
  const mark = !start.includes('?') ? '?' : /[?&]$/.test(start) ? '' : '&';
  const address = readAddress(`${utf8(start)}${query && mark}${query}${utf8(fragment)}`);
  if (uri !== null) return address;
  const message = 'The URL is not known. Enter a destination.';
  return { ...address, destination: null, host: null, note: { code: 'destination-missing', message } };
}
