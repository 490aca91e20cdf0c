import { readable } from '#lib/http/byte-string.ts';
import { first } from '#lib/http/header-lookup.ts';
import type { Header } from '#lib/model/capture.ts';
import type { DraftNote } from '../draft.ts';
import { enabledIn, type JsonObject, listOf, objectOr, textOf } from '../json-access.ts';
import { percentEncoded } from '../request/address.ts';
import { baseName } from '../request/base-name.ts';
import { graphqlBody } from '../request/graphql-body.ts';
import { type FormPart, multipartForm } from '../request/multipart-form.ts';
import { utf8 } from '../request/utf8.ts';

type Body = {
  /** A byte string. */
  readonly content: string;
  /** The headers with the Content-Type that Postman adds. */
  readonly headers: readonly Header[];
};

const typesOfLanguages = new Map(
  Object.entries({
    json: 'application/json',
    xml: 'application/xml',
    html: 'text/html',
    javascript: 'application/javascript',
  }),
);

/** The body of a request in each of its modes (`body` of the schema). */
export function postmanBody(
  body: JsonObject | null,
  headers: readonly Header[],
  fill: (text: unknown) => string,
  notes: DraftNote[],
): Body {
  const typed = (content: string, type: string | null): Body => ({
    content,
    headers:
      type === null || first(headers, 'Content-Type') !== null
        ? headers
        : [...headers, ['Content-Type', type]],
  });
  if (body === null || body.disabled === true) return typed('', null);
  switch (body.mode) {
    case 'raw':
      return typed(fill(body.raw), textOf(body.raw) === '' ? null : rawType(body.options));
    case 'urlencoded': {
      const form = urlEncodedForm(body.urlencoded, fill);
      return typed(form, form === '' ? null : 'application/x-www-form-urlencoded');
    }
    case 'formdata':
      return formData(body.formdata, headers, fill, notes);
    case 'graphql': {
      const { query, variables } = objectOr(body.graphql) ?? {};
      const written = typeof variables === 'string' ? fill(variables) : '';
      return typed(utf8(graphqlBody(readable(fill(query)), readable(written))), 'application/json');
    }
    case 'file': {
      const file = objectOr(body.file);
      const content = textOf(file?.content);
      const name = textOf(file?.src ?? body.file);
      if (content === '') notes.push(fileNeeded(name, 'The body comes'));
      return typed(fill(content), null);
    }
    default:
      return typed('', null);
  }
}

function rawType(options: unknown): string {
  const { language } = objectOr(objectOr(options)?.raw) ?? {};
  return typesOfLanguages.get(textOf(language)) ?? 'text/plain';
}

/** As Postman writes a form: everything but unreserved characters as `%XX`. */
function urlEncodedForm(form: unknown, fill: (text: unknown) => string): string {
  if (typeof form === 'string') return fill(form);
  const encoded = (text: unknown) => percentEncoded(fill(text), /[^\w.~!*'()-]/g);
  return enabledIn(form)
    .map(({ key, value }) => `${encoded(key)}=${encoded(value)}`)
    .join('&');
}

function formData(
  fields: unknown,
  headers: readonly Header[],
  fill: (text: unknown) => string,
  notes: DraftNote[],
): Body {
  const parts = enabledIn(fields).flatMap((field): FormPart[] => {
    const name = fill(field.key);
    const contentType = textOf(field.contentType) === '' ? null : fill(field.contentType);
    if (field.type !== 'file') return [{ name, content: fill(field.value), fileName: null, contentType }];
    const sources = Array.isArray(field.src) ? listOf(field.src).map(textOf) : [textOf(field.src)];
    return sources.map((source) => {
      notes.push(fileNeeded(source, `The field ${JSON.stringify(readable(name).slice(0, 80))} comes`));
      const fileName = fill(baseName(source));
      return { name, content: '', fileName, contentType: contentType ?? 'application/octet-stream' };
    });
  });
  if (parts.length === 0) return { content: '', headers };
  const form = multipartForm(parts, headers);
  return { content: form.body, headers: form.headers };
}

function fileNeeded(name: string, what: string): DraftNote {
  const source =
    name === ''
      ? 'a file that the collection does not name'
      : `the file ${JSON.stringify(name.slice(0, 200))}`;
  return { code: 'file-needed', message: `${what} from ${source}. Add its content.` };
}
