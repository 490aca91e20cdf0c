/** Width and height in pixels. */
export type PictureSize = { readonly width: number; readonly height: number };

/**
 * Reads the size of a picture from its header, before it is decoded: a few bytes can claim 60,000 by 60,000 pixels. Null
 * if the header has none, or the format stores it elsewhere.
 */
export function pictureSize(body: Uint8Array, essence: string): PictureSize | null {
  const view = new DataView(body.buffer, body.byteOffset, body.byteLength);
  try {
    if (essence === 'image/png') return { width: view.getUint32(16), height: view.getUint32(20) };
    if (essence === 'image/gif') return { width: view.getUint16(6, true), height: view.getUint16(8, true) };
    if (essence === 'image/jpeg') return jpegSize(view);
    if (essence === 'image/webp') return webpSize(view);
  } catch {
    // The picture is truncated.
  }
  return null;
}

/** Reads the first frame header (ISO/IEC 10918-1 §B.2.2). */
function jpegSize(view: DataView): PictureSize | null {
  for (let at = 2; ; ) {
    if (view.getUint8(at) !== 0xff) return null;
    const marker = view.getUint8(at + 1);
    if (marker === 0xff) at++;
    else if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)) {
      return { height: view.getUint16(at + 5), width: view.getUint16(at + 7) };
    } else at += 2 + view.getUint16(at + 2);
  }
}

/** Reads lossy, lossless and extended files (RFC 9649 §2). */
function webpSize(view: DataView): PictureSize | null {
  switch (view.getUint32(12)) {
    case 0x56503820:
      return { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff };
    case 0x5650384c: {
      const bits = view.getUint32(21, true);
      return { width: (bits & 0x3fff) + 1, height: ((bits >> 14) & 0x3fff) + 1 };
    }
    case 0x56503858: {
      const three = (at: number) => view.getUint16(at, true) + (view.getUint8(at + 2) << 16) + 1;
      return { width: three(24), height: three(27) };
    }
    default:
      return null;
  }
}
