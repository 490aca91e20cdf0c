import type { CaptureSummary } from './capture-json.ts';

/** Characters of summaries that a page holds. Addresses and User-Agents may be 64 KiB each, and a page is serialized at once. */
const most = 2 ** 20;
/** Characters of a summary besides those from the sender. */
const fixed = 600;

/** How much room a page of summaries has left. A page without room ends early, and `next` says where. */
export class PageRoom {
  #left = most;

  /** Whether one more summary has room; the first always has. */
  takes({ target, path, contentType, userAgent }: CaptureSummary): boolean {
    const isFirst = this.#left === most;
    this.#left -= fixed + target.length + path.length + (contentType?.length ?? 0) + (userAgent?.length ?? 0);
    return isFirst || this.#left >= 0;
  }
}
