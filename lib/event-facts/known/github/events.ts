import { money } from '../../money.ts';
import type { Payload } from '../../payload.ts';
import { clause, counted, happened, plainWords, quoted, sentence } from '../../phrases.ts';
import { branchOf, shortSha } from './subjects.ts';

/** Sentences of events that subject and action alone do not tell. Null where the payload is of another shape. */
type Sentence = (payload: Payload) => string | null;

const sender = (payload: Payload) => payload.text('sender.login');
const inRepository = (payload: Payload) => clause('in', payload.text('repository.full_name'));
const bySender = (payload: Payload) => clause('by', sender(payload));

const push: Sentence = (payload) => {
  const who = payload.text('pusher.name', 'sender.login') ?? 'Somebody';
  const ref = payload.text('ref');
  const name = branchOf(ref);
  if (name === null) return null;
  const kind = ref!.startsWith('refs/tags/') ? 'tag' : 'branch';
  const of = clause('of', payload.text('repository.full_name'));
  if (payload.is('deleted', true)) return sentence(who, `deleted ${kind} ${name}`, of);
  if (kind === 'tag') return sentence(who, `pushed tag ${name}`, of?.replace(/^of/, 'to') ?? null);
  const commits = payload.count('commits') ?? 0;
  const verb = payload.is('forced', true) ? 'force-pushed' : 'pushed';
  if (commits === 0 && payload.is('created', true)) return sentence(who, `created branch ${name}`, of);
  return sentence(who, `${verb} ${counted(commits, 'commit')} to ${name}`, of);
};

const pullRequest: Sentence = (payload) => {
  if (!payload.is('action', 'closed')) return null;
  const number = payload.text('pull_request.number');
  const isMerged = payload.is('pull_request.merged', true);
  return (
    number &&
    sentence(
      `Pull request #${number} was`,
      isMerged ? 'merged' : 'closed without being merged',
      isMerged ? clause('into', payload.text('pull_request.base.ref')) : null,
      inRepository(payload),
      bySender(payload),
    )
  );
};

/** A run of checks or a workflow, with its conclusion once it is completed. */
function concluded(object: string, noun: string): Sentence {
  return (payload) => {
    const run = payload.at(object);
    const conclusion = run.text('conclusion');
    if (!payload.is('action', 'completed') || conclusion === null) return null;
    const outcome = plainWords(conclusion);
    const name = quoted(run.text('name')) ?? clause('for', run.text('head_branch'));
    const verb = outcome === 'success' ? 'succeeded' : outcome === 'failure' ? 'failed' : `ended: ${outcome}`;
    return sentence(noun, name, verb, inRepository(payload));
  };
}

const named = (payload: Payload, verb: string) => {
  const ref = payload.text('ref');
  return (
    ref &&
    sentence(
      sender(payload) ?? 'Somebody',
      `${verb} ${payload.text('ref_type') ?? 'reference'} ${ref}`,
      inRepository(payload),
    )
  );
};

/** By event name. */
export const eventSentences: Readonly<Record<string, Sentence>> = {
  push,
  pull_request: pullRequest,
  check_run: concluded('check_run', 'Check run'),
  check_suite: concluded('check_suite', 'Check suite'),
  workflow_run: concluded('workflow_run', 'Workflow'),
  workflow_job: concluded('workflow_job', 'Workflow job'),
  create: (payload) => named(payload, 'created'),
  delete: (payload) => named(payload, 'deleted'),
  deployment_status: (payload) => {
    const state = payload.text('deployment_status.state');
    return (
      state &&
      sentence(
        'The deployment',
        clause('to', payload.text('deployment_status.environment', 'deployment.environment')),
        `is in state ${plainWords(state)}`,
        inRepository(payload),
      )
    );
  },
  fork: (payload) =>
    sentence(
      sender(payload) ?? 'Somebody',
      'forked',
      payload.text('repository.full_name'),
      clause('to', payload.text('forkee.full_name')),
    ),
  github_app_authorization: (payload) =>
    sentence(sender(payload) ?? 'A user', 'revoked the authorization of the app'),
  gollum: (payload) => {
    const pages = payload.count('pages');
    if (pages === null) return null;
    return sentence(
      sender(payload) ?? 'Somebody',
      `changed ${counted(pages, 'wiki page')}`,
      inRepository(payload),
    );
  },
  installation_repositories: (payload) => {
    const isRemoved = payload.is('action', 'removed');
    const count = payload.count(isRemoved ? 'repositories_removed' : 'repositories_added');
    if (count === null) return null;
    return sentence(
      counted(count, 'repository', 'repositories'),
      count === 1 ? 'was' : 'were',
      isRemoved ? 'removed from' : 'added to',
      'the app installation',
      clause('on', payload.text('installation.account.login')),
      bySender(payload),
    );
  },
  marketplace_purchase: (payload) =>
    sentence(
      payload.text('marketplace_purchase.account.login', 'sender.login') ?? 'An account',
      plainWords(payload.text('action') ?? 'changed'),
      clause('the plan', quoted(payload.text('marketplace_purchase.plan.name'))),
    ),
  member: (payload) => {
    const member = payload.text('member.login');
    if (member === null || !payload.is('action', 'added')) return null;
    return sentence(
      member,
      'was added',
      clause('to', payload.text('repository.full_name')),
      bySender(payload),
    );
  },
  membership: (payload) => {
    const member = payload.text('member.login');
    const isRemoved = payload.is('action', 'removed');
    return (
      member &&
      sentence(
        member,
        isRemoved ? 'was removed from' : 'was added to',
        clause('team', quoted(payload.text('team.name'))) ?? 'a team',
        clause('of', payload.text('organization.login')),
        bySender(payload),
      )
    );
  },
  organization: (payload) => {
    const action = payload.text('action');
    const organization = payload.text('organization.login');
    const person = payload.text(
      'membership.user.login',
      'invitation.login',
      'user.login',
      'invitation.email',
    );
    if (action?.startsWith('member_') && person !== null) {
      const verb = plainWords(action.slice('member_'.length));
      const direction = verb === 'removed' ? 'from' : 'to';
      return sentence(person, `was ${verb}`, clause(direction, organization), bySender(payload));
    }
    return action === null
      ? null
      : sentence('The organization', organization, happened(action), bySender(payload));
  },
  page_build: (payload) =>
    sentence(
      'The GitHub Pages site',
      clause('of', payload.text('repository.full_name')),
      clause('is in state', payload.text('build.status')),
    ),
  ping: (payload) =>
    sentence(
      'The webhook was set up',
      clause('for', payload.text('repository.full_name', 'organization.login', 'hook.app_id')),
      bySender(payload),
    ),
  public: (payload) =>
    sentence(payload.text('repository.full_name') ?? 'The repository', 'was made public', bySender(payload)),
  repository_dispatch: (payload) =>
    sentence(
      'A repository dispatch',
      quoted(payload.text('action')),
      'was sent',
      clause('to', payload.text('repository.full_name')),
      bySender(payload),
    ),
  repository_import: (payload) =>
    sentence(
      'The import',
      clause('of', payload.text('repository.full_name')),
      clause('ended:', payload.text('status')),
    ),
  security_advisory: (payload) => {
    const id = payload.text('security_advisory.ghsa_id');
    const action = payload.text('action');
    return id && sentence('Security advisory', id, happened(action ?? 'updated'));
  },
  sponsorship: (payload) => {
    const sponsor = payload.text('sponsorship.sponsor.login');
    const price = payload.number('sponsorship.tier.monthly_price_in_dollars');
    if (sponsor === null || !payload.is('action', 'created')) return null;
    return sentence(
      sponsor,
      'sponsors',
      payload.text('sponsorship.sponsorable.login'),
      clause('with', price === null ? null : `${money(price, 'USD')} a month`),
    );
  },
  star: (payload) =>
    sentence(
      sender(payload) ?? 'Somebody',
      payload.is('action', 'deleted') ? 'unstarred' : 'starred',
      payload.text('repository.full_name'),
    ),
  status: (payload) =>
    sentence(
      'Commit',
      shortSha(payload.text('sha')),
      clause('is in state', payload.text('state')),
      clause('for', quoted(payload.text('context'))),
      inRepository(payload),
    ),
  team: (payload) => {
    const action = payload.text('action');
    if (!action?.endsWith('_repository')) return null;
    const isAdded = action.startsWith('added');
    return sentence(
      clause('Team', quoted(payload.text('team.name'))),
      isAdded ? 'was added to' : 'was removed from',
      payload.text('repository.full_name'),
      bySender(payload),
    );
  },
  team_add: (payload) =>
    sentence(
      clause('Team', quoted(payload.text('team.name'))),
      'was added',
      clause('to', payload.text('repository.full_name')),
      bySender(payload),
    ),
  watch: (payload) =>
    sentence(sender(payload) ?? 'Somebody', 'starred', payload.text('repository.full_name')),
  workflow_dispatch: (payload) =>
    sentence(
      sender(payload) ?? 'Somebody',
      'started workflow',
      payload.text('workflow'),
      clause('on', branchOf(payload.text('ref'))),
      inRepository(payload),
    ),
};
