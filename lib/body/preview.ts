import type { BodyKind, Glimpse } from './body-kind.ts';
import { type PictureSize, pictureSize } from './picture-size.ts';
import type { Rows } from './rows.ts';
import { sniffMediaType } from './sniff-media-type.ts';

/** Content that browsers can show: its type by its bytes, and the size in its header. */
export type Preview = {
  readonly essence: string;
  readonly way: 'picture' | 'sound' | 'film' | 'document' | 'page';
  /** The size of a picture, if its header has it. */
  readonly size: PictureSize | null;
};

/** The most pixels of a picture that is decoded without asking: larger ones can take gigabytes. */
export const mostPixels = 50_000_000;

/** Pictures, audio and video, detected by their bytes; HTML and SVG, which are text, by their label or first tag. */
export const preview = {
  id: 'preview',
  title: 'Preview',
  fits(glimpse) {
    const found = sniffMediaType(glimpse.bytes);
    if (found !== null) return { named: isLabelled(glimpse, found.essence), found: 'certain' };
    return { named: false, found: isPage(glimpse) ? 'likely' : 'no' };
  },
  read(body, mediaType): Rows<Preview> {
    const found = sniffMediaType(body);
    const preview: Preview = found
      ? { ...found, size: found.way === 'picture' ? pictureSize(body, found.essence) : null }
      : { essence: mediaType?.essence ?? 'text/html', way: 'page', size: null };
    return { count: 1, done: true, readUpTo: () => 1, row: () => preview };
  },
} satisfies BodyKind<'preview', Rows<Preview>>;

/** Whether the label fits: the same top-level type is close enough (`image/x-png`, `audio/mp3`). */
function isLabelled({ mediaType }: Glimpse, essence: string): boolean {
  const family = (it: string) => it.split('/')[0];
  return mediaType !== null && family(mediaType.essence) === family(essence);
}

function isPage({ mediaType, text }: Glimpse): boolean {
  const essence = mediaType?.essence;
  if (essence === 'text/html' || essence === 'application/xhtml+xml' || essence === 'image/svg+xml')
    return true;
  return /^\s*(?:<!doctype\s+html|<html|<svg|<\?xml[^>]*\?>\s*(?:<!--[\s\S]{0,200}?-->\s*)?<svg)\b/i.test(
    text,
  );
}
