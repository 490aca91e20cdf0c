import type { Metadata } from 'next';
import { Page, PageTitle } from '#components/frame/page.tsx';
import { Failure, failureCodes, problemOf, problemType } from '#lib/model/errors.ts';
import { Footer } from '../../footer.tsx';
import { requestOrigin } from '../../origin.ts';

export const metadata: Metadata = { title: 'Errors, explained' };

/** Every problem the API answers with; a problem's `type` leads to its place here. */
export default async function ErrorsPage() {
  const origin = await requestOrigin();
  return (
    <Page footer={<Footer />}>
      <PageTitle title="Errors, explained">
        Every failure is answered as <code className="wire">{problemType}</code> (RFC 9457):{' '}
        <code className="wire">code</code> is stable and made for programs,{' '}
        <code className="wire">title</code> says what happened, <code className="wire">hint</code> what to do.
      </PageTitle>
      <dl className="mt-8">
        {failureCodes.map((code) => {
          const { status, title, hint } = problemOf(new Failure(code), origin);
          return (
            <div key={code} id={code} className="scroll-mt-4 border-line border-t py-4 target:bg-selection">
              <dt className="flex items-baseline gap-3">
                <a href={`#${code}`} className="rounded-mark font-semibold hover:underline wire">
                  {code}
                </a>
                <span className="text-quiet wire">{status}</span>
              </dt>
              <dd className="mt-1.5">
                {title} <span className="text-quiet">{hint}</span>
              </dd>
            </div>
          );
        })}
      </dl>
    </Page>
  );
}
