import { visible } from '#lib/body/visible.ts';
import { readable } from '#lib/http/byte-string.ts';
import { classNames } from './class-names.ts';
import { renderByIndex } from './render-by-index.tsx';
import { invisibleCharacter } from './words.ts';

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

/** A byte string (a header, a request target) as readable text. */
export function Wire({ bytes }: { bytes: string }) {
  return <Visible text={readable(bytes)} />;
}

/** The name of an invisible character. */
export function Mark({ name, faint = false }: { name: string; faint?: boolean }) {
  return (
    <span
      title={invisibleCharacter}
      className={classNames(
        'mx-px inline-block select-none rounded-mark px-0.75 align-[0.08em] text-tiny',
        faint ? 'text-quiet' : 'bg-careful-tint text-careful',
      )}
    >
      {name}
    </span>
  );
}
