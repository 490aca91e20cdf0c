import { type ByteReading, byteRows } from '../byte-rows.ts';
import { hexSpans } from '../byte-text.ts';
import { type CodeLine, type CodeSpan, type Container, type LinePath, lineText } from '../code-line.ts';
import { type JsonPath, printJqPath, printJsonPath } from '../json/path.ts';
import { wayTo } from '../line-way.ts';
import type { ItemFormat } from './item-format.ts';
import { ItemLines } from './item-lines.ts';

/** The most tags of an item that are printed: a tag may apply to a tag, without limit. */
const mostTags = 8;

const space: CodeSpan = { kind: 'space', text: ' ' };
const punctuation = (text: string): CodeSpan => ({ kind: 'punctuation', text });
const quiet = (text: string): CodeSpan => ({ kind: 'quiet', text });

/** A printed item: its tokens, and its end if it is a scalar. */
type Piece = {
  readonly spans: CodeSpan[];
  readonly notes: string[];
  readonly opens: Opening | null;
  readonly end: number;
};
type Opening = {
  readonly kind: 'object' | 'array';
  readonly count: number | null;
  readonly isEmpty: boolean;
};

/** Reads a body of items as lines like those of JSON, including keys that JSON cannot have. */
export function readItems(bytes: Uint8Array, format: ItemFormat): ByteReading {
  const lines = new ItemLines(bytes, format);

  /** The item at an offset with its tags. */
  function pieceAt(at: number): Piece {
    const spans: CodeSpan[] = [];
    const notes: string[] = [];
    let own = at;
    let item = format.itemAt(own);
    for (let tags = 0; item.is === 'tag'; tags++) {
      if (tags === mostTags) spans.push(quiet('…'), space);
      if (tags < mostTags) {
        const tag = format.printTag!(own);
        spans.push(...tag.spans, space);
        notes.push(...tag.notes);
      }
      own = item.next;
      item = format.itemAt(own);
    }
    if (item.is === 'array' || item.is === 'map') {
      const kind = item.is === 'map' ? 'object' : 'array';
      const isEmpty = item.count === 0 || (item.count === null && format.itemAt(item.next).is === 'break');
      const brackets = kind === 'object' ? '{}' : '[]';
      spans.push(punctuation(isEmpty ? brackets : brackets.charAt(0)));
      return { spans, notes, opens: { kind, count: item.count, isEmpty }, end: item.next };
    }
    const scalar = format.printScalar(own);
    spans.push(...scalar.spans);
    notes.push(...scalar.notes);
    return { spans, notes, opens: null, end: item.is === 'scalar' ? item.end : own };
  }

  /** A key: a string in JSON syntax, other types as values. */
  function keySpans(at: number): { spans: CodeSpan[]; notes: string[]; end: number } {
    const { spans, notes, end } = pieceAt(at);
    const shown = spans.map(
      ({ kind, text }) => ({ kind: kind === 'quiet' || kind === 'space' ? kind : 'key', text }) as const,
    );
    return { spans: [...shown, punctuation(':'), space], notes, end };
  }

  function brokenLine(index: number): CodeLine {
    const start = lines.starts[index]!;
    const key = lines.brokenAt > start ? keySpans(start).spans : [];
    const rest = bytes.subarray(lines.brokenAt);
    const spans: CodeSpan[] = [...key, ...hexSpans(rest, 'invalid')];
    return { depth: lines.depths[index]!, spans, opens: null, closes: null, notes: [] };
  }

  function closeLine(index: number): CodeLine {
    const opener = lines.partners[index]!;
    const isObject = line(opener).opens?.kind === 'object';
    const spans = [punctuation(isObject ? '}' : ']'), ...commaOf(index)];
    return { depth: lines.depths[index]!, spans, opens: null, closes: opener, notes: [] };
  }

  const commaOf = (index: number): CodeSpan[] => (lines.hasComma(index) ? [punctuation(',')] : []);

  function line(index: number): CodeLine {
    if (index === lines.faultLine) return brokenLine(index);
    const form = lines.formOf(index);
    if (form === 'close') return closeLine(index);
    const start = lines.starts[index]!;
    const key = form === 'entry' ? keySpans(start) : null;
    const value = pieceAt(key?.end ?? start);
    const lead = form === 'key' || form === 'value' ? [quiet(form), space] : (key?.spans ?? []);
    return {
      depth: lines.depths[index]!,
      spans: [...lead, ...value.spans, ...commaOf(index)],
      opens: container(value.opens, index),
      closes: null,
      notes: [
        ...(key?.notes ?? []),
        ...value.notes,
        ...(lines.duplicates.has(index) ? ['duplicate key'] : []),
      ],
    };
  }

  function container(opening: Opening | null, index: number): Container | null {
    if (opening === null || opening.isEmpty) return null;
    const close = lines.partners[index]!;
    return {
      kind: opening.kind,
      children: opening.count ?? lines.countedIn(index),
      closeLine: close < 0 ? null : close,
    };
  }

  function value(index: number): string | null {
    if (index === lines.faultLine) return null;
    const start = lines.starts[index]!;
    const own = lines.formOf(index) === 'entry' ? keySpans(start).end : start;
    return lineText(pieceAt(own));
  }

  /** The paths to a value in the languages for JSON, if every key on the path is a string. */
  function paths(index: number): LinePath[] {
    if (index === lines.faultLine || format.isSequence) return [];
    const path: (string | number)[] = [];
    for (const { line: at, before } of wayTo(lines, index).slice(1)) {
      const step = lines.formOf(at) === 'item' ? before : stringKey(at);
      if (step === null) return [];
      path.push(step);
    }
    return written(path);
  }

  function stringKey(at: number): string | null {
    const [key] = lines.formOf(at) === 'entry' ? keySpans(lines.starts[at]!).spans : [];
    return key?.text.startsWith('"') ? (JSON.parse(key.text) as string) : null;
  }

  return byteRows(lines, { line, value, paths });
}

function written(path: JsonPath): LinePath[] {
  return [
    { name: 'JSONPath', text: printJsonPath(path) },
    { name: 'jq', text: printJqPath(path) },
  ];
}
