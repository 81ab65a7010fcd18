import { onTestFinished } from 'vitest'

/**
 * The two seconds are over for which this process believes what it was told of a session, a member or a key: nobody has to wait for
 * them, its clock goes forward until the test has ended. The database's clock stays as it is.
 */
export function twoSecondsLater(): void {
  const before = Date.now
  const now = () => before() + 2100
  Date.now = now
  onTestFinished(() => {
    Date.now = before
  })
}
