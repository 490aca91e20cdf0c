/** A progress bar; `of` is 0 while the total is unknown. */
export function Progress({ label, done, of }: { label: string; done: number; of: number }) {
  const share = of > 0 ? Math.min(1, done / of) : 0;
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(share * 100)}
      className="h-1 w-full overflow-hidden rounded-pill bg-line"
    >
      <div
        className="h-full rounded-pill bg-accent transition-[width] duration-100"
        style={{ width: `${share * 100}%` }}
      />
    </div>
  );
}
