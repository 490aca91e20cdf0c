import type { EventReader } from '../../event-facts.ts';
import type { Fact } from '../../fact.ts';
import type { Payload } from '../../payload.ts';
import { capitalised, clause, happened, plainWords, sentence } from '../../phrases.ts';
import { actionWords } from './actions.ts';
import { eventSentences } from './events.ts';
import { subjects } from './subjects.ts';

/** The object that an event is about, where its member does not have the name of the event. */
const objects: Readonly<Record<string, string>> = {
  branch_protection_rule: 'rule',
  code_scanning_alert: 'alert',
  commit_comment: 'comment',
  dependabot_alert: 'alert',
  deploy_key: 'key',
  discussion_comment: 'comment',
  fork: 'forkee',
  gollum: 'pages.0',
  issue_comment: 'comment',
  issues: 'issue',
  page_build: 'build',
  ping: 'hook',
  pull_request_review: 'review',
  pull_request_review_comment: 'comment',
  push: 'head_commit',
  repository_vulnerability_alert: 'alert',
  secret_scanning_alert: 'alert',
};

/** Events whose object has a comment as its `body`. */
const commenting = new Set([
  'commit_comment',
  'discussion_comment',
  'issue_comment',
  'pull_request_review',
  'pull_request_review_comment',
]);

/** Gitea and Forgejo send the payloads of GitHub. */
export const github: EventReader = {
  providers: ['github', 'gitea', 'forgejo'],
  source: 'https://docs.github.com/en/webhooks/webhook-events-and-payloads',
  read({ event, request, payload }) {
    const name = request.header('X-GitHub-Event') ?? event?.split('.')[0] ?? '';
    const words = own(eventSentences, name)?.(payload) ?? usualSentence(name, payload);
    return words === null ? null : { sentence: words, facts: factsOf(name, payload) };
  },
};

/** `Issue #5 was opened in octo/hello-world by octocat`. */
function usualSentence(name: string, payload: Payload): string | null {
  const happening = actionWords(payload);
  const repository = payload.text('repository.full_name');
  const who = payload.text('sender.login');
  if (name === '' || (happening === null && repository === null && who === null)) return null;
  const subject = own(subjects, name)?.(payload) ?? capitalised(plainWords(name));
  const place =
    subject === repository ? null : clause('in', repository ?? payload.text('organization.login'));
  return sentence(subject, happening ?? happened('sent'), place, clause('by', who));
}

function factsOf(name: string, payload: Payload): (Fact | null)[] {
  const object = payload.at(own(objects, name) ?? name);
  return [
    payload.fact('Title', 'issue.title', 'pull_request.title', 'discussion.title'),
    object.fact('Title', 'title', 'summary', 'display_title'),
    name === 'push' ? object.computed('Message', object.line('message'), 'message') : null,
    object.fact(commenting.has(name) ? 'Comment' : 'Description', 'body', 'description') ??
      payload.fact('Zen', 'zen'),
    object.fact('State', 'state', 'status'),
    object.fact('Conclusion', 'conclusion'),
    object.fact('Severity', 'severity', 'rule.severity', 'security_advisory.severity'),
    refs(object),
    payload.fact('Ref', 'ref'),
    object.fact('Commit', ...(name === 'push' ? ['id'] : ['head_sha', 'sha', 'commit_id'])),
    object.fact('URL', 'html_url', ...(name === 'push' ? ['url'] : [])),
  ];
}

/** Of a pull request, the branches: `feature → main`. */
function refs(object: Payload): Fact | null {
  const [from, to] = [object.text('head.ref'), object.text('base.ref')];
  return from === null || to === null ? null : object.computed('Branches', `${from} → ${to}`, 'head.ref');
}

function own<T>(table: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}
