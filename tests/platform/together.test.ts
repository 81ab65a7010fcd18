import { setImmediate as turn } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { together } from '@/lib/platform/db/together'

test('answers come in the sequence they were asked for; what failed first is thrown, and only when all have ended', async () => {
  expect(await together([Promise.resolve(1), turn('b')])).toEqual([1, 'b'])
  let ended = false
  const slow = turn()
    .then(turn)
    .then(() => {
      ended = true
    })
  const late = turn().then(() => Promise.reject(new Error('the transaction is over')))
  await expect(together([late, Promise.reject(new Error('the cause')), slow])).rejects.toThrow('the cause')
  expect(ended).toBe(true)
})
