import type { Header } from '#lib/model/capture.ts';
import { all } from './header-lookup.ts';
import { withoutSpace } from './white-space.ts';

/** The content codings that can be undone, by their registered names (RFC 9110 §8.4.1, RFC 7932, RFC 8878). */
export const contentCodingNames = ['gzip', 'deflate', 'br', 'zstd'] as const;
export type ContentCodingName = (typeof contentCodingNames)[number];

/** One coding a sender says was applied to the content. */
export type ContentCoding = {
  /** As sent, a byte string. */
  readonly sent: string;
  /** The coding it means; null when it is none of those that can be undone. */
  readonly name: ContentCodingName | null;
};

/**
 * The codings in Content-Encoding, in the order they were applied (RFC 9110 §8.4): the last is the first to undo. All lines
 * are one list; names have no case; `x-gzip` is gzip (§8.4.1.3); `identity` is no coding (§12.5.3), so it is left out.
 */
export function contentCodings(headers: readonly Header[]): ContentCoding[] {
  return all(headers, 'Content-Encoding')
    .flatMap((line) => line.split(','))
    .map((member) => codingOf(withoutSpace(member)))
    .filter(({ sent }) => sent !== '' && sent.toLowerCase() !== 'identity');
}

function codingOf(sent: string): ContentCoding {
  const registered = sent.toLowerCase().replace(/^x-(?=gzip$)/, '');
  return { sent, name: contentCodingNames.find((name) => name === registered) ?? null };
}
