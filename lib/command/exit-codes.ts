/** The exit codes of the command, as its help and the README list them. */
export const exitCodes = {
  ok: 0,
  /** Not found, not received in time, not valid, or different. */
  no: 1,
  /** A wrong call: an unknown option, an invalid filter, a file that is none. */
  usage: 2,
  /** The server could not be reached, or failed. */
  server: 3,
  /** The key is missing, unknown, or does not permit the action. */
  access: 4,
  /** Stopped with Ctrl+C. */
  interrupted: 130,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** What the exit codes mean, for `wirebin --help`. */
export const exitCodeWords: readonly (readonly [ExitCode, string])[] = [
  [exitCodes.ok, 'done'],
  [exitCodes.no, 'not found, not received in time, not valid, or different'],
  [exitCodes.usage, 'wrong call'],
  [exitCodes.server, 'the server could not be reached, or failed'],
  [exitCodes.access, 'the key is missing or does not permit this'],
  [exitCodes.interrupted, 'stopped with Ctrl+C'],
];

/** Ends the command with a message on standard error. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
  readonly exitCode: ExitCode;
  /** What to do about it; null when the message says it. */
  readonly hint: string | null;

  constructor(exitCode: ExitCode, message: string, hint: string | null = null) {
    super(message);
    this.exitCode = exitCode;
    this.hint = hint;
  }
}

/** A wrong call. */
export function wrongCall(message: string, hint: string | null = null): never {
  throw new CommandError(exitCodes.usage, message, hint);
}
