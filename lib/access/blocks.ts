import { formatIpAddress, parseIpAddress } from '../http/ip-address.ts';
import { type IpRange, isInRanges, parseIpRanges } from '../http/ip-range.ts';
import type { Block } from '../model/block.ts';
import { fail } from '../model/errors.ts';

/** Who is kept out, ready to be asked for every request. `now` is milliseconds since the epoch. */
export class BlockList {
  readonly #slugs: ReadonlyMap<string, Block>;
  readonly #ranges: readonly { block: Block; ranges: readonly IpRange[] }[];

  constructor(blocks: readonly Block[]) {
    this.#slugs = new Map(blocks.flatMap((block) => (block.kind === 'slug' ? [[block.value, block]] : [])));
    this.#ranges = blocks.flatMap((block) =>
      block.kind === 'range' ? [{ block, ranges: parseIpRanges(block.value).ranges }] : [],
    );
  }

  /** The block of a slug, in lower case; null when nobody keeps it out. */
  ofSlug(slug: string, now: number): Block | null {
    const block = this.#slugs.get(slug);
    return block && lasts(block, now) ? block : null;
  }

  /** The block an address falls under; null when none, or when it is no address. */
  ofAddress(text: string, now: number): Block | null {
    if (this.#ranges.length === 0) return null;
    const address = parseIpAddress(text);
    if (address === null) return null;
    return (
      this.#ranges.find(({ block, ranges }) => lasts(block, now) && isInRanges(address, ranges))?.block ??
      null
    );
  }
}

export function lasts({ expiresAt }: Block, now: number): boolean {
  return expiresAt === null || expiresAt > now;
}

/** One range as CIDR writes it: `192.0.2.7` is `192.0.2.7/32`. Fails with `invalid-input`, saying what is wrong with it. */
export function readRange(text: string): string {
  const { ranges, errors } = parseIpRanges(text);
  if (errors.length > 0) fail('invalid-input', `range: ${errors.join('; ')}`);
  const [range, another] = ranges;
  if (!range || another)
    return fail('invalid-input', 'range: must be one address or range, such as 192.0.2.0/24');
  return `${formatIpAddress({ bytes: range.bytes, zone: null })}/${range.prefix}`;
}
