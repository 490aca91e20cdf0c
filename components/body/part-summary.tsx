import { Visible } from '#components/ui/visible-text.tsx';
import { chooseKinds } from '#lib/body/choose-kinds.ts';
import { declaredNote, type MultipartPart } from '#lib/body/multipart/part.ts';
import { readable } from '#lib/http/byte-string.ts';
import { contentTypeOf } from './part-content-type.ts';
import { partPreview } from './part-preview.ts';
import { partSummary as words } from './words.ts';

/** How much of a name is shown, characters. */
const mostCharacters = 160;

/** The name, file name, beginning and notes of a part. */
export function PartSummary({ part, content }: { part: MultipartPart; content: Uint8Array }) {
  const { name, filename } = part;
  const contentType = contentTypeOf(part);
  const { note } = chooseKinds(contentType, content);
  const preview = partPreview(content, contentType);
  const declared = declaredNote(part);
  const notes = [...part.notes, declared, note].filter((one) => one !== null);
  const isQuiet = (declared !== null || part.mediaType?.essence.startsWith('multipart/')) ?? false;
  return (
    <>
      <span className="min-w-0 pt-1 text-json-key [overflow-wrap:anywhere] wire">
        {name === null && part.contentId === null && <span className="text-quiet">{words.noName}</span>}
        {name === null && part.contentId !== null && (
          <span title={words.contentId}>
            <ShortText text={readable(part.contentId)} />
          </span>
        )}
        {name?.text === '' && <span className="text-quiet">{words.emptyName}</span>}
        {name && <ShortText text={name.text} />}
        {part.isStart && (
          <span title={words.startTitle} className="block font-sans text-quiet text-small">
            {words.start}
          </span>
        )}
      </span>
      <div className="col-start-2 -col-end-1 min-w-0 py-0.5 pr-2 [overflow-wrap:anywhere] @min-[40rem]:col-start-3 @min-[40rem]:col-end-4 @min-[40rem]:pt-1">
        {filename !== null && (
          <span className="block font-medium">
            {filename.text === '' ? (
              <span className="font-normal text-quiet">{words.noFile}</span>
            ) : (
              <ShortText text={filename.text} />
            )}
          </span>
        )}
        {content.length === 0 && filename?.text !== '' && <span className="text-quiet">{words.empty}</span>}
        {preview && (
          <span
            className={`block whitespace-pre-wrap wire ${filename === null ? '' : 'text-quiet text-small'}`}
          >
            <Visible text={preview.text} />
            {!preview.isComplete && <span className="text-quiet">{' …'}</span>}
          </span>
        )}
        {notes.length > 0 && (
          <span className={`block text-small ${isQuiet ? 'text-quiet' : 'text-careful'}`}>
            {notes.join('; ')}
          </span>
        )}
      </div>
    </>
  );
}

/** The beginning of a name, which may have thousands of characters. The headers of the part show all of it. */
function ShortText({ text }: { text: string }) {
  if (text.length <= mostCharacters) return <Visible text={text} />;
  return (
    <>
      <Visible text={text.slice(0, mostCharacters)} />
      <span className="text-quiet">{'…'}</span>
    </>
  );
}
