import type { CaptureSummary } from './capture-json.ts';

/** Characters of summaries that a page holds. Addresses and User-Agents may be 64 KiB each, and a page is written in one go. */
const most = 2 ** 20;
/** What a summary takes besides what its sender wrote. */
const fixed = 600;

/** The room of a page of summaries: a page that is full ends early, and `next` says where. */
export class PageRoom {
  #left = most;

  /** Whether one more has room; the first always has. */
  takes({ target, path, contentType, userAgent }: CaptureSummary): boolean {
    const isFirst = this.#left === most;
    this.#left -= fixed + target.length + path.length + (contentType?.length ?? 0) + (userAgent?.length ?? 0);
    return isFirst || this.#left >= 0;
  }
}
