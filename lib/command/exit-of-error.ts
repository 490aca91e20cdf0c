import { WirebinError } from '#lib/client/wirebin-error.ts';
import { failureCode } from '#lib/model/errors.ts';
import { CommandError, type ExitCode, exitCodes } from './exit-codes.ts';

/** How the command ends after an error: the exit code, and what is written to standard error. */
export type Ending = { readonly exitCode: ExitCode; readonly message: string; readonly hint: string | null };

export function endingOf(error: unknown): Ending {
  if (error instanceof CommandError) return error;
  if (error instanceof WirebinError) {
    const { message, hint } = error;
    return { exitCode: exitCodeOf(error), message, hint };
  }
  if (failureCode(error) !== null) {
    const { message, hint = null } = error as Error & { hint?: string };
    return { exitCode: exitCodes.usage, message, hint };
  }
  const { code, message } = error as NodeJS.ErrnoException;
  // A file that cannot be read or written.
  if (typeof code === 'string' && /^E[A-Z]+$/.test(code))
    return { exitCode: exitCodes.usage, message, hint: null };
  return { exitCode: exitCodes.no, message: String((error as Error)?.stack ?? error), hint: null };
}

function exitCodeOf({ status, code }: WirebinError): ExitCode {
  if (status === 401 || status === 403) return exitCodes.access;
  if (code === 'wait-timed-out' || status === 404 || status === 410 || status === 409) return exitCodes.no;
  if (code === 'unreachable' || code === 'unexpected' || status >= 500 || status === 429)
    return exitCodes.server;
  return exitCodes.usage;
}
