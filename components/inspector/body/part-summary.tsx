import { bodyKinds } from '#lib/body/kind.ts';
import type { MultipartPart } from '#lib/body/multipart-part.ts';
import { Visible } from '../wire-text.tsx';
import { partPreview } from './part-preview.ts';

/** How much of a name is listed. */
const mostCharacters = 160;

/** What a part is called and what is in it: its file name, how its text begins, what is odd about it. */
export function PartSummary({ part, content }: { part: MultipartPart; content: Uint8Array }) {
  const { name, filename } = part;
  const { note } = bodyKinds(part.contentType, content);
  const preview = partPreview(content, part.contentType);
  const notes = [...part.notes, ...(note === null ? [] : [note])];
  const isNested = part.mediaType?.essence.startsWith('multipart/') ?? false;
  return (
    <>
      <span className="min-w-0 pt-1 text-json-key [overflow-wrap:anywhere] wire">
        {name === null && <span className="text-quiet">no name</span>}
        {name?.text === '' && <span className="text-quiet">empty name</span>}
        {name && <ShortText text={name.text} />}
      </span>
      <div className="col-start-2 -col-end-1 min-w-0 py-0.5 pr-2 [overflow-wrap:anywhere] @min-[40rem]:col-start-3 @min-[40rem]:col-end-4 @min-[40rem]:pt-1">
        {filename !== null && (
          <span className="block font-medium">
            {filename.text === '' ? (
              <span className="font-normal text-quiet">no file chosen</span>
            ) : (
              <ShortText text={filename.text} />
            )}
          </span>
        )}
        {content.length === 0 && filename?.text !== '' && <span className="text-quiet">empty</span>}
        {preview && (
          <span
            className={`block whitespace-pre-wrap wire ${filename === null ? '' : 'text-quiet text-small'}`}
          >
            <Visible text={preview.text} />
            {!preview.whole && <span className="text-quiet"> …</span>}
          </span>
        )}
        {notes.length > 0 && (
          <span className={`block text-small ${isNested ? 'text-quiet' : 'text-careful'}`}>
            {notes.join('; ')}
          </span>
        )}
      </div>
    </>
  );
}

/** A stranger may write names of many thousand characters; all of them are in the header lines of the part. */
function ShortText({ text }: { text: string }) {
  if (text.length <= mostCharacters) return <Visible text={text} />;
  return (
    <>
      <Visible text={text.slice(0, mostCharacters)} />
      <span className="text-quiet">…</span>
    </>
  );
}
