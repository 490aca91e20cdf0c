import { countWords } from '#components/frame/count-words.ts';
import { Turning } from '#components/ui/turning.tsx';
import { Visible } from '../wire-text.tsx';

/** How much of a copy is shown, characters: what is copied is always the whole. */
const shown = 20_000;

/** The beginning of a copy, as it will be on the clipboard. Characters that nobody sees are shown. */
export function CopyPreview({ text }: { text: string | null }) {
  if (text === null) {
    return (
      <p role="status" className="flex items-center gap-2.5 p-3 text-quiet">
        <Turning /> Making the copy
      </p>
    );
  }
  const rest = text.length - shown;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must reach it.
    <section tabIndex={0} aria-label="The copy" className="h-full scrolls p-3 -outline-offset-2">
      <pre className="whitespace-pre-wrap wire [overflow-wrap:anywhere]">
        {text
          .slice(0, shown)
          .split('\n')
          .map((line, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: lines never move.
            <span key={index} className="block min-h-5">
              <Visible text={line} />
            </span>
          ))}
        {rest > 0 && (
          <span className="mt-2 block font-sans text-quiet">
            … and {countWords(rest)} characters more, which are copied too.
          </span>
        )}
      </pre>
    </section>
  );
}
