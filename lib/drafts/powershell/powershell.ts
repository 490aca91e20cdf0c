import type { Draft, DraftFormat } from '../draft.ts';
import { mostDrafts } from '../limits.ts';
import { powershellTokens } from '../shell/powershell-tokens.ts';
import { withoutPrompts } from '../shell/prompts.ts';
import { draftsOfCmdlets } from './cmdlet.ts';
import { HttpClientReader } from './http-client.ts';
import { Script } from './script.ts';
import { skeletonOf, statementsOf } from './statements.ts';
import type { Tokens } from './token-cursor.ts';

/** A command, or the beginning of a statement for one. */
const commandLine =
  /(?:^|[\n=;(|{&])[\t ]*(?:Invoke-WebRequest|Invoke-RestMethod|iwr|irm)[\t ]|HttpRequestMessage\]::new\(/i;

/** The statements that are read after prompts: those with a command, and those that set variables or change what they have. */
const statementsAfterPrompts = String.raw`(?:(?:[Ii]nvoke-[Ww]eb[Rr]equest|[Ii]nvoke-[Rr]est[Mm]ethod|iwr|irm)[\t ]|\$\w|\[)`;

/**
 * Requests in PowerShell: `Invoke-WebRequest` and `Invoke-RestMethod` as DevTools copy them and people write them, and the `HttpClient` that
 * our own copies use. Source: about_Invoke-WebRequest; `NetworkLogView` of Chromium's DevTools.
 */
export const powershell: DraftFormat = {
  id: 'powershell',
  title: 'a PowerShell command',
  matches: ({ text, json }) =>
    json === undefined &&
    commandLine.test(withoutPrompts(text, statementsAfterPrompts)) &&
    !/(?:^|\n)[\t ]{0,100}curl(?:\.exe)?[\t ]/.test(text),
  read({ text: pasted }) {
    const text = withoutPrompts(pasted, statementsAfterPrompts);
    const drafts: Draft[] = [];
    const script = new Script();
    const client = new HttpClientReader(script);
    let last: Tokens = [];
    for (const tokens of statementsOf(powershellTokens(text))) {
      if (drafts.length > mostDrafts) break;
      const skeleton = skeletonOf(tokens);
      if (skeleton === '{') script.open(last);
      else if (skeleton === '}') script.close();
      else {
        const found = draftsOfCmdlets(tokens, script, text);
        const sent = found.length > 0 ? found : client.read(tokens, skeleton);
        if (sent === null) script.run(tokens);
        else for (const draft of sent) drafts.push(draft);
      }
      last = tokens;
    }
    return { drafts: [...drafts, ...client.unsent()], notes: [] };
  },
};
