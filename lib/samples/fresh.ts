import type { Random } from '#lib/providers/replay/fresh-id.ts';

const digits = '0123456789';
const upper = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const lower = upper.toLowerCase();

const day = 86_400_000;

/** The IDs and times of one sample: fresh for each. Offsets are in milliseconds; a negative one is in the past. */
export class Fresh {
  readonly #now: number;
  readonly random: Random;

  /** `now` in milliseconds since the epoch. */
  constructor(now: number, random: Random) {
    this.#now = now;
    this.random = random;
  }

  milliseconds(offset = 0): number {
    return this.#now + offset;
  }

  seconds(offset = 0): number {
    return Math.floor((this.#now + offset) / 1000);
  }

  /** `2026-11-23T08:00:00.123Z` */
  iso(offset = 0): string {
    return new Date(this.#now + offset).toISOString();
  }

  /** `2026-11-23T08:00:00Z`, or with another end for the offset from UTC. */
  isoSeconds(offset = 0, end = 'Z'): string {
    return this.iso(offset).slice(0, 19) + end;
  }

  /** `2026-11-23 08:00:00` */
  dateTime(offset = 0): string {
    return this.iso(offset).slice(0, 19).replace('T', ' ');
  }

  /** `2026-11-23`, some days from today. */
  date(days = 0): string {
    return this.iso(days * day).slice(0, 10);
  }

  /** Random characters of an alphabet. */
  text(length: number, alphabet: string): string {
    return Array.from({ length }, () => alphabet[Math.floor(this.random() * alphabet.length)]).join('');
  }

  /** Digits that do not begin with 0. */
  digits(length: number): string {
    return this.text(1, digits.slice(1)) + this.text(length - 1, digits);
  }

  /** A number with at most 15 digits, which every JSON parser reads exactly. */
  number(length: number): number {
    return Number(this.digits(length));
  }

  hex(length: number): string {
    return this.text(length, `${digits}abcdef`);
  }

  /** Letters and digits. */
  base62(length: number): string {
    return this.text(length, digits + upper + lower);
  }

  /** Digits and capital letters. */
  base36(length: number): string {
    return this.text(length, digits + upper);
  }

  /** Digits and small letters. */
  small(length: number): string {
    return this.text(length, digits + lower);
  }

  /** The base64 of random bytes, as many as a multiple of three. */
  base64(triples: number): string {
    return this.text(triples * 4, `${digits}${upper}${lower}+/`);
  }

  /** A random UUID (RFC 9562 §5.4). */
  uuid(): string {
    const [a, b, c, d] = [8, 4, 3, 3].map((length) => this.hex(length));
    return `${a}-${b}-4${c}-${this.text(1, '89ab')}${d}-${this.hex(12)}`;
  }
}
