import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { captureBase } from '#components/inspector/send/base.ts';
import {
  type Base,
  bodyBytes,
  bodyInForm,
  bodyInUsualForm,
  type DraftEvent,
  draftOf,
  editable,
  reduceDraft,
  sentHeaders,
} from '#components/inspector/send/draft.ts';
import { editOf, editsOf, isEdited, removedRows } from '#components/inspector/send/edits.ts';
import type { Header } from '#lib/model/capture.ts';

const base: Base = {
  method: 'POST',
  target: { path: '/orders?id=1', addedQuery: '' },
  httpVersion: '1.1',
  headers: [
    ['Content-Type', 'application/json'],
    ['X-A', '1'],
    ['x-a', '2'],
  ],
  trailers: [],
  body: new TextEncoder().encode('{"a":1}'),
  bodySize: 7,
  signatureHeaders: [],
};

const edited = (...events: DraftEvent[]) => events.reduce(reduceDraft, draftOf(base));
const names = (events: DraftEvent[]) =>
  sentHeaders(edited(...events)).map(([name, value]) => `${name}:${value}`);

describe('the headers of a draft', () => {
  test('are edited, moved, duplicated, switched off and removed', () => {
    expect(names([{ type: 'header-moved', id: 2, by: -2 }])).toEqual([
      'x-a:2',
      'Content-Type:application/json',
      'X-A:1',
    ]);
    expect(names([{ type: 'header-moved', id: 0, by: -1 }])[0]).toBe('Content-Type:application/json');
    expect(names([{ type: 'header-doubled', id: 1 }])).toEqual([
      'Content-Type:application/json',
      'X-A:1',
      'X-A:1',
      'x-a:2',
    ]);
    expect(
      names([
        { type: 'header-switched', id: 1 },
        { type: 'header-removed', id: 2 },
      ]),
    ).toEqual(['Content-Type:application/json']);
    expect(names([{ type: 'header-added' }])).toHaveLength(3);
    expect(
      names([
        { type: 'header-added' },
        { type: 'header-name', id: 3, text: 'X-B' },
        { type: 'header-value', id: 3, text: 'grün' },
      ]).at(-1),
    ).toBe('X-B:grÃ¼n');
  });

  test('say what was edited, and no longer when it is as it was', () => {
    const changed = edited({ type: 'header-value', id: 1, text: '9' }, { type: 'header-switched', id: 2 });
    expect(changed.rows.map((row) => editOf(changed, row))).toEqual([null, 'changed', 'off']);
    expect(removedRows(edited({ type: 'header-removed', id: 1 }))).toBe(1);
    expect(editsOf(edited({ type: 'header-moved', id: 2, by: -1 })).headers).toBe(true);
    expect(
      isEdited(
        editsOf(
          edited({ type: 'header-value', id: 1, text: '9' }, { type: 'header-value', id: 1, text: '1' }),
        ),
      ),
    ).toBe(false);
    expect(isEdited(editsOf(edited({ type: 'method', text: 'PUT' }, { type: 'undone' })))).toBe(false);
    expect(editsOf(edited({ type: 'target', text: '/other' }))).toEqual({
      method: false,
      target: true,
      headers: false,
      body: false,
    });
  });

  test('of a signature are left out until the request is signed', () => {
    const signed = draftOf({ ...base, headers: [...base.headers, ['X-Sign', '']], signatureHeaders: [3] });
    expect(sentHeaders(signed).map(([name]) => name)).not.toContain('X-Sign');
    const typed = reduceDraft(signed, { type: 'header-value', id: 3, text: 'mine' });
    expect(sentHeaders(typed).at(-1)).toEqual(['X-Sign', 'mine']);
  });

  test('of HTTP/2 are those of HTTP/1.1', () => {
    const headers: Header[] = [
      [':method', 'GET'],
      [':authority', 'bin.example'],
      ['cookie', 'a=1'],
      ['cookie', 'b=2'],
    ];
    const capture = {
      method: 'GET',
      path: '/',
      httpVersion: '2.0',
      headers,
      trailers: [],
      body: { stored: 0 },
    };
    expect(captureBase(capture as never, null).headers).toEqual([
      ['Host', 'bin.example'],
      ['cookie', 'a=1; b=2'],
    ]);
  });

  test('keep unique IDs, whatever is done to them', () => {
    const id = fc.integer({ min: 0, max: 12 });
    const event: fc.Arbitrary<DraftEvent> = fc.oneof(
      fc.record({ type: fc.constantFrom('header-switched', 'header-doubled', 'header-removed'), id }),
      fc.record({ type: fc.constant('header-moved'), id, by: fc.integer({ min: -5, max: 5 }) }),
      fc.record({ type: fc.constantFrom('header-name', 'header-value'), id, text: fc.string() }),
      fc.constant({ type: 'header-added' }),
      fc.constant({ type: 'undone' }),
    ) as fc.Arbitrary<DraftEvent>;
    fc.assert(
      fc.property(fc.array(event, { maxLength: 30 }), (events) => {
        const ids = edited(...events).rows.map((row) => row.id);
        expect(new Set(ids).size).toBe(ids.length);
      }),
    );
  });
});

describe('the body of a draft', () => {
  const bytesOf = (body: ReturnType<typeof bodyInForm>) => bodyBytes({ base, body: body! });

  test('is the same in every form that it can be edited in', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.uint8Array({ maxLength: 100 }),
          fc.string().map((text) => new TextEncoder().encode(text)),
        ),
        (bytes) => {
          const written = new Uint8Array(bytes);
          for (const form of ['text', 'hex', 'base64'] as const) {
            const body = bodyInForm(written, form);
            if (body) expect(bytesOf(body)).toEqual(written);
          }
          expect(bytesOf(bodyInUsualForm(written))).toEqual(written);
        },
      ),
    );
  });

  test.each([
    ['a\nb', 'text'],
    ['a\r\nb\r\n', 'text'],
    ['a\r\nb\n', 'hex'],
    ['a\rb', 'hex'],
    ['\0', 'hex'],
  ])('%j is edited as %s, so that a text field changes nothing', (text, form) => {
    const bytes = new TextEncoder().encode(text);
    const body = bodyInUsualForm(bytes);
    expect(body.is).toBe(form);
    // What a text field makes of line breaks.
    const kept = body.is === 'text' ? { ...body, text: body.text.replaceAll(/\r\n?/g, '\n') } : body;
    expect(bytesOf(kept)).toEqual(bytes);
  });

  test('is encoded once for each change', () => {
    const draft = edited({ type: 'body', body: { is: 'text', text: 'a', lineBreak: '\n' } });
    expect(bodyBytes(reduceDraft(draft, { type: 'method', text: 'PUT' }))).toBe(bodyBytes(draft));
    expect(bodyBytes(reduceDraft(draft, { type: 'undone' }))).toBe(base.body);
  });

  test('is wrong while bytes are incomplete', () => {
    expect(bytesOf({ is: 'hex', text: '0a f' })).toBe('wrong');
    expect(bytesOf({ is: 'hex', text: 'zz' })).toBe('wrong');
    expect(bytesOf({ is: 'base64', text: 'a' })).toBe('wrong');
    expect(bytesOf({ is: 'hex', text: '0a\n FF' })).toEqual(Uint8Array.of(10, 255));
  });

  test('is edited only if its bytes differ', () => {
    const text = { is: 'text', text: '{"a":1}', lineBreak: '\n' } as const;
    expect(editsOf(edited({ type: 'body', body: text })).body).toBe(false);
    expect(editsOf(edited({ type: 'body', body: { ...text, text: '{}' } })).body).toBe(true);
  });
});

test('what is typed is what is shown, in any script', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      const [row] = reduceDraft(draftOf(base), { type: 'header-value', id: 0, text }).rows;
      expect(editable(row!.value)).toBe(text);
    }),
  );
});
