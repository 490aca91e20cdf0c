import { Fragment } from 'react';
import { classNames } from '#components/ui/class-names.ts';
import { visible } from '#lib/body/visible.ts';
import { readable } from '#lib/http/byte-string.ts';

/**
 * Text a stranger wrote, so that nothing in it stays unseen or changes how its neighbours read: hidden characters stand
 * as small marks, and right-to-left text cannot reach out of its place.
 */
export function Visible({ text }: { text: string }) {
  const spans = [...visible(text)];
  if (spans.length === 1 && spans[0]!.mark === null) return <bdi>{text}</bdi>;
  return (
    <bdi>
      {spans.map(({ text: part, mark }, index) =>
        // biome-ignore lint/suspicious/noArrayIndexKey: spans of one text never move.
        mark === null ? <Fragment key={index}>{part}</Fragment> : <Mark key={index} name={mark} />,
      )}
    </bdi>
  );
}

/** A byte string (a header, a target) as people read it. */
export function Wire({ bytes }: { bytes: string }) {
  return <Visible text={readable(bytes)} />;
}

/** The name of a character that cannot be seen. */
export function Mark({ name, faint = false }: { name: string; faint?: boolean }) {
  return (
    <span
      title="A character that cannot be seen"
      className={classNames(
        'mx-px inline-block select-none rounded-mark px-0.75 align-[0.08em] text-[0.72em] leading-[1.35]',
        faint ? 'text-quiet' : 'bg-careful-tint text-careful',
      )}
    >
      {name}
    </span>
  );
}
