import type { Payload } from '../../payload.ts';
import { clause, quoted, sentence } from '../../phrases.ts';

/** The subject of an event's sentence: `Issue #5`, `Label “bug”`. Null where the payload does not have it. */
type Subject = (payload: Payload) => string | null;

/** An object with a number: `Issue #5`. */
function numbered(noun: string, path: string): Subject {
  return (payload) => {
    const number = payload.text(`${path}.number`);
    return number && `${noun} #${number}`;
  };
}

/** An object with a name: `Label “bug”`. */
function named(noun: string, ...paths: readonly string[]): Subject {
  return (payload) => clause(noun, quoted(payload.text(...paths)));
}

/** A person or another thing that needs no noun. */
function plain(...paths: readonly string[]): Subject {
  return (payload) => payload.text(...paths);
}

function always(words: string): Subject {
  return () => words;
}

const comment: Subject = (payload) => sentence('A comment', aboutOf(payload));

function aboutOf(payload: Payload): string | null {
  const pull = payload.text('pull_request.number');
  const issue = payload.text('issue.number');
  const discussion = payload.text('discussion.number');
  if (pull !== null) return `on pull request #${pull}`;
  if (issue !== null)
    return `on ${payload.at('issue.pull_request').value ? 'pull request' : 'issue'} #${issue}`;
  return discussion === null ? null : `on discussion #${discussion}`;
}

/** By event name, what the event is about. */
export const subjects: Readonly<Record<string, Subject>> = {
  branch_protection_rule: named('Branch protection rule', 'rule.name'),
  check_run: named('Check run', 'check_run.name'),
  check_suite: (payload) => sentence('A check suite', clause('for', payload.text('check_suite.head_branch'))),
  code_scanning_alert: numbered('Code scanning alert', 'alert'),
  commit_comment: (payload) =>
    sentence('A comment', clause('on commit', shortSha(payload.text('comment.commit_id')))),
  dependabot_alert: numbered('Dependabot alert', 'alert'),
  deploy_key: named('Deploy key', 'key.title'),
  deployment: (payload) => sentence('A deployment', clause('to', payload.text('deployment.environment'))),
  deployment_review: (payload) =>
    sentence(
      'A review of a deployment',
      clause('to', payload.text('environment', 'workflow_job_run.environment')),
    ),
  discussion: numbered('Discussion', 'discussion'),
  discussion_comment: comment,
  installation: (payload) =>
    sentence('The app installation', clause('on', payload.text('installation.account.login'))),
  issue_comment: comment,
  issues: numbered('Issue', 'issue'),
  label: named('Label', 'label.name'),
  member: plain('member.login'),
  merge_group: (payload) =>
    sentence('A merge group', clause('for', branchOf(payload.text('merge_group.base_ref')))),
  meta: always('The webhook'),
  milestone: named('Milestone', 'milestone.title'),
  org_block: plain('blocked_user.login'),
  package: named('Package', 'package.name'),
  project: named('Project', 'project.name'),
  project_card: always('A project card'),
  project_column: named('Project column', 'project_column.name'),
  projects_v2_item: always('A project item'),
  pull_request: numbered('Pull request', 'pull_request'),
  pull_request_review: (payload) => sentence('A review', aboutOf(payload)),
  pull_request_review_comment: (payload) => sentence('A review comment', aboutOf(payload)),
  pull_request_review_thread: (payload) => sentence('A review thread', aboutOf(payload)),
  registry_package: named('Package', 'registry_package.name'),
  release: (payload) => clause('Release', payload.text('release.tag_name', 'release.name')),
  repository: plain('repository.full_name'),
  repository_vulnerability_alert: (payload) =>
    sentence('A vulnerability alert', clause('for', payload.text('alert.affected_package_name'))),
  secret_scanning_alert: numbered('Secret scanning alert', 'alert'),
  security_advisory: (payload) => clause('Security advisory', payload.text('security_advisory.ghsa_id')),
  sponsorship: (payload) =>
    sentence('The sponsorship', clause('of', payload.text('sponsorship.sponsorable.login'))),
  team: named('Team', 'team.name'),
  workflow_job: named('Workflow job', 'workflow_job.name'),
  workflow_run: (payload) => {
    const number = payload.text('workflow_run.run_number');
    return sentence(
      clause('Workflow', quoted(payload.text('workflow_run.name', 'workflow.name'))),
      number && `run #${number}`,
    );
  },
};

/** `refs/heads/main` and `refs/tags/v1` by their short names. */
export function branchOf(ref: string | null): string | null {
  return ref?.replace(/^refs\/(?:heads|tags)\//, '') ?? null;
}

/** A commit ID as GitHub shows it. */
export function shortSha(sha: string | null): string | null {
  return sha && (/^[\da-f]{40}/.test(sha) ? sha.slice(0, 7) : sha);
}
