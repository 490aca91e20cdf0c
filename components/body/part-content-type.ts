import type { MultipartPart } from '#lib/body/multipart/part.ts';
import { withCharset } from '#lib/http/with-charset.ts';

/** The Content-Type with which a part is viewed: its own, with the charset that the form declares for it. */
export function contentTypeOf({ contentType, declaredCharset }: MultipartPart): string | null {
  return declaredCharset === null ? contentType : withCharset(contentType, declaredCharset.charset);
}
