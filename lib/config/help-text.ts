import { settings } from './settings.ts';

const intro = `Usage: npm start                 start the server
       npm start -- --help       show this text
       npm start -- --version    show the version

Settings are environment variables. A file .env in the project's folder may set them too, one NAME=value
per line; variables of the environment take precedence. All are optional.
`;

/** The text of `--help`: every setting with its default, from the same list as the table in README.md. */
export function helpText(): string {
  const entries = Object.entries(settings).map(([name, { fallback, help }]) => {
    const head = fallback === null ? name : `${name} (default: ${fallback})`;
    return `  ${head}\n${wrapped(help.replaceAll('`', ''), 100)}`;
  });
  return `${intro}\n${entries.join('\n\n')}\n`;
}

/** A text in lines of up to `width` characters, indented by six. */
function wrapped(text: string, width: number): string {
  const lines = [''];
  for (const word of text.split(' ')) {
    const last = lines.at(-1)!;
    if (last !== '' && last.length + word.length + 1 > width - 6) lines.push(word);
    else lines[lines.length - 1] = last === '' ? word : `${last} ${word}`;
  }
  return lines.map((line) => `      ${line}`).join('\n');
}
