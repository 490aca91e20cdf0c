/** `$`, `%`, `>` and `#`, `PS>`, those of cmd.exe and PowerShell with a folder, and `user@host:folder$`. */
const prompt = String.raw`(?:[$%>#] |PS> ?|(?:PS )?[A-Za-z]:\\[^\n"'<>|]{0,260}> ?|\[?[\w.-]{1,60}@[^\n"'|;&]{1,100}[$#%] )`;

/**
 * A text with spaces for the prompts of shells before its commands, as documentation and terminals have them. Offsets stay. A body may have
 * lines that look alike, so nothing is changed if the first command has no prompt. `#` is a comment unless the first command has it, and
 * none is without a prompt. `commands` is the source of a regular expression for the beginnings of commands.
 */
export function withoutPrompts(text: string, commands: string): string {
  const firstCommand = new RegExp(String.raw`^[\t ]{0,100}(${prompt})?${commands}`, 'm');
  const [, first] = firstCommand.exec(text) ?? [];
  if (first === undefined) return text;
  const isRoot = first === '# ';
  if (isRoot && new RegExp(String.raw`^[\t ]{0,100}${commands}`, 'm').test(text)) return text;
  const prompts = new RegExp(String.raw`^[\t ]{0,100}${prompt}(?=${commands})`, 'gm');
  return text.replace(prompts, (found) =>
    found.trim() === '#' && !isRoot ? found : ' '.repeat(found.length),
  );
}
