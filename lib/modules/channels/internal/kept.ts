/** Somebody else has the lease now: what we were at is theirs to do. */
export class LeaseLost extends Error {
  override name = 'LeaseLost'
}

/** A third of the shortest lease. */
const beatMs = 30_000

/**
 * Pages of a channel under a lease that is kept alive while the next one is on its way: a page may take longer than the lease, for
 * channels grant some of what belongs to it once in two seconds. Without this the lease ends, somebody else begins at the same place,
 * both share what the channel grants, and neither ever arrives.
 */
export async function* kept<T>(pages: AsyncGenerator<T>, keep: () => Promise<boolean>): AsyncGenerator<T> {
  try {
    for (;;) {
      const { done, value } = await whileKept(pages.next(), keep)
      if (done) return
      yield value
    }
  } finally {
    // Not waited for: a page that is still on its way ends when the channel lets it.
    pages.return(undefined).catch(() => undefined)
  }
}

function whileKept<T>(work: Promise<T>, keep: () => Promise<boolean>): Promise<T> {
  return new Promise((done, fail) => {
    const beat = setInterval(() => keep().then((held) => held || end(() => fail(new LeaseLost())), stop), beatMs)
    const end = (how: () => void) => {
      clearInterval(beat)
      how()
    }
    const stop = (e: unknown) => end(() => fail(e))
    work.then((value) => end(() => done(value)), stop)
  })
}
