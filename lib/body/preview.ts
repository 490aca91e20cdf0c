import type { BodyKind, Glimpse } from './body-kind.ts';
import { type PictureSize, pictureSize } from './picture-size.ts';
import type { Rows } from './rows.ts';
import { sniff } from './sniff.ts';

/** Something browsers can show: what it is by its bytes, and what it says of itself. */
export type Preview = {
  readonly essence: string;
  readonly way: 'picture' | 'sound' | 'film' | 'document' | 'page';
  /** Of a picture, where its header says it. */
  readonly size: PictureSize | null;
};

/** Pictures with more pixels are not decoded unasked: they can take gigabytes. */
export const mostPixels = 50_000_000;

/** What can be looked at or listened to. Told by the bytes; pages and SVG, which are text, by their label or first tag. */
export const preview = {
  id: 'preview',
  title: 'Preview',
  fits(glimpse) {
    const found = sniff(glimpse.bytes);
    if (found !== null) return { named: isLabelled(glimpse, found.essence), found: 'certain' };
    return { named: false, found: isPage(glimpse) ? 'likely' : 'no' };
  },
  read(body, mediaType): Rows<Preview> {
    const found = sniff(body);
    const preview: Preview = found
      ? { ...found, size: found.way === 'picture' ? pictureSize(body, found.essence) : null }
      : { essence: mediaType?.essence ?? 'text/html', way: 'page', size: null };
    return { count: 1, done: true, readUpTo: () => 1, row: () => preview };
  },
} satisfies BodyKind<'preview', Rows<Preview>>;

/** `image/x-png`, `audio/mp3`: the same family is close enough. */
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
