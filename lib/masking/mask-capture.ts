import { jsonTree } from '#lib/body/json/value-positions.ts';
import { readMultipart } from '#lib/body/multipart/multipart.ts';
import type { MultipartPart } from '#lib/body/multipart/part.ts';
import { allRows } from '#lib/body/rows.ts';
import { fromBytes, readable } from '#lib/http/byte-string.ts';
import { first } from '#lib/http/header-lookup.ts';
import { type MediaType, parseMediaType } from '#lib/http/media-type.ts';
import type { Capture, CaptureFacts, Client, ProviderFacts } from '#lib/model/capture.ts';
import type { HiddenBodyReason, Masked, Redaction } from '#lib/model/masking.ts';
import { recognise } from '#lib/providers/index.ts';
import { type MaskRules, maskRules } from './mask-rules.ts';
import { headSecrets, isSearchable, replaceSecrets, shiftSpans } from './mask-secrets.ts';
import { maskRemarks } from './mask-words.ts';
import { replaceSpans } from './replace-spans.ts';
import type { Search } from './search.ts';
import { SecretList } from './secret-list.ts';
import { formSecrets, isSecretField, looksLikeForm, looksLikeJson, secretSpans } from './secret-spans.ts';
import type { Span } from './span.ts';

/** A decoded body, or the reason why it is hidden. */
export type Content =
  | { readonly body: Uint8Array; readonly undone: readonly string[] }
  | { readonly withheld: HiddenBodyReason };

/** A capture as shown through a link that masks secrets. It has no digest, which would have to be of `body` as shown. */
export type MaskedCapture = Omit<Capture, 'sha256'> & {
  readonly masked: Masked;
  readonly remarks: readonly string[];
};

/**
 * A capture with masked secrets: those that `maskSecrets` finds, and the values that the rules name. Where `maskSecrets` is best
 * effort, this must be reliable: an unstructured body is hidden, unless the owner chose to show such bodies. Every property is
 * listed here, so that a new one is not shown by accident.
 */
export function maskCapture(facts: CaptureFacts, content: Content, redaction: Redaction): MaskedCapture {
  const rules = maskRules(redaction);
  const list = new SecretList(rules);
  const source = decodedSource(facts, content);
  const withheld = 'withheld' in content ? content.withheld : hiddenBodyReason(source, facts, redaction);
  const searchBody = withheld ? null : bodySearch(redaction);
  const { count, ...shown } = replaceSecrets(source, list, searchBody);
  const aside = (text: string) => replaceSpans(text, secretSpans(text, list.search(list.known()))).text;
  const undone = 'undone' in content && !withheld ? [...content.undone] : [];
  const bodyChanged = withheld !== null || undone.length > 0 || !isSame(shown.body, source.body);
  const kept: Masked = { values: count, withheld, bodyChanged, undone };
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
    signature: facts.signature,
    schema: facts.schema,
    // They name properties of the body, of which some may be masked, and say what their values are not.
    schemaViolations: [],
    bodyStored: shown.body.length,
    aborted: facts.aborted,
    note: facts.note && readable(aside(fromBytes(new TextEncoder().encode(facts.note)))),
    pinned: facts.pinned,
    // Neither the response, nor its length, nor errors of rules and templates: they may repeat what was sent.
    answered: facts.answered && {
      status: facts.answered.status,
      micros: facts.answered.micros,
      complete: facts.answered.complete,
      fault: facts.answered.fault,
      faultChosen: facts.answered.faultChosen,
      delayMs: facts.answered.delayMs,
      waitSkippedBy: facts.answered.waitSkippedBy,
    },
    masked: kept,
    remarks: maskRemarks(kept),
  };
}

function isSame(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((byte, index) => byte === other[index]);
}

function decodedSource(facts: CaptureFacts, content: Content) {
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

/** Why a body is hidden; null when its values can be masked one by one, or the owner chose to show it anyway. */
function hiddenBodyReason(
  source: Body,
  { malformed }: CaptureFacts,
  { unreadable }: Redaction,
): HiddenBodyReason | null {
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
    const inside = () => shiftSpans(secretSpans(content, search), row.offset);
    if (row.kind !== 'part') return showsAll ? inside() : content.trim() === '' ? [] : whole;
    const head = shiftSpans(headSecrets(text.slice(row.headOffset, row.offset), search), row.headOffset);
    if (isSecretField(row.name?.text ?? '', search)) {
      search.found(content);
      return [...head, ...whole];
    }
    return [...head, ...(showsAll || isReadable(row, content) ? inside() : whole)];
  });
}

/** Whether the values of a part can be masked one by one: a form field is one value; a file must be JSON. */
function isReadable(part: MultipartPart, content: string): boolean {
  if (part.notes.length > 0 || /[\0-\x08\x0e-\x1f]/.test(content)) return false;
  if (looksLikeJson(content)) return jsonTree(content) !== null;
  return part.filename === null && /^text\/plain\b|^$/.test(part.mediaType?.essence ?? '');
}

/** Event and delivery ID read from the masked request, since its headers and body may be masked. */
function asShown({ id }: ProviderFacts, request: Parameters<typeof recognise>[0]): ProviderFacts {
  const { event = null, deliveryId = null } = recognise(request) ?? {};
  return { id, event, deliveryId };
}

/** The client, masked where it comes from a masked header. */
function maskedClient(
  client: Client | null,
  rules: MaskRules,
  aside: (text: string) => string,
): Client | null {
  const sources = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto'];
  if (!client || sources.some((name) => rules.header(name))) return null;
  return { ...client, host: client.host && aside(client.host).replace(/^.*@/, '[redacted]@') };
}
