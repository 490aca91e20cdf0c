import { mostByteLines } from '../byte-rows.ts';
import { byteCount } from '../byte-text.ts';
import type { ByteFault } from '../cbor-messagepack/item-format.ts';
import { countWords } from '../size.ts';
import { isBeginning, type LengthReading, readingOf } from './guess.ts';
import { type CutField, type Field, fieldAt, isField } from './wire-format.ts';

/** The nesting limit of protobuf's own readers. */
const deepest = 100;
/**
 * gRPC puts a byte of flags and a length of four bytes before a message
 * (https://github.com/grpc/grpc/blob/master/doc/PROTOCOL-HTTP2.md).
 */
export const framePrefix = 5;

/** The kind of a line: a gRPC frame, a field, the start of a group or message, or the end of one. */
export type FieldForm = 'field' | 'message' | 'group' | 'frame' | 'opaque frame' | 'close';
const forms: readonly FieldForm[] = ['field', 'message', 'group', 'frame', 'opaque frame', 'close'];
const shapeOf = Object.fromEntries(forms.map((form, shape) => [form, shape])) as Record<FieldForm, number>;

/** An open group or message, and the byte where it ends; a group ends at the end tag with its number. */
type Open = {
  readonly line: number;
  readonly end: number;
  readonly group: number | null;
  /** The error if the body ends before it does; null if it does not. */
  readonly cut: string | null;
};

/**
 * Finds the fields of a protobuf message without its schema, one line at a time. The type of length-delimited fields is
 * guessed (`guess.ts`). It ends with the first error.
 */
export class ProtobufLines {
  readonly starts: number[] = [];
  readonly depths: number[] = [];
  readonly partners: number[] = [];
  fault: ByteFault | null = null;
  faultLine = Number.POSITIVE_INFINITY;
  done: boolean;
  at = 0;

  private readonly bytes: Uint8Array;
  private readonly isFramed: boolean;
  private readonly shapes: number[] = [];
  private readonly children: number[] = [];
  private readonly open: Open[] = [];

  constructor(bytes: Uint8Array, isFramed: boolean) {
    this.bytes = bytes;
    this.isFramed = isFramed;
    this.done = bytes.length === 0;
  }

  get count(): number {
    return this.starts.length;
  }

  get isFull(): boolean {
    return this.count === mostByteLines && this.fault === null && this.at < this.bytes.length;
  }

  formOf(line: number): FieldForm {
    return forms[this.shapes[line]!]!;
  }

  childrenOf(line: number): number {
    return this.children[line]!;
  }

  /** Whether a field on this line may be a message: deeper ones are shown as bytes. */
  canNest(line: number): boolean {
    return this.depths[line]! < deepest;
  }

  /** Finds the next line, or the end of the body. */
  next(): void {
    const { at, bytes } = this;
    const inside = this.open.at(-1);
    if (this.count === mostByteLines) this.done = true;
    else if (inside !== undefined && at === inside.end && inside.group === null) this.closeLine(inside, at);
    else if (inside !== undefined && (at === inside.end || at === bytes.length)) {
      this.fail({ offset: at, message: inside.cut ?? `the end of group ${inside.group} is missing` });
    } else if (inside === undefined && this.isFramed) this.frameLine();
    else this.fieldLine(inside, fieldAt(bytes, at, Math.min(inside?.end ?? bytes.length, bytes.length)));
  }

  private fieldLine(inside: Open | undefined, field: ReturnType<typeof fieldAt>): void {
    if (!isField(field)) this.cutLine(field);
    else if (field.type === 'EGROUP') {
      if (inside?.group === field.number) this.closeLine(inside, field.end);
      else this.fail({ offset: this.at, message: `group ${field.number} ends but was not opened` });
    } else if (field.type === 'SGROUP') {
      this.openLine('group', field.end, inside?.end ?? this.bytes.length, field.number);
    } else {
      const reading = this.reading(field);
      if (reading === 'message') this.openLine('message', field.from, field.end, null);
      else this.add('field', field.end);
    }
    if (this.open.length === 0 && this.at === this.bytes.length) this.done = true;
  }

  /** Adds a truncated field; a message is shown as far as it goes. */
  private cutLine(fault: CutField | ByteFault): void {
    const field = 'cut' in fault ? fault.cut : null;
    if (field !== null && this.open.length < deepest && isBeginning(this.bytes, field)) {
      this.openLine('message', field.from, field.end, null, fault.message);
    } else this.fail(fault);
  }

  private reading(field: Field): LengthReading | null {
    return field.type === 'LEN' ? readingOf(this.bytes, field, this.open.length < deepest) : null;
  }

  private frameLine(): void {
    const { at, bytes } = this;
    const from = at + framePrefix;
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const length = from > bytes.length ? 0 : view.getUint32(at + 1);
    if (from > bytes.length)
      this.fail({ offset: bytes.length, message: 'the body ends inside the prefix of a message' });
    else if (from + length > bytes.length) {
      const here = `${countWords(bytes.length - from)} of which are present`;
      const message = `the body ends inside a message of ${byteCount(length)}, ${here}`;
      if (bytes[at] === 0) this.openLine('frame', from, from + length, null, message);
      else this.fail({ offset: bytes.length, message });
    } else if (bytes[at] === 0 && length > 0) this.openLine('frame', from, from + length, null);
    else this.add('opaque frame', from + length);
    if (this.open.length === 0 && this.at === bytes.length) this.done = true;
  }

  private openLine(
    form: FieldForm,
    from: number,
    end: number,
    group: number | null,
    cut: string | null = null,
  ): void {
    const line = this.count;
    this.add(form, from);
    this.open.push({ line, end, group, cut });
  }

  private closeLine({ line }: Open, next: number): void {
    this.open.pop();
    this.partners[line] = this.count;
    this.push('close', line);
    this.at = next;
    this.done = this.open.length === 0 && next === this.bytes.length;
  }

  private add(form: FieldForm, next: number): void {
    const parent = this.open.at(-1);
    if (parent !== undefined) this.children[parent.line]!++;
    this.push(form, -1);
    this.at = next;
  }

  private push(form: FieldForm, partner: number): void {
    this.starts.push(this.at);
    this.depths.push(this.open.length);
    this.partners.push(partner);
    this.shapes.push(shapeOf[form]);
    this.children.push(0);
  }

  private fail({ offset, message }: ByteFault): void {
    this.fault = { offset, message };
    this.done = true;
    if (this.at < this.bytes.length) {
      this.faultLine = this.count;
      this.push('field', -1);
    }
    this.at = this.bytes.length;
  }
}
