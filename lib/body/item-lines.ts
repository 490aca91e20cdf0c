import { fromBytes } from '#lib/http/byte-string.ts';
import { mostByteLines } from './byte-rows.ts';
import { byteCount } from './byte-text.ts';
import type { ByteFault, Item, ItemFormat } from './item-format.ts';
import { type Naming, RepeatedNames } from './repeated-names.ts';
import { countWords } from './size.ts';

/**
 * What a line is: an element or the whole, an entry with its key and value, a key that is a container and so has lines
 * of its own, the value that follows one, or the end of a container.
 */
export type ItemForm = 'item' | 'entry' | 'key' | 'value' | 'close';

/** A container whose end has not been read. `left` counts what is to come, and is infinite until a break. */
type Open = Naming & {
  readonly line: number;
  readonly isMap: boolean;
  left: number;
  wantsValue: boolean;
  count: number;
};

/** Whether a longer key comes twice is not looked at, bytes. */
const longestKey = 1024;

/** An item without the tags before it. */
type OwnItem = Exclude<Item, { is: 'tag' }>;

const forms: readonly ItemForm[] = ['item', 'entry', 'key', 'value', 'close'];
const shapeOf: Record<ItemForm, number> = { item: 0, entry: 1, key: 2, value: 3, close: 4 };
const comma = 8;

/**
 * Finds the lines of a body made of items, one at a time, laid out as JSON would be. Keeps numbers for each line and has no
 * recursion, so that millions of lines and any depth are affordable. Ends with the first fault.
 */
export class ItemLines {
  /** Where each line's item begins, its key first, in bytes. What ends a container may have no bytes. */
  readonly starts: number[] = [];
  readonly depths: number[] = [];
  /** For a line that opens or closes a container the line of its other end; −1 when there is none, or none yet. */
  readonly partners: number[] = [];
  /** Lines whose key came before in the same map, byte for byte. */
  readonly duplicates = new Set<number>();
  fault: ByteFault | null = null;
  /** The line that holds what stands at the fault; infinite while there is none. */
  faultLine = Number.POSITIVE_INFINITY;
  /** Where the item begins that is not whole. */
  brokenAt = 0;
  done = false;
  at = 0;

  private readonly bytes: Uint8Array;
  private readonly format: ItemFormat;
  private readonly open: Open[] = [];
  private readonly shapes: number[] = [];
  /** How many entries came before a break, by the line that opens their container. */
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

  /** True when there would be more lines than are kept. */
  get isFull(): boolean {
    return this.count === mostByteLines && this.fault === null && this.at < this.bytes.length;
  }

  formOf(line: number): ItemForm {
    return forms[this.shapes[line]! & ~comma]!;
  }

  /** Whether something is to follow in the same container. */
  hasComma(line: number): boolean {
    return (this.shapes[line]! & comma) !== 0;
  }

  /** How many elements or entries came before the break that ends a container without a count. */
  countedIn(line: number): number {
    return this.counted.get(line) ?? 0;
  }

  /** Finds one more line, or finds that the body is at its end. */
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
        { offset: key.end, message: 'the body ends where the value of a key should be' },
        key.end,
      );
      return;
    }
    inside.wantsValue = true;
    const value = this.itemAfterTags(key.end);
    if (value.is === 'break')
      this.fail(at, { offset: key.end, message: 'a break where a value should be' }, key.end);
    else {
      if (value.is !== 'fault' && this.isDuplicate(inside, at, key.end)) this.duplicates.add(this.count);
      this.itemLine(at, value, 'entry', key.end);
    }
  }

  private isDuplicate(map: Open, start: number, end: number): boolean {
    return end - start <= longestKey && this.names.repeats(map, fromBytes(this.bytes.subarray(start, end)));
  }

  /** A line from `start` on, whose own item, after a key that is on the same line, is at `own`. */
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
    else this.fail(at, { offset: at, message: 'a break where nothing without a count is open' }, at);
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

  /** One thing more is whole in the innermost container: a key that had lines of its own, or an element or entry. */
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
    return item.is === 'break' && own > at ? brokenTag(own, 'a break stands') : item;
  }

  private add(start: number, form: ItemForm, hasComma: boolean, depth = this.open.length): void {
    this.starts.push(start);
    this.depths.push(depth);
    this.partners.push(-1);
    this.shapes.push(shapeOf[form] | (hasComma ? comma : 0));
  }

  /** Stops in the line that started at `start`: a key may be whole in it, what stands at `brokenAt` is not. */
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
  return { is: 'fault', fault: { offset, message: `${what} where a tagged value should be` } };
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
