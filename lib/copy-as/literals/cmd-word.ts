/**
 * Writing printable ASCII as one argument of a command in cmd.exe. Two programs read it: cmd.exe, for which a caret makes
 * the next character plain, and the program's own start-up code, which splits at spaces outside `"` and takes `\"` for a
 * quote. The quotes themselves get a caret, so that cmd.exe is never "between quotes", where carets mean themselves.
 */

/** No caret helps against `%NAME%`, nor against `!NAME!` where delayed expansion is on; what is not ASCII depends on code pages. */
export function fitsCmdWord(text: string): boolean {
  return /^[ -~]*$/.test(text) && !/[%!]/.test(text);
}

/** Callers see to it that the text `fitsCmdWord`. */
export function cmdWord(text: string): string {
  const quoted = `"${text.replace(/(\\*)("|$)/g, (_, slashes: string, quote: string) => slashes + slashes + (quote && '\\"'))}"`;
  return quoted.replace(/["&|<>()^]/g, '^$&');
}
