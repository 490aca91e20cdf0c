import { LongList } from '#components/ui/long-list.tsx';
import { LongText, moreDrawn } from '#components/ui/long-text.tsx';
import { ScrollRegion } from '#components/ui/scroll-region.tsx';
import { Spinner } from '#components/ui/spinner.tsx';
import { copyPreview } from './words.ts';

/** How much of a copy is shown, characters; all of it is copied. */
const shown = 20_000;

/** The beginning of a copy, as it will be on the clipboard. Invisible characters are made visible. */
export function CopyPreview({ text }: { text: string | null }) {
  if (text === null) {
    return (
      <p role="status" className="flex items-center gap-2.5 p-3 text-quiet">
        <Spinner /> {copyPreview.generating}
      </p>
    );
  }
  const rest = text.length - shown;
  return (
    <ScrollRegion label={copyPreview.label} className="h-full p-3">
      <pre className="whitespace-pre-wrap wire [overflow-wrap:anywhere]">
        <LongList
          items={text.slice(0, shown).split('\n')}
          rowHeight={20}
          around={(lines) => lines}
          row={(line) => (
            <span className="block min-h-5">
              <LongText text={line} budget={moreDrawn} />
            </span>
          )}
        />
        {rest > 0 && <span className="mt-2 block font-sans text-quiet">{copyPreview.rest(rest)}</span>}
      </pre>
    </ScrollRegion>
  );
}
