import { decodeText } from '#lib/body/decode.ts';
import { bodyKinds, byteKinds } from '#lib/body/kind.ts';
import { parseMediaType } from '#lib/http/media-type.ts';

const mostCharacters = 240;
const mostLines = 4;
/** Enough for so many characters in any encoding. */
const mostBytes = 1024;

export type PartPreview = { readonly text: string; readonly whole: boolean };

/** How the content of a part begins, when it is text that people read; null when it is not. */
export function partPreview(content: Uint8Array, contentType: string | null): PartPreview | null {
  const { best } = bodyKinds(contentType, content);
  if (best === null || byteKinds.has(best) || best === 'multipart') return null;
  const cut = content.length > mostBytes;
  const charset = parseMediaType(contentType ?? '')?.parameters.get('charset') ?? null;
  const { text, replaced } = decodeText(content.subarray(0, mostBytes), charset, { cut });
  if (replaced) return null;
  const short = [...text.split('\n').slice(0, mostLines).join('\n')].slice(0, mostCharacters).join('');
  const whole = !cut && short === text;
  return { text: whole ? short : short.trimEnd(), whole };
}
