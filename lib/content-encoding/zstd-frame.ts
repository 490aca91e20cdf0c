const magic = 0xfd2fb528;

/** The fields that are read, with their lengths in bytes; each is a little-endian number. */
const fieldLength = { magic: 4, skippableSize: 4, descriptor: 1, blockHeader: 3 };

/** Whether the bytes begin a zstd frame (RFC 8878 §3.1), with content or skippable. */
export function beginsFrame(bytes: Uint8Array): boolean {
  const number = bytes.length < 4 ? 0 : new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true);
  return number === magic || isSkippable(number);
}

/**
 * Finds the end of a zstd frame from its structure (RFC 8878 §3.1.1) without reading compressed data. It accepts pieces of
 * any size.
 */
export class ZstdFrame {
  private field: keyof typeof fieldLength = 'magic';
  /** The part of the field received so far; `fieldBytes` says how many bytes that is. */
  private value = 0;
  private fieldBytes = 0;
  /** How many bytes to skip before the next field. */
  private skip = 0;
  private checksumLength = 0;
  private isLast = false;

  /** Whether the frame is complete. */
  get done(): boolean {
    return this.isLast && this.skip === 0;
  }

  /** Reads bytes and returns how many belong to the frame: all of them, unless the frame ends among them. */
  feed(bytes: Uint8Array): number {
    let at = 0;
    while (at < bytes.length && !this.done) {
      if (this.skip === 0) {
        this.addByte(bytes[at]!);
        at++;
      } else {
        const skipped = Math.min(this.skip, bytes.length - at);
        this.skip -= skipped;
        at += skipped;
      }
    }
    return at;
  }

  private addByte(byte: number): void {
    this.value |= byte << (8 * this.fieldBytes);
    this.fieldBytes++;
    if (this.fieldBytes < fieldLength[this.field]) return;
    this.readField(this.value >>> 0);
    this.value = 0;
    this.fieldBytes = 0;
  }

  private readField(value: number): void {
    switch (this.field) {
      case 'magic':
        this.field = isSkippable(value) ? 'skippableSize' : 'descriptor';
        return;
      case 'skippableSize':
        this.skip = value;
        this.isLast = true;
        return;
      case 'descriptor':
        this.skip = headerLength(value);
        this.checksumLength = value & 4 ? 4 : 0;
        this.field = 'blockHeader';
        return;
      case 'blockHeader':
        this.isLast = (value & 1) === 1;
        this.skip = blockLength(value) + (this.isLast ? this.checksumLength : 0);
    }
  }
}

/** The length of the frame header after its descriptor (§3.1.1.1.1): window, dictionary and content size. */
function headerLength(descriptor: number): number {
  const isSingleSegment = (descriptor & 0x20) !== 0;
  const window = isSingleSegment ? 0 : 1;
  const dictionary = [0, 1, 2, 4][descriptor & 3]!;
  const contentSize = [isSingleSegment ? 1 : 0, 2, 4, 8][descriptor >> 6]!;
  return window + dictionary + contentSize;
}

/** The length of a block (§3.1.1.2): a run is one byte, however often it is repeated. */
function blockLength(header: number): number {
  const isRun = ((header >> 1) & 3) === 1;
  return isRun ? 1 : header >> 3;
}

function isSkippable(number: number): boolean {
  return number >>> 4 === 0x184d2a5;
}
