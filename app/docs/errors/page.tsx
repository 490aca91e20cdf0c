import type { Metadata } from 'next';
import { Page, PageTitle } from '#components/frame/page.tsx';
import { textWith } from '#components/ui/text-with.tsx';
import { Failure, failureCodes, problemOf, problemType } from '#lib/model/errors.ts';
import { Footer } from '../../footer.tsx';
import { requestOrigin } from '../../origin.ts';
import { errorsPage, metadataWords } from '../../words.ts';

export const metadata: Metadata = { title: metadataWords.errors };

/** All errors of the API; the `type` of a problem links to its entry here. */
export default async function ErrorsPage() {
  const origin = await requestOrigin();
  return (
    <Page footer={<Footer />}>
      <PageTitle title={errorsPage.title}>
        {textWith(errorsPage.about, {
          mediaType: <code className="wire">{problemType}</code>,
          code: <code className="wire">{errorsPage.fields.code}</code>,
          title: <code className="wire">{errorsPage.fields.title}</code>,
          hint: <code className="wire">{errorsPage.fields.hint}</code>,
        })}
      </PageTitle>
      <dl className="mt-8">
        {failureCodes.map((code) => {
          const { status, title, hint } = problemOf(new Failure(code), origin);
          return (
            <div key={code} id={code} className="scroll-mt-4 border-line border-t py-4 target:bg-selection">
              <dt className="flex items-baseline gap-3">
                <a href={`#${code}`} className="rounded-mark font-semibold hover:underline wire touch-area">
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
