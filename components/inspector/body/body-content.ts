import { bodyFileName } from '#lib/http/body-file-name.ts';
import type { CaptureJson } from '#lib/model/capture-json.ts';
import type { Content, Remark } from './content.ts';

type Own = {
  /** True when they are the bytes that were sent. */
  asSent: boolean;
  coded?: boolean;
  remarks?: readonly Remark[];
};

/** A capture's body as content to look at. */
export function bodyContent(
  { seq, contentType, body }: CaptureJson,
  bytes: Uint8Array,
  { asSent, coded = false, remarks = [] }: Own,
): Content {
  const cut: Remark = { tone: 'quiet', words: 'cut where this server stopped keeping it' };
  return {
    bytes,
    contentType,
    name: 'Body',
    fileName: bodyFileName(seq, contentType),
    seq,
    sha256: asSent ? body.sha256 : null,
    remarks: body.truncated ? [...remarks, cut] : remarks,
    coded,
  };
}
