import { describe, expect, test } from 'vitest'
import { codesBetween } from '@/lib/kernel/code-range'

describe('codes between two', () => {
  test.each<[string, string, string[]]>([
    ['A-01', 'A-03', ['A-01', 'A-02', 'A-03']],
    ['A-01-1', 'B-02-2', ['A-01-1', 'A-01-2', 'A-02-1', 'A-02-2', 'B-01-1', 'B-01-2', 'B-02-1', 'B-02-2']],
    ['A-7', 'A-7', ['A-7']],
    ['库区3', '库区5', ['库区3', '库区4', '库区5']],
    ['R09S', 'R11S', ['R09S', 'R10S', 'R11S']],
  ])('%s to %s', (from, to, codes) => {
    expect(codesBetween(from, to, 100)).toEqual(codes)
  })

  test.each([
    ['falling', 'A-03', 'A-01'],
    ['of another form', 'A-01', 'A-01-01'],
    ['of numbers of two lengths', 'A-1', 'A-10'],
    ['of words', 'AB-1', 'AC-1'],
    ['between a letter and a number', 'A-A', 'A-1'],
    ['of nothing', '', ''],
    ['too large', 'A-01-01', 'A-05-21'],
  ])('none where the range is %s', (_why, from, to) => {
    expect(codesBetween(from, to, 100)).toBeUndefined()
  })

  test('as many as may be', () => {
    expect(codesBetween('A-01-01', 'A-05-20', 100)).toHaveLength(100)
  })
})
