/**
 * Statements that do not need each other's answers, sent one right behind the other: together they are one wait. Ends when all of them have
 * ended, so that nothing is sent any more on a transaction that was given up; what failed first is thrown.
 */
export async function together<T extends readonly unknown[]>(work: { [K in keyof T]: Promise<T[K]> }): Promise<T> {
  let failed: { error: unknown } | undefined
  const ended = await Promise.all(
    work.map((one) =>
      Promise.resolve(one).catch((error: unknown) => {
        // Later ones fail only because the transaction is over.
        failed ??= { error }
      }),
    ),
  )
  if (failed) throw failed.error
  return ended as unknown as T
}
