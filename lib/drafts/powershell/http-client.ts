import { toBytes } from '#lib/http/byte-string.ts';
import type { Header } from '#lib/model/capture.ts';
import type { Draft } from '../draft.ts';
import { mostDrafts } from '../limits.ts';
import { draftOf } from '../request/draft-of.ts';
import { utf8 } from '../request/utf8.ts';
import { ExpressionReader } from './expressions.ts';
import { addressOf, KnownValues } from './known-values.ts';
import type { Script } from './script.ts';
import type { Tokens } from './token-cursor.ts';
import { asText, keyOf, unknown, type Value } from './values.ts';

/** A request that a script puts together for HttpClient. Byte strings. */
type Message = {
  readonly known: KnownValues;
  readonly method: string;
  readonly url: string | null;
  version: string;
  readonly headers: Header[];
  body: string;
};

/** Reads the requests of HttpClient in a script, as copies of ours have them: an HttpRequestMessage in a variable, which is sent. */
export class HttpClientReader {
  readonly #script: Script;
  /** The messages that are not sent yet, by their variables. */
  readonly #messages = new Map<string, Message>();
  /** The variable of the message that was made last; empty if there is none. */
  #last = '';
  /** Whether a client adds headers to what it sends. */
  #hasDefaultHeaders = false;

  constructor(script: Script) {
    this.#script = script;
  }

  /** The drafts of the requests that a statement completes, most often none; null if it has nothing to do with requests. */
  read(tokens: Tokens, skeleton: string): Draft[] | null {
    if (/HttpRequestMessage\]::new\(/i.test(skeleton)) return this.#start(tokens);
    if (/^(?:\[void\])?\$(?:\w+:)?\w+\.DefaultRequestHeaders\./i.test(skeleton)) {
      this.#hasDefaultHeaders = true;
      return [];
    }
    if (/\.SendAsync\(/i.test(skeleton)) return this.#send(tokens);
    const [, name = '', path = ''] = /^(?:\[void\])?(\$(?:\w+:)?\w+)\.([\w.]+)/i.exec(skeleton) ?? [];
    const message = this.#messages.get(keyOf(name));
    if (message === undefined) return null;
    this.#change(message, `${name}.${path}`, tokens);
    return [];
  }

  /** The drafts of the messages that the script does not send. */
  unsent(): Draft[] {
    return [...this.#messages.values()].slice(0, mostDrafts + 1).map((message) => this.#draftOf(message));
  }

  #start(tokens: Tokens): Draft[] {
    const reader = new ExpressionReader(tokens, 0, this.#script.variables);
    reader.takeTypes();
    const { text = '' } = reader.next() ?? {};
    const name = reader.isMark('=') ? keyOf(text) : '';
    const message = newMessage(tokens, this.#script);
    if (name === '') return [this.#draftOf(message)];
    const before = this.#take(name);
    this.#script.forgetTargets(tokens);
    this.#last = name;
    this.#messages.set(name, message);
    return before;
  }

  /** Takes the message that the arguments name, or else the last. */
  #send(tokens: Tokens): Draft[] {
    const at = tokens.findIndex(({ text }) => /\.SendAsync$/i.test(text));
    const argument = tokens[at + 2]?.text ?? '';
    this.#script.forgetTargets(tokens);
    return this.#take(this.#messages.has(keyOf(argument)) ? keyOf(argument) : this.#last);
  }

  #take(name: string): Draft[] {
    const message = this.#messages.get(name);
    this.#messages.delete(name);
    return message === undefined ? [] : [this.#draftOf(message)];
  }

  /** Runs a statement that changes a message, such as `$name.Version = …`, or calls a method of it. */
  #change(message: Message, path: string, tokens: Tokens): void {
    const { known } = message;
    const at = tokens.findIndex(({ kind, text }) => kind === 'word' && text.startsWith('$'));
    const reader = new ExpressionReader(tokens, at + 1, this.#script.variables);
    if (/(?:\.TryAddWithoutValidation|Headers\.Add)$/i.test(path)) addHeader(message, reader.callArguments());
    else if (/^[^.]+\.Content$/i.test(path) && reader.take('='))
      message.body = known.bytes(reader.pipeline(), 'the body');
    else if (/^[^.]+\.Version$/i.test(path) && reader.take('='))
      message.version = known.text(reader.pipeline(), 'the version of HTTP') ?? '1.1';
    else if (!/\.Dispose$/i.test(path)) known.leftOut(path);
  }

  #draftOf({ known, method, url, version, headers, body }: Message): Draft {
    const ignored = {
      code: 'option-ignored',
      message: 'The headers in DefaultRequestHeaders are not supported and are left out.',
    } as const;
    return draftOf({
      name: null,
      method,
      address: addressOf(url, ''),
      httpVersion: version,
      headers,
      body: toBytes(body),
      notes: [...(this.#hasDefaultHeaders ? [ignored] : []), ...known.notes],
    });
  }
}

function newMessage(tokens: Tokens, script: Script): Message {
  const at = tokens.findIndex(({ text }) => /^HttpRequestMessage$|\.HttpRequestMessage$/i.test(text));
  const bracket = tokens.findIndex(({ kind, text }, index) => index > at && kind === 'mark' && text === '(');
  const values = new ExpressionReader(tokens, bracket, script.variables).callArguments();
  const [method = unknown, url = unknown] = values ?? [];
  const known = new KnownValues();
  return {
    known,
    method: utf8(known.text(method, 'the method') ?? 'GET'),
    url: known.text(url, 'the URL'),
    version: '1.1',
    headers: [],
    body: '',
  };
}

/** Adds a header line. A name with something unknown in it is not known. */
function addHeader({ known, headers }: Message, values: readonly Value[] | null): void {
  const [name = unknown, value = unknown] = values ?? [];
  const text = asText(name);
  if (text === null || text.unknown.length > 0) {
    known.leftOut('a header');
    return;
  }
  const line = known.text(value, `the header ${JSON.stringify(text.text.slice(0, 80))}`);
  if (line !== null) headers.push([utf8(text.text), utf8(line)]);
}
