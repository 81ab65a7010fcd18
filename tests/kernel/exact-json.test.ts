import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseExact } from '@/lib/kernel/exact-json'

test('what binary floating point cannot hold stays the text it was', () => {
  expect(parseExact('{"tid":4123456789012345678,"oid":9007199254740991,"n":9007199254740993}')).toEqual({
    tid: '4123456789012345678',
    oid: 9007199254740991,
    n: '9007199254740993',
  })
  expect(parseExact('[19.90,-0.10,1e3,0.12345678901234567,12345678901234.56]')).toEqual([
    19.9,
    -0.1,
    1000,
    '0.12345678901234567',
    '12345678901234.56',
  ])
})

test('everything else is read as JSON.parse reads it', () => {
  fc.assert(
    fc.property(fc.json({ maxDepth: 4 }), (text) => {
      const numbers = /\d{15,}|\d[eE.]/.test(text.replace(/"(\\.|[^"\\])*"/g, ''))
      if (!numbers) expect(parseExact(text)).toEqual(JSON.parse(text))
    }),
    { numRuns: 300 },
  )
  const escaped = '{"a\\u00e9\\n":"\\ud83d\\ude00\\/\\"","__proto__":{"x":1}, "d":"\u007f"}'
  expect(JSON.stringify(parseExact(escaped))).toBe(JSON.stringify(JSON.parse(escaped)))
  expect(Object.keys(parseExact('{"__proto__":1}') as object)).toEqual(['__proto__'])
})

test.each([
  '',
  '{',
  '{"a":1,}',
  '[1,]',
  '01',
  '1.',
  '"a',
  '"\u0001"',
  'nul',
  '{"a" 1}',
  '1 2',
  '"\\x"',
  '"\\u12"',
  '[1 2]',
])('no JSON: %j', (text) => {
  expect(() => parseExact(text)).toThrow(SyntaxError)
})

test('a tower of brackets is refused before it costs the stack', () => {
  expect(() => parseExact('['.repeat(100_000))).toThrow(SyntaxError)
})
