/** Fields that two people have changed to different values; until somebody chooses, yours stands in `merged`. */
export type Merged<F> = { clashes: (keyof F & string)[]; merged: F }

const same = (a: unknown, b: unknown) => JSON.stringify(a ?? null) === JSON.stringify(b ?? null)

/**
 * Three versions of a form into one: `base` as both began with it, `mine` as it is typed, `theirs` as a colleague saved it. What only one
 * of them changed is kept; where both did, `choice` decides. `unread`: what is never sent to the form, so that nobody can tell whether
 * the colleague changed it: typed, it is asked about; theirs is then left as it is.
 */
export function mergeFields<F extends object>(
  base: F,
  mine: F,
  theirs: F,
  choice: Readonly<Partial<Record<string, 'yours' | 'theirs'>>> = {},
  unread: readonly string[] = [],
): Merged<F> {
  const merged = { ...mine }
  const clashes: Merged<F>['clashes'] = []
  for (const key of Object.keys(theirs) as (keyof F & string)[]) {
    const hidden = unread.includes(key) && !same(mine[key], base[key])
    if (!hidden && (same(theirs[key], base[key]) || same(theirs[key], mine[key]))) continue
    const untouched = same(mine[key], base[key])
    if (!untouched) clashes.push(key)
    if (untouched || choice[key] === 'theirs') merged[key] = theirs[key]
  }
  return { clashes, merged }
}
