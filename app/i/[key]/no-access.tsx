import { Page, PageTitle } from '#components/frame/page.tsx';
import { buttonClasses } from '#components/ui/button.tsx';
import { noAccessPage as words } from '../../words.ts';

/** Says that a link does not open a page of its bin, and leads back to the requests. */
export function NoAccess({ binKey, page }: { binKey: string; page: keyof typeof words.titles }) {
  return (
    <Page>
      <PageTitle title={words.titles[page]}>{words.about[page]}</PageTitle>
      <p className="mt-2 max-w-140 text-quiet">{words.ask}</p>
      <p className="mt-6">
        <a href={`/i/${binKey}`} className={buttonClasses('outline')}>
          {words.back}
        </a>
      </p>
    </Page>
  );
}
