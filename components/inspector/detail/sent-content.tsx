import { countOf } from '#components/frame/count-words.ts';
import { CopyButton } from '#components/ui/copy-button.tsx';
import { humanSize } from '#lib/body/size.ts';
import { readable } from '#lib/http/byte-string.ts';
import type { ReplyContent } from '#lib/model/capture-json.ts';
import { Visible, Wire } from '../wire-text.tsx';

/** Headers and body that the sender was given; of a reply that was never begun, those it would have had. */
export function SentContent({ content, isSilent }: { content: ReplyContent; isSilent: boolean }) {
  const { headers, body } = content;
  const title = isSilent ? 'What was not sent' : 'What was sent';
  const head = headers.map(([name, value]) => `${readable(name)}: ${readable(value)}\n`).join('');
  return (
    <div className="mt-2 pb-2">
      <div className="flex items-center gap-2">
        <h3 className="flex-1 font-semibold">{title}</h3>
        {body.text !== null && <CopyButton look="quiet" name="reply" text={`${head}\n${body.text}`} />}
      </div>
      <section
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must reach it.
        tabIndex={0}
        aria-label={title}
        className="mt-1 max-h-96 scrolls rounded-control border border-line bg-panel px-3 py-2 -outline-offset-2"
      >
        <pre className="whitespace-pre-wrap wire [overflow-wrap:anywhere]">
          {headers.map(([name, value], index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: header lines never move, and may be equal.
            <span key={index} className="block">
              <span className="text-quiet">
                <Wire bytes={name} />:
              </span>{' '}
              <Wire bytes={value} />
            </span>
          ))}
          <span className="mt-2 block">
            <Body body={body} />
          </span>
        </pre>
      </section>
    </div>
  );
}

function Body({ body: { size, text, truncated } }: { body: ReplyContent['body'] }) {
  if (size === 0) return <span className="font-sans text-quiet">No body.</span>;
  if (text === null)
    return <span className="font-sans text-quiet">{countOf(size, 'byte')} that are not text.</span>;
  return (
    <>
      {text.split('\n').map((line, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines never move.
        <span key={index} className="block min-h-5">
          <Visible text={line} />
        </span>
      ))}
      {truncated && (
        <span className="mt-2 block font-sans text-quiet">
          … of {humanSize(size)}: only the beginning is kept.
        </span>
      )}
    </>
  );
}
