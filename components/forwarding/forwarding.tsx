'use client';

import { ArrowLeft, Eye, Plus } from 'lucide-react';
import { useMemo, useState } from 'react';
import { binApi } from '#components/api/bins.ts';
import { forwardApi } from '#components/api/forwards.ts';
import { PageTitle } from '#components/frame/page.tsx';
import { announce } from '#components/ui/announcer.tsx';
import { Button } from '#components/ui/button.tsx';
import type { Question } from '#components/ui/confirm-question.ts';
import { KeptList } from '#components/ui/kept-list.tsx';
import { LazyDialog } from '#components/ui/lazy-dialog.tsx';
import type { ForwardJson } from '#lib/model/forward-json.ts';
import type { Sending } from '#lib/outgoing/sending.ts';
import { rulesHref, usePlace } from './place.ts';
import { RuleCard } from './rule-card.tsx';
import { RuleForm } from './rule-form.tsx';
import { RuleRequests } from './rule-requests.tsx';
import { useRules } from './use-rules.ts';
import { emptyPage, removeRule, ruleCard, forwardingPage as words } from './words.ts';

export type ForwardingBin = { readonly slug: string; readonly key: string; readonly title: string };

export type Rights = {
  /** Whether the link may change rules. */
  readonly canChange: boolean;
  /** Whether the response of a destination may become that of the bin. */
  readonly canPassResponses: boolean;
};

type Props = {
  bin: ForwardingBin;
  rules: readonly ForwardJson[];
  rights: Rights;
  sending: Sending;
};

const loadConfirm = () => import('#components/ui/confirm.tsx');
/** What is edited when it is no rule yet. */
const newRule = 'new';

/** The page with the forward rules of a bin: all of them, the requests of one, or the form of one. */
export function Forwarding({ bin, rules: first, rights, sending }: Props) {
  const { slug, key } = bin;
  const api = useMemo(() => forwardApi({ slug, key }), [slug, key]);
  const bins = useMemo(() => binApi({ slug, key }), [slug, key]);
  const { rules, changes, isGone, refresh, put, drop } = useRules(key, api, first);
  const place = usePlace();
  const [edited, setEdited] = useState<string | null>(null);
  const [question, setQuestion] = useState<Question | null>(null);
  const canChange = rights.canChange && !isGone;
  const opened = edited ?? place?.rule ?? null;

  function askToRemove({ id, counts }: ForwardJson): void {
    let isRemoved = false;
    setQuestion({
      title: removeRule.title,
      consequence: removeRule.consequence(counts.queued + counts.sending + counts.dead),
      verb: removeRule.confirm,
      failed: removeRule.failed,
      act: async () => {
        await api.remove(id);
        if (place?.rule === id) location.hash = rulesHref;
        drop(id);
        announce(ruleCard.removed);
        isRemoved = true;
      },
      focusAfter: () => (isRemoved ? document.querySelector<HTMLElement>(`[data-opens="${newRule}"]`) : null),
    });
  }

  const card = (rule: ForwardJson, isOpen: boolean) => (
    <RuleCard
      rule={rule}
      isOpen={isOpen}
      canChange={canChange}
      api={api}
      bins={bins}
      onChanged={(changed) => {
        put(changed);
        refresh();
      }}
      onEdit={() => setEdited(rule.id)}
      onRemove={() => askToRemove(rule)}
    />
  );
  const shown = rules.find(({ id }) => id === place?.rule) ?? null;

  return (
    <>
      <a
        href={`/i/${key}`}
        className="mb-3 -ml-1 inline-flex max-w-full items-center gap-1 rounded-mark px-1 text-quiet hover:text-ink touch:h-9"
      >
        <ArrowLeft className="size-3.5 shrink-0" aria-hidden /> <span className="truncate">{bin.title}</span>
      </a>
      <PageTitle title={words.title}>{words.about}</PageTitle>
      {isGone && (
        <p role="alert" className="mt-4 rounded-control bg-bad-tint px-3 py-2 text-bad">
          {words.gone}
        </p>
      )}
      {!isGone && !canChange && (
        <p className="mt-4 flex items-center gap-2 text-quiet">
          <Eye className="size-3.5 shrink-0" aria-hidden /> {words.viewOnly}
        </p>
      )}
      <KeptList opened={opened} className="mt-6 outline-none">
        {rules.length === 0 ? (
          <EmptyPage onAdd={canChange ? () => setEdited(newRule) : null} />
        ) : (
          <>
            <ul aria-label={words.rules} className="flex flex-col gap-3">
              {rules.map((rule) => (
                <li key={rule.id}>{card(rule, false)}</li>
              ))}
            </ul>
            {canChange && (
              <Button className="mt-4" data-opens={newRule} onClick={() => setEdited(newRule)}>
                <Plus aria-hidden /> {words.add}
              </Button>
            )}
          </>
        )}
      </KeptList>
      {edited === null && place !== null && (
        <div className="mt-6">
          <a
            href={rulesHref}
            className="mb-2 -ml-1 inline-flex items-center gap-1 rounded-mark px-1 text-quiet hover:text-ink touch:h-9"
          >
            <ArrowLeft className="size-3.5" aria-hidden /> {words.back}
          </a>
          {shown ? (
            <>
              {card(shown, true)}
              <RuleRequests
                key={shown.id}
                bin={bin}
                rule={shown}
                place={place}
                api={api}
                changes={changes}
                canChange={canChange}
                onChanged={refresh}
                onAsk={setQuestion}
              />
            </>
          ) : (
            <p className="text-quiet">{words.notFound}</p>
          )}
        </div>
      )}
      {edited !== null && (
        <RuleForm
          key={edited}
          bin={bin}
          rule={rules.find(({ id }) => id === edited) ?? null}
          api={api}
          canPassResponses={rights.canPassResponses}
          sending={sending}
          onSaved={(rule) => {
            announce(edited === newRule ? ruleCard.added : ruleCard.saved);
            put(rule);
            setEdited(null);
          }}
          onCancel={() => setEdited(null)}
        />
      )}
      <LazyDialog
        load={loadConfirm}
        open={question !== null}
        question={question}
        onClose={() => setQuestion(null)}
      />
    </>
  );
}

/** What forwarding is for; `onAdd` is null for those who may not add rules. */
function EmptyPage({ onAdd }: { onAdd: (() => void) | null }) {
  return (
    <div className="rounded-control border border-line border-dashed px-4 py-5">
      <p className="font-medium">{emptyPage.title}</p>
      <p className="mt-1 max-w-140 text-quiet">{emptyPage.about}</p>
      {onAdd && (
        <Button look="accent" className="mt-4" data-opens={newRule} onClick={onAdd}>
          <Plus aria-hidden /> {words.add}
        </Button>
      )}
    </div>
  );
}
