/** The record that a form changes: the version it was read with, and how to read what stands there now. */
export type KeptRecord<F> = {
  version: number
  read: () => Promise<{ version: number; values: F } | null>
  /** Fields that are written and never read back, such as a buyer's phone. */
  unread?: readonly string[]
}

/** `path` is the record's place below /api/v1; `valuesOf` turns it into the form's fields, the same way the form began. */
export function recordAt<F, V extends { version: number }>(
  view: V,
  path: string,
  valuesOf: (view: V) => F,
  /** Where the answer is a list that the record stands in. */
  pick: (answer: unknown) => V | undefined = (answer) => answer as V,
): KeptRecord<F> {
  return {
    version: view.version,
    async read() {
      const answer = await fetch(`/api/v1/${path}`).catch(() => null)
      if (!answer?.ok) return null
      const now = pick(await answer.json())
      return now ? { version: now.version, values: valuesOf(now) } : null
    },
  }
}
