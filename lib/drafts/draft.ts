import type { HostChoice } from '#lib/outgoing/host.ts';
import type { OutgoingRequest } from '#lib/outgoing/outgoing-request.ts';
import type { Pasted } from './pasted.ts';

/**
 * Drafts: requests read from a text that a person pasted, ready to be edited and sent. The opposite of `copy-as`: each format is a
 * pure function in a file of its own, listed in `index.ts`.
 */

/**
 * A request to send. Strings are byte strings. `headers` has no Host that follows from the destination, and no Content-Length that is true,
 * except for an empty body or beside chunked coding.
 */
export type DraftRequest = OutgoingRequest & {
  readonly httpVersion: '1.0' | '1.1';
  readonly body: Uint8Array;
};

/** Settings that the text implies. Those that it does not mention are left out. */
export type DraftOptions = {
  readonly verifyCertificate?: false;
  readonly followRedirects?: boolean;
  /** `original` if the text gives a Host of its own, or none on purpose. */
  readonly host?: HostChoice;
  readonly timeoutMs?: number;
};

export type Draft = {
  /** A title for lists: the name in the text, or method and path. */
  readonly name: string;
  /** The origin to send to, such as `https://api.example:8443`; null if the text does not give one that can be used. */
  readonly destination: string | null;
  readonly request: DraftRequest;
  readonly options: DraftOptions;
  /** What could not be taken over. */
  readonly notes: readonly DraftNote[];
};

export type DraftNoteCode =
  | 'auth-unsupported'
  | 'body-unreadable'
  | 'command-skipped'
  | 'destination-invalid'
  | 'destination-missing'
  | 'drafts-omitted'
  | 'entry-unreadable'
  | 'file-needed'
  | 'header-unsendable'
  | 'http-version'
  | 'length-differs'
  | 'option-ignored'
  | 'option-unknown'
  | 'script-skipped'
  | 'url-pattern'
  | 'variable-unknown';

/** What could not be taken over from the text: a code, and a sentence that says what to do about it. */
export type DraftNote = { readonly code: DraftNoteCode; readonly message: string };

/** What a format reads from a text. `notes` concern the text as a whole. */
export type DraftReading = { readonly drafts: readonly Draft[]; readonly notes: readonly DraftNote[] };

export type DraftFormatId = 'curl' | 'har' | 'http-file' | 'postman' | 'powershell' | 'raw-message';

export type DraftFormat = {
  readonly id: DraftFormatId;
  /** Its name for people. */
  readonly title: string;
  /** Whether a text seems to be in this format. Formats are asked in the order of the list. */
  matches(pasted: Pasted): boolean;
  /** The requests in a text. Fails with `draft-unreadable`, or with `draft-too-long`. */
  read(pasted: Pasted): DraftReading;
};
