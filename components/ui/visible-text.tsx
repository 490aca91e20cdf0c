import { drawableEnd } from '#lib/body/drawing.ts';
import { visibleRuns } from '#lib/body/visible.ts';
import { encodingRead, readable } from '#lib/http/byte-string.ts';
import { classNames } from './class-names.ts';
import { countWords } from './count-words.ts';
import { renderByIndex } from './render-by-index.tsx';
import { byteEncoding, invisibleCharacter, invisibleCharacters, longText } from './words.ts';

/** The most that is drawn of a text that cannot be expanded (`drawableEnd`): `LongText` shows all of a text. */
const mostDrawn = 4000;
/** Up to this many equal invisible characters in a row are shown one by one. */
const fewMarks = 3;

/**
 * Untrusted text: invisible characters are shown as small labels, and right-to-left text cannot affect the text around it. What
 * would take long to draw is left out; use `LongText` for what may be long.
 */
export function Visible({ text }: { text: string }) {
  const end = drawableEnd(text, mostDrawn);
  if (end === text.length) return <Drawn text={text} />;
  return (
    <>
      <Drawn text={text.slice(0, end)} />
      <span className="select-none text-quiet">{longText.notShown(countWords(text.length - end))}</span>
    </>
  );
}

/** Untrusted text as `Visible` shows it, however much there is. */
export function Drawn({ text }: { text: string }) {
  const runs = visibleRuns(text);
  if (runs.length === 1 && runs[0]!.mark === null) return <bdi>{text}</bdi>;
  return (
    <bdi>
      {renderByIndex(runs, ({ text: part, mark, count }) => {
        if (mark === null) return part;
        if (count > fewMarks) return <Mark name={mark} count={count} />;
        return renderByIndex(Array.from({ length: count }), () => <Mark name={mark} />);
      })}
    </bdi>
  );
}

/** A byte string (a header, a request target) as readable text, and the encoding in which other bytes than ASCII are read. */
export function Wire({ bytes }: { bytes: string }) {
  return (
    <>
      <Visible text={readable(bytes)} />
      <EncodingMark bytes={bytes} />
    </>
  );
}

/** The encoding in which a byte string is read; nothing for ASCII. Texts that look alike may have been sent in different bytes. */
export function EncodingMark({ bytes }: { bytes: string }) {
  const encoding = encodingRead(bytes);
  if (encoding === null) return null;
  return <Mark name={encoding} title={byteEncoding[encoding]} faint={encoding === 'UTF-8'} />;
}

type MarkProps = { name: string; count?: number; title?: string; faint?: boolean };

/** The name of an invisible character, and how many of them there are in a row; or the name of an encoding. */
export function Mark({ name, count = 1, title, faint = false }: MarkProps) {
  return (
    <span
      title={title ?? (count === 1 ? invisibleCharacter : invisibleCharacters(countWords(count)))}
      className={classNames(
        'mx-px inline-block select-none rounded-mark px-0.75 align-[0.08em] text-tiny',
        faint ? 'text-quiet' : 'bg-careful-tint text-careful',
      )}
    >
      {count === 1 ? name : `${name} ×${countWords(count)}`}
    </span>
  );
}
