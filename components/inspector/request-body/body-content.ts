import type { Content, Remark } from '#components/body/content.ts';
import { bodyFileName } from '#lib/http/body-file-name.ts';
import type { CaptureJson } from '#lib/model/capture-json.ts';
import { bodyView as words } from './words.ts';

type Options = {
  /** True when the bytes are those that were received, not decoded ones. */
  isOriginal: boolean;
  isEncoded?: boolean;
  remarks?: readonly Remark[];
};

/** The body of a capture as content for `ContentView`. */
export function bodyContent(
  { seq, contentType, body, masked }: CaptureJson,
  bytes: Uint8Array,
  { isOriginal, isEncoded = false, remarks = [] }: Options,
): Content {
  const truncated: Remark = {
    tone: 'quiet',
    words: masked?.bodyChanged ? words.truncatedMasked : words.truncated(body.stored),
  };
  return {
    bytes,
    contentType,
    name: words.body,
    fileName: bodyFileName(seq, contentType),
    seq,
    sha256: isOriginal && !masked?.bodyChanged ? body.sha256 : null,
    remarks: body.truncated ? [...remarks, truncated] : remarks,
    isEncoded,
  };
}
