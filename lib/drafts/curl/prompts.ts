/** The commands that are read: curl, and those that write its input or prepare for it. */
const command = String.raw`(?:curl(?:\.exe)?|echo|printf|cat|base64|export|set|cd)[\t \\^${'`'}\r\n]`;

/** `$`, `%`, `>` and `#`, `PS>`, those of cmd.exe and PowerShell with a folder, and `user@host:folder$`. */
const prompt = String.raw`(?:[$%>#] |PS> ?|(?:PS )?[A-Za-z]:\\[^\n"'<>|]{0,260}> ?|\[?[\w.-]{1,60}@[^\n"'|;&]{1,100}[$#%] )`;

const firstCommand = new RegExp(String.raw`^[\t ]{0,100}(${prompt})?${command}`, 'm');
const commandAlone = new RegExp(String.raw`^[\t ]{0,100}${command}`, 'm');
const prompts = new RegExp(String.raw`^[\t ]{0,100}${prompt}(?=${command})`, 'gm');

/**
 * A text with spaces for the prompts of shells before its commands, as documentation and terminals have them. Offsets stay. A body may have
 * lines that look alike, so nothing is changed if the first command has no prompt. `#` is a comment if any command has none.
 */
export function withoutPrompts(text: string): string {
  const [, first] = firstCommand.exec(text) ?? [];
  if (first === undefined || (first === '# ' && commandAlone.test(text))) return text;
  return text.replace(prompts, (found) => ' '.repeat(found.length));
}
