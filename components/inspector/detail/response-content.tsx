import { CopyButton } from '#components/ui/copy-button.tsx';
import { LongList } from '#components/ui/long-list.tsx';
import { LongText, LongWire } from '#components/ui/long-text.tsx';
import { ScrollRegion } from '#components/ui/scroll-region.tsx';
import { Wire } from '#components/ui/visible-text.tsx';
import { readable } from '#lib/http/byte-string.ts';
import type { ReplyContent } from '#lib/model/capture-json.ts';
import { responseContent as words } from './words.ts';

/** Headers and body of the response. `isSilent`: nothing was sent, so this is what would have been sent. */
export function ResponseContent({ content, isSilent }: { content: ReplyContent; isSilent: boolean }) {
  const { headers, body } = content;
  const title = isSilent ? words.notSent : words.sent;
  const head = headers.map(([name, value]) => `${readable(name)}: ${readable(value)}\n`).join('');
  return (
    <div className="mt-2 pb-2">
      <div className="flex items-center gap-2">
        <h3 className="flex-1 font-semibold">{title}</h3>
        {body.text !== null && (
          <CopyButton look="quiet" name={words.response} text={`${head}\n${body.text}`} />
        )}
      </div>
      <ScrollRegion
        label={title}
        className="mt-1 max-h-96 rounded-control border border-line bg-panel px-3 py-2"
      >
        <pre className="whitespace-pre-wrap wire [overflow-wrap:anywhere]">
          <LongList
            items={headers}
            rowHeight={20}
            around={(lines) => lines}
            row={([name, value]) => (
              <span className="block">
                <span className="text-quiet">
                  <Wire bytes={name} />
                  {':'}
                </span>{' '}
                <LongWire bytes={value} />
              </span>
            )}
          />
          <span className="mt-2 block">
            <Body body={body} />
          </span>
        </pre>
      </ScrollRegion>
    </div>
  );
}

function Body({ body: { size, text, truncated } }: { body: ReplyContent['body'] }) {
  if (size === 0) return <span className="font-sans text-quiet">{words.noBody}</span>;
  if (text === null) return <span className="font-sans text-quiet">{words.binary(size)}</span>;
  return (
    <>
      <LongList
        items={text.split('\n')}
        rowHeight={20}
        around={(lines) => lines}
        row={(line) => (
          <span className="block min-h-5">
            <LongText text={line} />
          </span>
        )}
      />
      {truncated && <span className="mt-2 block font-sans text-quiet">{words.truncated(size)}</span>}
    </>
  );
}
