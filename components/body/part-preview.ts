import { byteKinds, chooseKinds } from '#lib/body/choose-kinds.ts';
import { decodeText } from '#lib/body/decode-text.ts';
import { parseMediaType } from '#lib/http/media-type.ts';

const mostCharacters = 240;
const mostLines = 4;
/** Enough bytes for that many characters in any encoding. */
const mostBytes = 1024;

export type PartPreview = { readonly text: string; readonly isComplete: boolean };

/** The beginning of the content of a part; null when it is not text. */
export function partPreview(content: Uint8Array, contentType: string | null): PartPreview | null {
  const { best } = chooseKinds(contentType, content);
  if (best === null || byteKinds.has(best) || best === 'multipart') return null;
  const cut = content.length > mostBytes;
  const charset = parseMediaType(contentType ?? '')?.parameters.get('charset') ?? null;
  const { text, replaced } = decodeText(content.subarray(0, mostBytes), charset, { cut });
  if (replaced) return null;
  const short = [...text.split('\n').slice(0, mostLines).join('\n')].slice(0, mostCharacters).join('');
  const isComplete = !cut && short === text;
  return { text: isComplete ? short : short.trimEnd(), isComplete };
}
