import { curl } from '../curl/curl.ts';
import type { Draft, DraftFormat, DraftNote, DraftReading } from '../draft.ts';
import { mostDrafts } from '../limits.ts';
import { mostNotes } from '../request/draft-of.ts';
import { unknownVariables, Variables } from '../request/variables.ts';
import { blocksOf } from './blocks.ts';
import { fileVariable, isComment, readBlock, startsRequest } from './read-block.ts';

/**
 * `.http` and `.rest` files as REST Client for Visual Studio Code and the HTTP Client of JetBrains read them: requests between lines that
 * begin with `###`, names, comments, variables of the file, and scripts, which are skipped. What the two read differently is read as most
 * files mean it. Source: README of REST Client; "HTTP request syntax", IntelliJ IDEA.
 */
export const httpFile: DraftFormat = {
  id: 'http-file',
  title: 'a .http file',
  matches({ text, json }) {
    if (json !== undefined) return false;
    for (const line of text.slice(0, 1_000_000).split(/\r?\n/)) {
      if (line.startsWith('###') || startsRequest(line)) return true;
      if (line.trim() !== '' && !isComment(line) && fileVariable(line) === null && !/^[<>]/.test(line))
        return false;
    }
    return false;
  },
  read({ text }) {
    const blocks = blocksOf(text);
    const variables = new Variables();
    const unknown = new Set<string>();
    for (const { lines } of blocks) {
      for (const line of lines) {
        const variable = fileVariable(line.text);
        if (variable) variables.set(variable.name, variables.fill(variable.value, unknown));
        else if (startsRequest(line.text)) break;
      }
    }
    const drafts: Draft[] = [];
    const notes: DraftNote[] = unknownVariables(unknown);
    for (const block of blocks) {
      if (drafts.length > mostDrafts) break;
      const source = block.lines.map((line) => line.text).join('\n');
      if (isCurl(block.lines)) {
        const unknownHere = new Set<string>();
        const reading = readCurl(variables.fill(source, unknownHere), block.lines[0]!.number);
        const more = unknownVariables(unknownHere);
        for (const draft of reading.drafts)
          drafts.push({
            ...draft,
            name: block.title || draft.name,
            notes: [...draft.notes, ...more].slice(0, mostNotes),
          });
        for (const note of reading.notes) notes.push(note);
        continue;
      }
      const draft = readBlock(block, variables);
      if (draft) drafts.push(draft);
    }
    return { drafts, notes };
  },
};

/** Reads a block as curl commands. Only if that fails are line breaks put before it, so that the place is that in the file. */
function readCurl(source: string, firstLine: number): DraftReading {
  const read = (text: string) => curl.read({ text, json: undefined });
  try {
    return read(source);
  } catch {
    return read(`${'\n'.repeat(firstLine - 1)}${source}`);
  }
}

/** REST Client accepts a curl command as a request. */
function isCurl(lines: readonly { text: string }[]): boolean {
  const first = lines.find(({ text }) => text.trim() !== '' && !isComment(text));
  return first !== undefined && /^curl(?:\.exe)?[\t ]/.test(first.text);
}
