'use client';

import { type ClipboardEvent, type DragEvent, type KeyboardEvent, useMemo, useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { FileButton } from '#components/ui/file-button.tsx';
import { Kbd } from '#components/ui/kbd.tsx';
import { renderByIndex } from '#components/ui/render-by-index.tsx';
import { ScrollRegion } from '#components/ui/scroll-region.tsx';
import { TextArea } from '#components/ui/text-area.tsx';
import { textWithCode } from '#components/ui/text-with-code.tsx';
import { TroubleNote } from '#components/ui/trouble-note.tsx';
import { findDrafts } from './find-drafts.ts';
import { SearchList } from './search-list.tsx';
import type { ReadText, usePasted } from './use-pasted.ts';
import { pastedPicker, pasteSource as words } from './words.ts';

type Pasted = ReturnType<typeof usePasted>;
type Props = {
  pasted: Pasted;
  /** About the chosen request; empty while none is chosen. */
  notes: readonly string[];
};

/** A text with requests: the field that it is pasted into, then the choice of one of its requests. */
export function PasteSource({ pasted, notes }: Props) {
  const { state, text } = pasted;
  if (state.is !== 'read') return <PasteField pasted={pasted} />;
  const { found, chosen } = state;
  const isOneOfSeveral = chosen !== null && found.drafts.length > 1;
  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        {chosen !== null && (
          <p className="min-w-0 font-medium [overflow-wrap:anywhere]">
            {words.chosen(words.formats[found.format], found.drafts[chosen]!.name)}
          </p>
        )}
        {isOneOfSeveral && <Button onClick={() => pasted.choose(null)}>{words.change}</Button>}
        <Button look={isOneOfSeveral ? 'quiet' : 'outline'} onClick={() => pasted.write(text)}>
          {words.edit}
        </Button>
      </div>
      <Notes notes={[...found.notes.map(({ message }) => message), ...notes]} />
      {chosen === null && <PastedPicker found={found} onChoose={pasted.choose} />}
    </div>
  );
}

function PasteField({ pasted: { text, state, read, write } }: { pasted: Pasted }) {
  const isBusy = state.is === 'reading';

  // The text of the clipboard is read, because fields change its line breaks.
  function onPaste(event: ClipboardEvent<HTMLTextAreaElement>): void {
    const pasted = event.clipboardData.getData('text/plain');
    const file = event.clipboardData.files[0];
    if (pasted === '' && !file) return;
    event.preventDefault();
    const { selectionStart, selectionEnd } = event.currentTarget;
    void read(pasted === '' ? file! : text.slice(0, selectionStart) + pasted + text.slice(selectionEnd));
  }

  function onDrop(event: DragEvent): void {
    const file = event.dataTransfer.files[0];
    if (!file) return;
    event.preventDefault();
    void read(file);
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void read(text);
  }

  return (
    <div>
      <TextArea
        data-focus-first
        autoFocus
        mono
        label={words.label}
        help={words.help}
        placeholder={words.placeholder}
        autoCapitalize="none"
        value={text}
        onChange={(event) => write(event.target.value)}
        onPaste={onPaste}
        onDrop={onDrop}
        onDragOver={(event) => event.dataTransfer.types.includes('Files') && event.preventDefault()}
        onKeyDown={onKeyDown}
      />
      <div className="mt-2 flex flex-wrap gap-2">
        <Button look="accent" busy={isBusy} onClick={() => void read(text)}>
          {words.read} <Kbd inverse>{'Mod ↵'}</Kbd>
        </Button>
        <FileButton label={words.open} onFile={(file) => void read(file)} />
      </div>
      <p role="status" className="sr-only">
        {isBusy && words.reading}
      </p>
      {state.is === 'failed' && (
        <div className="mt-3">
          <TroubleNote trouble={state.trouble} />
        </div>
      )}
    </div>
  );
}

function PastedPicker({ found, onChoose }: { found: ReadText; onChoose: (index: number) => void }) {
  const [query, setQuery] = useState('');
  const { items, more } = useMemo(() => findDrafts(found.drafts, query), [found, query]);
  const title = words.found(found.drafts.length, words.formats[found.format]);
  return (
    <SearchList
      words={pastedPicker}
      groups={items.length === 0 ? [] : [{ value: title, items }]}
      query={query}
      onQuery={setQuery}
      keyOf={({ index }) => String(index)}
      titleOf={({ name }) => name}
      aboutOf={({ about }) => about}
      onChoose={({ index }) => onChoose(index)}
      more={more > 0 ? pastedPicker.more(more) : null}
    />
  );
}

function Notes({ notes }: { notes: readonly string[] }) {
  if (notes.length === 0) return null;
  return (
    <div>
      <h3 className="font-medium text-careful">{words.notes}</h3>
      <ScrollRegion label={words.notes} className="max-h-32">
        <ul className="list-disc pl-5">
          {renderByIndex(notes, (note) => (
            <li className="[overflow-wrap:anywhere]">{textWithCode(note)}</li>
          ))}
        </ul>
      </ScrollRegion>
    </div>
  );
}
