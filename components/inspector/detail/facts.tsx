import type { ReactNode } from 'react';

/** Facts with their names beside them, or above on a narrow screen. */
export function Facts({ children }: { children: ReactNode }) {
  return <dl>{children}</dl>;
}

type Props = {
  name: ReactNode;
  /** Stands at the end of the line, like a button to copy. */
  action?: ReactNode;
  children: ReactNode;
};

export function Fact({ name, action, children }: Props) {
  return (
    <div className="group/fact grid min-h-8 items-start gap-x-4 border-faint border-b py-1 last:border-b-0 wide:grid-cols-[11rem_minmax(0,1fr)]">
      <dt className="min-w-0 pt-1 text-quiet [overflow-wrap:anywhere] wide:pb-0.5">{name}</dt>
      <dd className="flex min-w-0 items-start gap-x-3">
        <div className="min-w-0 flex-1 pb-0.5 [overflow-wrap:anywhere] wide:pt-1">{children}</div>
        {action && (
          <div className="-my-0.5 opacity-0 focus-within:opacity-100 group-hover/fact:opacity-100 touch:-mt-4 touch:opacity-100">
            {action}
          </div>
        )}
      </dd>
    </div>
  );
}
