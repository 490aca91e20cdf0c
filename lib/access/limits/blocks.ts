import { formatIpAddress, parseIpAddress } from '#lib/http/ip-address.ts';
import { type IpRange, isInRanges, parseIpRanges } from '#lib/http/ip-range.ts';
import type { Block } from '#lib/model/block.ts';
import { fail } from '#lib/model/errors.ts';

/** The blocked slugs and addresses, prepared for a lookup per request. `now` is in milliseconds since the epoch. */
export class BlockList {
  readonly #slugs: ReadonlyMap<string, Block>;
  readonly #ranges: readonly { block: Block; ranges: readonly IpRange[] }[];

  constructor(blocks: readonly Block[]) {
    this.#slugs = new Map(blocks.flatMap((block) => (block.kind === 'slug' ? [[block.value, block]] : [])));
    this.#ranges = blocks.flatMap((block) =>
      block.kind === 'range' ? [{ block, ranges: parseIpRanges(block.value).ranges }] : [],
    );
  }

  /** The active block of a slug (in lower case); null when there is none. */
  ofSlug(slug: string, now: number): Block | null {
    const block = this.#slugs.get(slug);
    return block && isBlockActive(block, now) ? block : null;
  }

  /** The active block of an address; null when there is none, or when the text is not an address. */
  ofAddress(text: string, now: number): Block | null {
    if (this.#ranges.length === 0) return null;
    const address = parseIpAddress(text);
    if (address === null) return null;
    return (
      this.#ranges.find(({ block, ranges }) => isBlockActive(block, now) && isInRanges(address, ranges))
        ?.block ?? null
    );
  }
}

export function isBlockActive({ expiresAt }: Block, now: number): boolean {
  return expiresAt === null || expiresAt > now;
}

/** A range in CIDR notation: `192.0.2.7` becomes `192.0.2.7/32`. Fails with `invalid-input`. */
export function readRange(text: string): string {
  const { ranges, errors } = parseIpRanges(text);
  if (errors.length > 0) fail('invalid-input', `range: ${errors.join('; ')}`);
  const [range, another] = ranges;
  if (!range || another)
    return fail('invalid-input', 'range: must be a single address or range, such as 192.0.2.0/24');
  return `${formatIpAddress({ bytes: range.bytes, zone: null })}/${range.prefix}`;
}
