import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readPairs, writePairs } from '@/lib/kernel/pairs'

test('names and values as people type them', () => {
  expect(readPairs('材质=棉; 用途＝送礼；\n产地=浙江=杭州')).toEqual([
    ['材质', '棉'],
    ['用途', '送礼'],
    ['产地', '浙江=杭州'],
  ])
  expect(readPairs('a=')).toEqual([['a', '']])
  expect(readPairs(' ; ')).toEqual([])
  expect([readPairs('棉'), readPairs('a=1;棉'), readPairs('=1')]).toEqual([null, null, null])
})

test('whatever a name and a value hold, they come back as they were', () => {
  const text = fc.string({ unit: fc.constantFrom(...'a棉;；=＝\\\n\r ".') }).map((s) => s.trim())
  fc.assert(
    fc.property(fc.array(fc.tuple(text.filter(Boolean), text)), (pairs) => {
      expect(readPairs(writePairs(pairs))).toEqual(pairs)
    }),
  )
})
