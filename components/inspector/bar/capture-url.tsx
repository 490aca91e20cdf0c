'use client';

import { CopyButton } from '#components/ui/copy-button.tsx';
import { captureUrlName } from './words.ts';

type Props = {
  url: string;
  slug: string;
  /** Where there is never room for the scheme, so that the rest is not truncated. */
  isShort?: boolean;
};

/** The URL to send requests to, with a copy button. */
export function CaptureUrl({ url, slug, isShort = false }: Props) {
  const before = url.slice(0, url.lastIndexOf(slug));
  const [, scheme = '', rest = before] = /^(https?:\/\/)(.*)$/.exec(before) ?? [];
  return (
    <div className="flex h-7 min-w-0 items-stretch overflow-hidden rounded-control border border-line bg-panel touch:h-9.5">
      {/* The slug is never truncated, since it identifies the bin. A click selects the whole URL. */}
      <code className="flex min-w-0 flex-1 select-all items-center overflow-hidden px-2.5 wire" title={url}>
        <span className="min-w-0 truncate">
          {/* Windows up to 75rem have no room for it. */}
          {!isShort && <span className="hidden text-quiet min-[75rem]:inline">{scheme}</span>}
          {rest}
        </span>
        <span className="shrink-0 text-accent">{slug}</span>
      </code>
      <CopyButton
        text={url}
        name={captureUrlName}
        look="plain"
        className="h-full touch:h-full! rounded-none border-0 border-line border-l px-3"
      />
    </div>
  );
}
