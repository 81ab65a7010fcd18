/**
 * The shortest walk that still fails, found by leaving out halves, quarters, … and single steps; at most `tries` more runs.
 * Answers the steps that are left and how the last of them failed.
 */
export async function shrink<T>(
  steps: readonly T[],
  failure: Error,
  runs: (steps: readonly T[]) => Promise<Error | undefined>,
  tries = 150,
): Promise<{ steps: readonly T[]; failure: Error }> {
  let best = { steps, failure }
  let left = tries
  for (let size = Math.ceil(steps.length / 2); size >= 1; size = size > 1 ? Math.ceil(size / 2) : 0) {
    // From the end: what comes after the failing step goes first.
    for (let start = best.steps.length - size; start > -size; start -= size) {
      if (left-- <= 0) return best
      const from = Math.max(0, start)
      const fewer = [...best.steps.slice(0, from), ...best.steps.slice(start + size)]
      const found = fewer.length < best.steps.length ? await runs(fewer) : undefined
      if (found) best = { steps: fewer, failure: found }
    }
  }
  return best
}
