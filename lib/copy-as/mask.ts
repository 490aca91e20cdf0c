import { jsonTree } from '#lib/body/json-tree.ts';
import { readMultipart } from '#lib/body/multipart.ts';
import type { MultipartPart } from '#lib/body/multipart-part.ts';
import { allRows } from '#lib/body/rows.ts';
import { fromBytes, readable } from '#lib/http/byte-string.ts';
import { first } from '#lib/http/headers.ts';
import { type MediaType, parseMediaType } from '#lib/http/media-type.ts';
import type { Capture, CaptureFacts, Client, ProviderFacts } from '#lib/model/capture.ts';
import type { Masked, Redaction, Withheld } from '#lib/model/redaction.ts';
import { recognise } from '#lib/providers/index.ts';
import { type MaskRules, maskRules } from './mask-rules.ts';
import { maskRemarks } from './mask-words.ts';
import { isSearchable, shifted, withoutSecrets } from './redact.ts';
import { replaceSpans } from './replace-spans.ts';
import { SecretList } from './secret-list.ts';
import {
  formSecrets,
  isSecretField,
  looksLikeForm,
  looksLikeJson,
  type Search,
  secretSpans,
} from './secret-spans.ts';
import type { Span } from './secret-values.ts';

/** A body as it was before content codings, or why nobody can look into it. */
export type Content =
  | { readonly body: Uint8Array; readonly undone: readonly string[] }
  | { readonly withheld: Withheld };

/** A capture as a redacted link shows it. The digest is for whoever can compute one: of `body`, as shown. */
export type MaskedCapture = Omit<Capture, 'sha256'> & {
  readonly masked: Masked;
  readonly remarks: readonly string[];
};

/**
 * A capture without what a link keeps back: the secrets `redacted` finds, and what the rules name. Where that function does
 * its best, this one must not fail: a body in which fields cannot be told apart is withheld, unless the owner wants such
 * bodies shown. Every fact is named here, so that one added to captures is not shown before somebody thought of it.
 */
export function masked(facts: CaptureFacts, content: Content, redaction: Redaction): MaskedCapture {
  const rules = maskRules(redaction);
  const list = new SecretList(rules);
  const source = decoded(facts, content);
  const withheld = 'withheld' in content ? content.withheld : whyWithheld(source, facts, redaction);
  const searchBody = withheld ? null : bodySearch(redaction);
  const { count, ...shown } = withoutSecrets(source, list, searchBody);
  const aside = (text: string) => replaceSpans(text, secretSpans(text, list.search(list.known()))).text;
  const undone = 'undone' in content && !withheld ? [...content.undone] : [];
  const kept: Masked = { values: count, withheld, undone };
  return {
    ...shown,
    seq: facts.seq,
    method: facts.method,
    httpVersion: facts.httpVersion,
    receivedAt: facts.receivedAt,
    headersMicros: facts.headersMicros,
    uploadMicros: facts.uploadMicros,
    malformed: facts.malformed,
    peer: facts.peer,
    client: maskedClient(facts.client, rules, aside),
    scheme: facts.scheme,
    tls: facts.tls,
    via: facts.via,
    provider: facts.provider && asShown(facts.provider, { ...facts, ...shown }),
    bodyStored: shown.body.length,
    aborted: facts.aborted,
    note: facts.note && readable(aside(fromBytes(new TextEncoder().encode(facts.note)))),
    pinned: facts.pinned,
    // Not what was sent, nor why a rule or a template: replies may repeat what they were sent.
    answered: facts.answered && {
      status: facts.answered.status,
      micros: facts.answered.micros,
      complete: facts.answered.complete,
      bodySent: facts.answered.bodySent,
      fault: facts.answered.fault,
      faultChosen: facts.answered.faultChosen,
      delayMs: facts.answered.delayMs,
      waitSkippedBy: facts.answered.waitSkippedBy,
    },
    masked: kept,
    remarks: maskRemarks(kept),
  };
}

function decoded(facts: CaptureFacts, content: Content) {
  const { target, prefixLength, headers, trailers, truncated, aborted } = facts;
  const body = 'body' in content ? content.body : new Uint8Array();
  const source = {
    target,
    prefixLength,
    headers,
    trailers,
    truncated,
    aborted,
    body,
    bodySize: facts.bodySize,
  };
  if (!('undone' in content) || content.undone.length === 0) return source;
  return {
    ...source,
    bodySize: body.length,
    headers: headers
      .filter(([name]) => name.toLowerCase() !== 'content-encoding')
      .map((line) =>
        line[0].toLowerCase() === 'content-length' ? ([line[0], `${body.length}`] as const) : line,
      ),
  };
}

type Body = Pick<Capture, 'body' | 'headers' | 'truncated' | 'aborted'>;

const isMultipart = (type: MediaType | null) => type?.essence.startsWith('multipart/') ?? false;
const isForm = (type: MediaType | null) => type?.essence === 'application/x-www-form-urlencoded';
const typeOf = ({ headers }: Pick<Body, 'headers'>) => parseMediaType(first(headers, 'content-type') ?? '');

/** Null when its values can be told apart, or the owner does not mind that they cannot. */
function whyWithheld(source: Body, { malformed }: CaptureFacts, { unreadable }: Redaction): Withheld | null {
  if (unreadable === 'show' || source.body.length === 0) return null;
  if (malformed !== null) return 'no-fields';
  const type = typeOf(source);
  if (isMultipart(type)) {
    const reading = readMultipart(source.body, type);
    const rows = allRows(reading);
    return reading.notes.length > 0 || !rows.some(({ kind }) => kind === 'part') ? 'broken' : null;
  }
  if (!isSearchable(source)) return 'not-text';
  const text = fromBytes(source.body);
  if (looksLikeJson(text)) return jsonTree(text.replace(/^\xef\xbb\xbf/, '   ')) ? null : 'broken';
  return isForm(type) || looksLikeForm(text) ? null : 'no-fields';
}

function bodySearch({ unreadable }: Redaction) {
  return (text: string, source: Pick<Body, 'body' | 'headers'>, search: Search): Span[] => {
    const type = typeOf(source);
    if (isMultipart(type)) return partSecrets(text, source.body, type, search, unreadable === 'show');
    if (isForm(type) && !looksLikeJson(text)) return formSecrets(text, /&/, search);
    return secretSpans(text, search);
  };
}

function partSecrets(
  text: string,
  body: Uint8Array,
  type: MediaType | null,
  search: Search,
  showsAll: boolean,
): Span[] {
  return allRows(readMultipart(body, type)).flatMap((row) => {
    const end = row.offset + row.length;
    const content = text.slice(row.offset, end);
    const whole: Span[] = row.length > 0 ? [{ start: row.offset, end }] : [];
    const inside = () => shifted(secretSpans(content, search), row.offset);
    if (row.kind !== 'part') return showsAll ? inside() : content.trim() === '' ? [] : whole;
    const head = shifted(secretSpans(text.slice(row.headOffset, row.offset), search), row.headOffset);
    if (isSecretField(row.name?.text ?? '', search)) {
      search.found(content);
      return [...head, ...whole];
    }
    return [...head, ...(showsAll || isReadable(row, content) ? inside() : whole)];
  });
}

/** A field of a form is a value; a file has values inside, and only in JSON can they be told apart. */
function isReadable(part: MultipartPart, content: string): boolean {
  if (part.notes.length > 0 || /[\0-\x08\x0e-\x1f]/.test(content)) return false;
  if (looksLikeJson(content)) return jsonTree(content) !== null;
  return part.filename === null && /^text\/plain\b|^$/.test(part.mediaType?.essence ?? '');
}

/** What the request as shown says of its delivery: event and id are read from headers and body, which may be masked. */
function asShown({ id }: ProviderFacts, request: Parameters<typeof recognise>[0]): ProviderFacts {
  const { event = null, deliveryId = null } = recognise(request) ?? {};
  return { id, event, deliveryId };
}

/** Who sent it is concluded from headers: where one of these is kept back, so is what it says. */
function maskedClient(
  client: Client | null,
  rules: MaskRules,
  aside: (text: string) => string,
): Client | null {
  const told = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto'];
  if (!client || told.some((name) => rules.header(name))) return null;
  return { ...client, host: client.host && aside(client.host) };
}
