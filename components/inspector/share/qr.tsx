import { encode } from 'uqr';
import { linkAddress } from './words.ts';

/** A text as a QR code (ISO/IEC 18004), dark on light in every theme, as cameras expect. */
export default function Qr({ text }: { text: string }) {
  const { data, size } = encode(text, { ecc: 'M', border: 3 });
  const dark = data.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : [])));
  return (
    <figure className="mt-3 flex flex-col items-center gap-2">
      <svg
        role="img"
        aria-label={linkAddress.qrLabel}
        viewBox={`0 0 ${size} ${size}`}
        shapeRendering="crispEdges"
        className="size-52 rounded-control border border-line"
      >
        <rect width={size} height={size} fill="#ffffff" />
        <path d={dark.join('')} fill="#000000" />
      </svg>
      <figcaption className="text-quiet text-small">{linkAddress.qrAbout}</figcaption>
    </figure>
  );
}
