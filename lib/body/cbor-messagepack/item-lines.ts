import { fromBytes } from '#lib/http/byte-string.ts';
import { mostByteLines } from '../byte-rows.ts';
import { byteCount } from '../byte-text.ts';
import { type Naming, RepeatedNames } from '../json/repeated-names.ts';
import { countWords } from '../size.ts';
import type { ByteFault, Item, ItemFormat } from './item-format.ts';

/**
 * The kind of a line: an element or the root, an entry with its key and value, a key that is a container with its own
 * lines, the value after such a key, or the end of a container.
 */
export type ItemForm = 'item' | 'entry' | 'key' | 'value' | 'close';

/** A container whose end has not been read. `left` counts the remaining items, and is infinite if a break ends it. */
type Open = Naming & {
  readonly line: number;
  readonly isMap: boolean;
  left: number;
  wantsValue: boolean;
  count: number;
};

/** The longest key that is checked for duplicates, bytes. */
const longestKey = 1024;

/** An item without its tags. */
type OwnItem = Exclude<Item, { is: 'tag' }>;

const forms: readonly ItemForm[] = ['item', 'entry', 'key', 'value', 'close'];
const shapeOf: Record<ItemForm, number> = { item: 0, entry: 1, key: 2, value: 3, close: 4 };
const comma = 8;

/**
 * Finds the lines of a body of items one at a time, laid out like JSON. It stores numbers for each line and has no
 * recursion, so that millions of lines and any depth are affordable. It ends with the first error.
 */
export class ItemLines {
  /** The offset of each line's item (its key first), in bytes. The end of a container may have no bytes. */
  readonly starts: number[] = [];
  readonly depths: number[] = [];
  /** For a line that opens or closes a container, the line at its other end; −1 if there is none (yet). */
  readonly partners: number[] = [];
  /** Lines with a key that occurred before in the same map, byte for byte. */
  readonly duplicates = new Set<number>();
  fault: ByteFault | null = null;
  /** The line with the error; infinite if there is none. */
  faultLine = Number.POSITIVE_INFINITY;
  /** The offset of the incomplete item. */
  brokenAt = 0;
  done = false;
  at = 0;

  private readonly bytes: Uint8Array;
  private readonly format: ItemFormat;
  private readonly open: Open[] = [];
  private readonly shapes: number[] = [];
  /** The number of entries before a break, by the line that opens their container. */
  private readonly counted = new Map<number, number>();
  /** The bytes of keys, as byte strings. */
  private readonly names = new RepeatedNames();

  constructor(bytes: Uint8Array, format: ItemFormat) {
    this.bytes = bytes;
    this.format = format;
    this.done = bytes.length === 0;
  }

  get count(): number {
    return this.starts.length;
  }

  /** Whether there are more lines than are stored. */
  get isFull(): boolean {
    return this.count === mostByteLines && this.fault === null && this.at < this.bytes.length;
  }

  formOf(line: number): ItemForm {
    return forms[this.shapes[line]! & ~comma]!;
  }

  /** Whether another item follows in the same container. */
  hasComma(line: number): boolean {
    return (this.shapes[line]! & comma) !== 0;
  }

  /** The number of elements or entries in a container that a break ends. */
  countedIn(line: number): number {
    return this.counted.get(line) ?? 0;
  }

  /** Finds the next line, or the end of the body. */
  next(): void {
    const { open, at, bytes } = this;
    const inside = open.at(-1);
    if (this.count === mostByteLines) this.done = true;
    else if (inside?.left === 0) this.closeLine(inside, at, at);
    else if (at === bytes.length) {
      this.fail(at, { offset: at, message: `the body ends inside ${whatIs(inside!, this.starts)}` }, at);
    } else if (inside === undefined && this.count > 0 && !this.format.isSequence) {
      const rest = byteCount(bytes.length - at);
      this.fail(at, { offset: at, message: `the value has ended, and ${rest} follow` }, at);
    } else if (inside?.isMap && !inside.wantsValue) this.entryLine(inside);
    else this.itemLine(at, this.itemAfterTags(at), inside?.isMap ? 'value' : 'item');
  }

  private entryLine(inside: Open): void {
    const { at, bytes } = this;
    const key = this.itemAfterTags(at);
    if (key.is !== 'scalar') {
      this.itemLine(at, key, 'key');
      return;
    }
    if (key.end === bytes.length) {
      this.fail(
        at,
        { offset: key.end, message: 'the body ends where the value of a key is expected' },
        key.end,
      );
      return;
    }
    inside.wantsValue = true;
    const value = this.itemAfterTags(key.end);
    if (value.is === 'break')
      this.fail(at, { offset: key.end, message: 'a break where a value is expected' }, key.end);
    else {
      if (value.is !== 'fault' && this.isDuplicate(inside, at, key.end)) this.duplicates.add(this.count);
      this.itemLine(at, value, 'entry', key.end);
    }
  }

  private isDuplicate(map: Open, start: number, end: number): boolean {
    return end - start <= longestKey && this.names.repeats(map, fromBytes(this.bytes.subarray(start, end)));
  }

  /** Adds a line that begins at `start`; its item, after a key on the same line, is at `own`. */
  private itemLine(start: number, item: OwnItem, form: ItemForm, own = start): void {
    const inside = this.open.at(-1);
    if (item.is === 'fault') this.fail(start, item.fault, own);
    else if (item.is === 'break') this.breakLine(inside, own, item.next);
    else if (item.is === 'scalar') {
      this.at = item.end;
      this.complete();
      this.add(start, form, this.goesOn(form));
    } else this.openLine(start, item, form);
  }

  private openLine(
    start: number,
    { is, count, next }: Extract<Item, { is: 'array' | 'map' }>,
    form: ItemForm,
  ): void {
    this.at = next;
    if (count === 0 || (count === null && this.isBreak(next))) {
      if (count === null) this.at = next + 1;
      this.complete();
      this.add(start, form, this.goesOn(form));
      return;
    }
    this.open.push({
      line: this.count,
      isMap: is === 'map',
      left: count ?? Number.POSITIVE_INFINITY,
      wantsValue: false,
      count: 0,
      names: null,
    });
    this.add(start, form, false, this.open.length - 1);
  }

  private breakLine(inside: Open | undefined, at: number, next: number): void {
    if (inside?.left === Number.POSITIVE_INFINITY && !inside.wantsValue) this.closeLine(inside, at, next);
    else this.fail(at, { offset: at, message: 'a break outside an item of indefinite length' }, at);
  }

  private closeLine(inside: Open, at: number, next: number): void {
    const { line } = inside;
    const form = this.formOf(line);
    if (inside.left === Number.POSITIVE_INFINITY) this.counted.set(line, inside.count);
    this.open.pop();
    this.names.forget(inside);
    this.at = next;
    this.complete();
    this.partners[line] = this.count;
    this.add(at, 'close', this.goesOn(form));
    this.partners[this.count - 1] = line;
  }

  /** Counts a complete part of the innermost container: a key with its own lines, or an element or entry. */
  private complete(): void {
    const inside = this.open.at(-1);
    if (inside === undefined) {
      this.done = this.at === this.bytes.length;
      return;
    }
    const isKey = inside.isMap && !inside.wantsValue;
    inside.wantsValue = isKey;
    if (isKey) return;
    inside.left--;
    inside.count++;
  }

  private goesOn(form: ItemForm): boolean {
    const inside = this.open.at(-1);
    if (inside === undefined || form === 'key') return false;
    return inside.left === Number.POSITIVE_INFINITY ? !this.isBreak(this.at) : inside.left > 0;
  }

  private isBreak(at: number): boolean {
    return at < this.bytes.length && this.format.itemAt(at).is === 'break';
  }

  private itemAfterTags(at: number): OwnItem {
    let item = this.format.itemAt(at);
    let own = at;
    while (item.is === 'tag') {
      own = item.next;
      if (own === this.bytes.length) return brokenTag(own, 'the body ends');
      item = this.format.itemAt(own);
    }
    return item.is === 'break' && own > at ? brokenTag(own, 'a break') : item;
  }

  private add(start: number, form: ItemForm, hasComma: boolean, depth = this.open.length): void {
    this.starts.push(start);
    this.depths.push(depth);
    this.partners.push(-1);
    this.shapes.push(shapeOf[form] | (hasComma ? comma : 0));
  }

  /** Stops in the line that started at `start`: its key may be complete, the item at `brokenAt` is not. */
  private fail(start: number, fault: ByteFault, brokenAt: number): void {
    this.fault = fault;
    this.brokenAt = brokenAt;
    this.done = true;
    this.at = this.bytes.length;
    if (brokenAt === this.bytes.length && start === brokenAt) return;
    this.faultLine = this.count;
    this.add(start, 'item', false);
  }
}

function brokenTag(offset: number, what: string): OwnItem {
  return { is: 'fault', fault: { offset, message: `${what} where a tagged value is expected` } };
}

function whatIs({ isMap, left, line }: Open, starts: readonly number[]): string {
  const what = `${isMap ? 'a map' : 'an array'} that began at byte ${countWords(starts[line]!)}`;
  return left === Number.POSITIVE_INFINITY
    ? what
    : `${what}: ${missing(left, isMap ? 'entries' : 'elements')}`;
}

function missing(left: number, what: string): string {
  return `${countWords(left)} of its ${what} ${left === 1 ? 'is' : 'are'} missing`;
}
