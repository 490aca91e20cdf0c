/**
 * Members grouped by owner. The owner with the most is known without a search, so it can be looked up for every new
 * connection of a flood.
 */
export class SharesByOwner<Owner, Member> {
  readonly #shares = new Map<Owner, Set<Member>>();
  /** The shares by size; no entry is empty. */
  readonly #bySize = new Map<number, Set<Set<Member>>>();
  #largest = 0;
  #count = 0;

  /** The number of members. */
  get count(): number {
    return this.#count;
  }

  /** The size of the largest share. */
  get most(): number {
    return this.#largest;
  }

  add(owner: Owner, member: Member): void {
    const share = this.#shares.get(owner) ?? new Set<Member>();
    if (share.has(member)) return;
    this.#unlist(share);
    share.add(member);
    this.#shares.set(owner, share);
    this.#list(share);
    this.#largest = Math.max(this.#largest, share.size);
    this.#count += 1;
  }

  delete(owner: Owner, member: Member): void {
    const share = this.#shares.get(owner);
    if (!share?.has(member)) return;
    this.#unlist(share);
    share.delete(member);
    if (share.size === 0) this.#shares.delete(owner);
    else this.#list(share);
    // This share is one smaller now, so the largest is at most one smaller than before.
    if (!this.#bySize.has(this.#largest)) this.#largest -= 1;
    this.#count -= 1;
  }

  /** The members of an owner, oldest first. */
  of(owner: Owner): ReadonlySet<Member> {
    return this.#shares.get(owner) ?? new Set();
  }

  /** The members of the owners with the largest shares, oldest first within a share. */
  *largest(): Generator<Member> {
    for (const share of this.#bySize.get(this.#largest) ?? []) yield* share;
  }

  *[Symbol.iterator](): Generator<Member> {
    for (const share of this.#shares.values()) yield* share;
  }

  #list(share: Set<Member>): void {
    const same = this.#bySize.get(share.size) ?? new Set();
    same.add(share);
    this.#bySize.set(share.size, same);
  }

  #unlist(share: Set<Member>): void {
    const same = this.#bySize.get(share.size);
    same?.delete(share);
    if (same?.size === 0) this.#bySize.delete(share.size);
  }
}
