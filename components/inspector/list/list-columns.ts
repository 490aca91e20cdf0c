/** The columns of the list: method, path, marks, reply, size, age. The heading and every row stand on them. */
export const columns =
  'grid grid-cols-[3.75rem_minmax(0,1fr)_auto_2rem_3.75rem_2.75rem] items-center gap-x-2 pr-3 pl-3.5 ' +
  '@max-[26rem]:grid-cols-[3.75rem_minmax(0,1fr)_auto_2rem_2.75rem]';

/** What all columns but the path's take, pixels, and the width of a character of the path: how many have room. */
export function roomForPath(listWidth: number): number {
  const fixed = 14 + 60 + 32 + 44 + 12 + 5 * 8;
  const size = listWidth < 416 ? 0 : 60;
  return Math.max(10, Math.floor((listWidth - fixed - size) / 7.5));
}
