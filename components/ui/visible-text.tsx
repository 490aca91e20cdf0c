import { visible } from '#lib/body/visible.ts';
import { encodingRead, readable } from '#lib/http/byte-string.ts';
import { classNames } from './class-names.ts';
import { renderByIndex } from './render-by-index.tsx';
import { byteEncoding, invisibleCharacter } from './words.ts';

/**
 * Untrusted text: invisible characters are shown as small labels, and right-to-left text cannot affect the text around it.
 */
export function Visible({ text }: { text: string }) {
  const spans = [...visible(text)];
  if (spans.length === 1 && spans[0]!.mark === null) return <bdi>{text}</bdi>;
  return (
    <bdi>{renderByIndex(spans, ({ text: part, mark }) => (mark === null ? part : <Mark name={mark} />))}</bdi>
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

/** The name of an invisible character, or of an encoding. */
export function Mark({
  name,
  title = invisibleCharacter,
  faint = false,
}: {
  name: string;
  title?: string;
  faint?: boolean;
}) {
  return (
    <span
      title={title}
      className={classNames(
        'mx-px inline-block select-none rounded-mark px-0.75 align-[0.08em] text-tiny',
        faint ? 'text-quiet' : 'bg-careful-tint text-careful',
      )}
    >
      {name}
    </span>
  );
}
