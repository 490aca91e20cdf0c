'use client';

import { ArrowLeft, RotateCcw } from 'lucide-react';
import { useMemo, useState } from 'react';
import { PageTitle } from '#components/frame/page.tsx';
import { announce } from '#components/ui/announcer.tsx';
import { Button } from '#components/ui/button.tsx';
import { Checkbox } from '#components/ui/checkbox.tsx';
import { noticeTrouble } from '#components/ui/notices.tsx';
import type { ShownSettings } from '#lib/model/reply-settings.ts';
import { replyPresets } from '#lib/reply/presets/index.ts';
import { AnswersFields } from './answers-fields.tsx';
import { FaultsProvider } from './faults.tsx';
import { HandshakeFields } from './handshake-fields.tsx';
import { PresetList } from './preset-list.tsx';
import { type ReplyApi, replyApi } from './reply-api.ts';
import { RuleList } from './rule-list.tsx';
import { SaveBar } from './save-bar.tsx';
import { TryPanel } from './try-panel.tsx';
import { useDraft } from './use-draft.ts';

type Props = {
  bin: { slug: string; key: string; title: string };
  settings: ShownSettings;
  /** The newest capture; null when there is none. */
  latest: number | null;
};

/** What a bin answers its senders, to be edited. */
export function Replies({ bin, settings, latest }: Props) {
  const api = useMemo(() => replyApi(bin), [bin]);
  const edit = useDraft(settings, api.write);
  const { draft, faults } = edit;
  const change = (part: Partial<typeof draft>) => edit.change({ ...draft, ...part });

  return (
    <>
      <a
        href={`/i/${bin.key}`}
        className="mb-3 -ml-1 inline-flex items-center gap-1 rounded-mark px-1 text-quiet hover:text-ink touch:h-9"
      >
        <ArrowLeft className="size-3.5" aria-hidden /> {bin.title}
      </a>
      <PageTitle title="Replies">
        What senders get from this bin: an answer for everything, rules for what needs another, and every way
        to go wrong.
      </PageTitle>
      <FaultsProvider value={faults}>
        <div key={edit.revision} className="mt-8 flex flex-col gap-9">
          <PresetList
            presets={replyPresets}
            onChoose={(preset) => edit.replace({ ...draft, ...preset.settings })}
          />
          <RuleList rules={draft.rules} onChange={(rules) => change({ rules })} />
          <section aria-labelledby="default-heading">
            <h2 id="default-heading" className="font-semibold text-name">
              {draft.rules.length > 0 ? 'Everything else' : 'Every request'}
            </h2>
            <div className="mt-3 rounded-control border border-line p-3 wide:p-4">
              <AnswersFields
                answer={draft.default}
                place="default"
                onChange={(answer) => change({ default: answer })}
              />
            </div>
          </section>
          <HandshakeFields
            handshakes={draft.handshakes}
            kept={edit.kept.handshakes}
            onChange={(handshakes) => change({ handshakes })}
          />
          <section aria-labelledby="senders-heading">
            <h2 id="senders-heading" className="font-semibold text-name">
              Senders
            </h2>
            <div className="mt-2">
              <Checkbox
                label="Answer preflights of browsers (CORS)"
                help="Pages of any site may send to this bin and read its answers. Preflights are recorded too."
                checked={draft.cors}
                onChange={(cors) => change({ cors })}
              />
              <Checkbox
                label="A sender may ask for its answer"
                help={
                  <>
                    With <code className="wire">?__status=503&amp;__delay=2s</code> in the address, for
                    scripts.
                  </>
                }
                checked={draft.override}
                onChange={(override) => change({ override })}
              />
            </div>
          </section>
          <TryPanel api={api} draft={draft} latest={latest} />
          {hasPlays(settings) && <ResetPlays api={api} />}
        </div>
      </FaultsProvider>
      <SaveBar
        changed={edit.changed}
        faults={faults.size}
        busy={edit.busy}
        saved={edit.saved}
        trouble={edit.trouble}
        onSave={edit.save}
        onDiscard={edit.discard}
      />
    </>
  );
}

function hasPlays({ default: fallback, rules }: ShownSettings): boolean {
  return [fallback, ...rules.map(({ answer }) => answer)].some((answer) => 'play' in answer);
}

/** Playbooks begin from their first step again. */
function ResetPlays({ api }: { api: ReplyApi }) {
  const [busy, setBusy] = useState(false);
  async function reset(): Promise<void> {
    setBusy(true);
    try {
      await api.beginAnew();
      announce('Sequences begin anew');
    } catch (error) {
      noticeTrouble('The sequences were not reset.', error);
    } finally {
      setBusy(false);
    }
  }
  return (
    <section aria-labelledby="plays-heading">
      <h2 id="plays-heading" className="font-semibold text-name">
        Sequences
      </h2>
      <p className="mt-0.5 mb-2.5 text-quiet">Each goes on where it stands, also after a restart.</p>
      <Button busy={busy} onClick={reset}>
        <RotateCcw aria-hidden /> Begin all anew
      </Button>
    </section>
  );
}
