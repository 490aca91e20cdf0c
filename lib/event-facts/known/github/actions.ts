import type { Payload } from '../../payload.ts';
import { clause, happened, quoted, sentence } from '../../phrases.ts';

/** Actions whose name is not what happened, or that name something else in the payload. */
const actions: Readonly<Record<string, (payload: Payload) => string | null>> = {
  added_to_repository: () => 'was added to a repository',
  assigned: (payload) => sentence('was assigned', clause('to', payload.text('assignee.login'))),
  category_changed: (payload) =>
    sentence('was moved to', quoted(payload.text('discussion.category.name')) ?? 'another category'),
  checks_requested: () => 'had its checks requested',
  closed_by_user: () => 'was closed',
  converted: () => 'was converted to an issue',
  converted_to_draft: () => 'was converted to a draft',
  demilestoned: () => 'was removed from its milestone',
  labeled: (payload) => sentence('was labeled', quoted(payload.text('label.name'))),
  milestoned: (payload) =>
    sentence('was added to milestone', quoted(payload.text('milestone.title', 'issue.milestone.title'))),
  new_permissions_accepted: () => 'was given new permissions',
  pending_tier_change: () => 'has a pending change of its tier',
  prereleased: () => 'was published as a pre-release',
  privatized: () => 'was made private',
  publicized: () => 'was made public',
  ready_for_review: () => 'was marked as ready for review',
  removed_from_repository: () => 'was removed from a repository',
  requested_action: (payload) =>
    sentence('was asked for action', quoted(payload.text('requested_action.identifier'))),
  rerequested: () => 'was requested again',
  review_request_removed: (payload) =>
    sentence(
      'lost its review request',
      clause('for', payload.text('requested_reviewer.login', 'requested_team.name')),
    ),
  review_requested: (payload) =>
    sentence(
      'was sent',
      clause('to', payload.text('requested_reviewer.login', 'requested_team.name')),
      'for review',
    ),
  synchronize: () => 'received new commits',
  unanswered: () => 'was marked as unanswered',
  unassigned: (payload) => sentence('was unassigned', clause('from', payload.text('assignee.login'))),
  unlabeled: (payload) => sentence('lost the label', quoted(payload.text('label.name'))),
};

/** What happened, from the action of a payload: `was labeled “bug”`. Null without an action. */
export function actionWords(payload: Payload): string | null {
  const action = payload.text('action');
  if (action === null) return null;
  return Object.hasOwn(actions, action) ? actions[action]!(payload) : happened(action);
}
