'use client';

import { ArrowLeft, RotateCcw } from 'lucide-react';
import { Suspense, useMemo, useState } from 'react';
import { type ReplyApi, replyApi } from '#components/api/replies.ts';
import { PageTitle } from '#components/frame/page.tsx';
import { announce } from '#components/ui/announcer.tsx';
import { Button } from '#components/ui/button.tsx';
import { Checkbox } from '#components/ui/checkbox.tsx';
import { lazyComponent } from '#components/ui/lazy-component.ts';
import { noticeTrouble } from '#components/ui/notices.tsx';
import { textWith } from '#components/ui/text-with.tsx';
import type { CapturePage } from '#lib/model/capture-json.ts';
import type { ShownSettings } from '#lib/model/reply-settings.ts';
import { replyPresets } from '#lib/reply/presets/index.ts';
import type { ReplyPreset } from '#lib/reply/presets/preset.ts';
import type { Draft } from './draft.ts';
import { DraftErrorsProvider } from './draft-errors.tsx';
import { HandshakeFields } from './handshake-fields.tsx';
import { PresetList } from './preset-list.tsx';
import { ResponseModeFields } from './response-mode-fields.tsx';
import { RuleList } from './rule-list.tsx';
import { RepliesSaveBar } from './save-bar.tsx';
import { TestPanel } from './test-panel.tsx';
import { useDraft } from './use-draft.ts';
import { restartSequences, replyPage as words } from './words.ts';

type Props = {
  bin: { slug: string; key: string; title: string; captureUrl: string };
  settings: ShownSettings;
  /** The newest requests. */
  firstPage: CapturePage;
};

const RecentRequests = lazyComponent(() => import('./recent-requests.tsx'));

/** The page with the reply settings of a bin. */
export function Replies({ bin, settings, firstPage }: Props) {
  const api = useMemo(() => replyApi(bin), [bin]);
  const edit = useDraft(settings, api.write);
  const { draft, errors } = edit;
  const change = (part: Partial<typeof draft>) => edit.change({ ...draft, ...part });

  /** The preset that was chosen last, and the draft before and with it. */
  const [preset, setPreset] = useState<{ title: string; before: Draft; now: Draft } | null>(null);
  function choosePreset({ title, settings }: ReplyPreset): void {
    const now = { ...draft, ...settings };
    setPreset({ title, before: draft, now });
    edit.replace(now);
  }

  return (
    <div className="min-[75rem]:grid min-[75rem]:grid-cols-[minmax(0,43rem)_minmax(0,1fr)] min-[75rem]:gap-x-12">
      <div>
        <a
          href={`/i/${bin.key}`}
          className="mb-3 -ml-1 inline-flex items-center gap-1 rounded-mark px-1 text-quiet hover:text-ink touch:h-9"
        >
          <ArrowLeft className="size-3.5" aria-hidden /> {bin.title}
        </a>
        <PageTitle title={words.title}>{words.about}</PageTitle>
      </div>
      <aside className="mt-6 min-[75rem]:col-start-2 min-[75rem]:row-span-2 min-[75rem]:row-start-1 min-[75rem]:mt-0">
        <div className="min-[75rem]:sticky min-[75rem]:top-6">
          <Suspense fallback={<div className="h-13 rounded-surface border border-line min-[75rem]:h-100" />}>
            <RecentRequests
              bin={bin}
              firstPage={firstPage}
              isChanged={edit.changed}
              whenSaved={edit.whenSaved}
            />
          </Suspense>
        </div>
      </aside>
      <div>
        <DraftErrorsProvider value={errors}>
          <div key={edit.revision} className="mt-8 flex flex-col gap-9">
            <PresetList
              presets={replyPresets}
              chosen={preset?.now === draft ? preset : null}
              onChoose={choosePreset}
              onUndo={() => preset && edit.replace(preset.before)}
            />
            <RuleList bin={bin} rules={draft.rules} onChange={(rules) => change({ rules })} />
            <section aria-labelledby="default-heading">
              <h2 id="default-heading" className="font-semibold text-name">
                {words.defaultHeading}
              </h2>
              <p className="mt-0.5 text-quiet">{words.defaultAbout}</p>
              <div className="mt-3 rounded-control border border-line p-3 wide:p-4">
                <ResponseModeFields
                  response={draft.default}
                  place="default"
                  onChange={(response) => change({ default: response })}
                />
              </div>
            </section>
            <HandshakeFields
              handshakes={draft.handshakes}
              saved={edit.saved.handshakes}
              onChange={(handshakes) => change({ handshakes })}
            />
            <section aria-labelledby="senders-heading">
              <h2 id="senders-heading" className="font-semibold text-name">
                {words.optionsHeading}
              </h2>
              <div className="mt-2">
                <Checkbox
                  label={words.cors}
                  help={words.corsHelp}
                  checked={draft.cors}
                  onChange={(cors) => change({ cors })}
                />
                <Checkbox
                  label={words.override}
                  help={textWith(words.overrideHelp, {
                    example: <code className="wire">{'?__status=503&__delay=2s'}</code>,
                  })}
                  checked={draft.override}
                  onChange={(override) => change({ override })}
                />
              </div>
            </section>
            <TestPanel api={api} draft={draft} latest={firstPage.captures[0]?.seq ?? null} />
            {hasPlaybooks(settings) && <RestartSequences api={api} />}
          </div>
        </DraftErrorsProvider>
        <RepliesSaveBar
          changed={edit.changed}
          draft={draft}
          errors={errors}
          busy={edit.busy}
          trouble={edit.trouble}
          onSave={edit.save}
          onDiscard={edit.discard}
        />
      </div>
    </div>
  );
}

function hasPlaybooks({ default: fallback, rules }: ShownSettings): boolean {
  return [fallback, ...rules.map(({ answer }) => answer)].some((response) => 'play' in response);
}

/** Starts all sequences again at their first step. */
function RestartSequences({ api }: { api: ReplyApi }) {
  const [busy, setBusy] = useState(false);
  async function restart(): Promise<void> {
    setBusy(true);
    try {
      await api.restartPlaybooks();
      announce(restartSequences.done);
    } catch (error) {
      noticeTrouble(restartSequences.failed, error);
    } finally {
      setBusy(false);
    }
  }
  return (
    <section aria-labelledby="plays-heading">
      <h2 id="plays-heading" className="font-semibold text-name">
        {restartSequences.heading}
      </h2>
      <p className="mt-0.5 mb-2.5 text-quiet">{restartSequences.about}</p>
      <Button busy={busy} onClick={restart}>
        <RotateCcw aria-hidden /> {restartSequences.button}
      </Button>
    </section>
  );
}
