import type { EventReader } from '../event-facts.ts';
import type { Fact } from '../fact.ts';
import type { Payload } from '../payload.ts';
import { capitalised, clause, counted, happened, plainWords, quoted, sentence } from '../phrases.ts';

const noCommit = /^0+$/;

export const gitlab: EventReader = {
  providers: ['gitlab'],
  source: 'https://docs.gitlab.com/user/project/integrations/webhook_events/',
  read({ payload }) {
    const kind = payload.text('object_kind', 'event_name');
    if (kind === null) return null;
    return { sentence: sentenceOf(kind, payload), facts: factsOf(payload) };
  },
};

function sentenceOf(kind: string, payload: Payload): string | null {
  const project = payload.text(
    'project.path_with_namespace',
    'project.name',
    'project_name',
    'repository.name',
  );
  const who = payload.text('user.name', 'user_name', 'user.username');
  const attributes = payload.at('object_attributes');
  const action = attributes.text('action') ?? payload.text('action');
  switch (kind) {
    case 'push':
    case 'tag_push':
      return pushed(kind, payload, who ?? 'Somebody', project);
    case 'issue':
    case 'work_item':
    case 'merge_request': {
      const sign = kind === 'merge_request' ? '!' : '#';
      return sentence(
        `${capitalised(plainWords(kind))} ${sign}${attributes.text('iid') ?? '?'}`,
        action && happened(action),
        clause('in', project),
        clause('by', who),
      );
    }
    case 'note':
      return sentence(who ?? 'Somebody', 'commented', commentedOn(payload), clause('in', project));
    case 'pipeline':
    case 'build': {
      const status = attributes.text('status') ?? payload.text('build_status');
      return sentence(
        kind === 'build'
          ? clause('Job', quoted(payload.text('build_name')))
          : `Pipeline #${attributes.text('id') ?? '?'}`,
        status && pipelineWords(status),
        clause('on', attributes.text('ref') ?? payload.text('ref')),
        clause('in', project),
      );
    }
    case 'release':
      return sentence(
        clause('Release', payload.text('tag')),
        action && happened(action),
        clause('in', project),
      );
    case 'deployment':
      return sentence(
        'The deployment',
        clause('to', payload.text('environment')),
        clause('is in state', payload.text('status')),
        clause('in', project),
      );
    default:
      return sentence(
        capitalised(plainWords(kind)),
        happened(action ?? 'sent'),
        clause('in', project),
        clause('by', who),
      );
  }
}

function pushed(kind: string, payload: Payload, who: string, project: string | null): string | null {
  const name = payload.text('ref')?.replace(/^refs\/(?:heads|tags)\//, '') ?? null;
  if (name === null) return null;
  const noun = kind === 'push' ? 'branch' : 'tag';
  if (noCommit.test(payload.text('after') ?? ''))
    return sentence(who, `deleted ${noun} ${name}`, clause('of', project));
  if (noun === 'tag') return sentence(who, `pushed tag ${name}`, clause('to', project));
  const commits = payload.number('total_commits_count') ?? payload.count('commits') ?? 0;
  return sentence(who, `pushed ${counted(commits, 'commit')} to ${name}`, clause('of', project));
}

function commentedOn(payload: Payload): string | null {
  const issue = payload.text('issue.iid');
  const merge = payload.text('merge_request.iid');
  if (merge !== null) return `on merge request !${merge}`;
  if (issue !== null) return `on issue #${issue}`;
  const type = payload.text('object_attributes.noteable_type');
  return type && `on a ${plainWords(type)}`;
}

function pipelineWords(status: string): string {
  const words = plainWords(status);
  if (words === 'success') return 'succeeded';
  if (words === 'failed' || words === 'canceled') return words === 'failed' ? 'failed' : 'was canceled';
  return `is ${words}`;
}

function factsOf(payload: Payload): (Fact | null)[] {
  const attributes = payload.at('object_attributes');
  const [commit] = payload.items('commits').slice(-1);
  const branches = [attributes.text('source_branch'), attributes.text('target_branch')];
  return [
    attributes.fact('Title', 'title') ?? payload.fact('Title', 'issue.title', 'merge_request.title'),
    attributes.fact('Comment', 'note'),
    commit?.computed('Message', commit.line('message'), 'message') ??
      payload.fact('Message', 'message', 'commit.title'),
    attributes.fact('State', 'state', 'status'),
    branches[0] && branches[1]
      ? attributes.computed('Branches', `${branches[0]} → ${branches[1]}`, 'source_branch')
      : null,
    payload.fact('Description', 'description'),
    payload.fact('Commit', 'checkout_sha', 'object_attributes.sha', 'commit.id'),
    attributes.fact('URL', 'url') ?? payload.fact('URL', 'url', 'project.web_url'),
  ];
}
