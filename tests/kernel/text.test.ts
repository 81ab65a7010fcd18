import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { grams, hasBadText, normaliseEmail, normaliseName, normalisePhone } from '@/lib/kernel/text'

const sign = fc.constantFrom(...'青花瓷茶具套装杯子ABCxyzéÜ019-_／ＡΣσ😀𠮷 　\t')
const text = fc.array(sign, { maxLength: 120 }).map((signs) => signs.join(''))

describe('grams', () => {
  it('cuts Chinese and Latin alike', () => {
    expect(grams('青花瓷 Tea')).toEqual(['青花', '花瓷', 'te', 'ea'])
    expect(grams('ＡＢ　茶')).toEqual(['ab', '茶'])
    expect(grams('aaaa')).toEqual(['aa'])
    expect(grams('𠮷野')).toEqual(['𠮷野'])
    expect(grams('  ')).toEqual([])
  })

  it('contains every two-sign part of the text, so that a search for a part finds the whole', () => {
    fc.assert(
      fc.property(text, fc.nat(), fc.integer({ min: 2, max: 12 }), (whole, start, length) => {
        const signs = Array.from(whole)
        const at = signs.length === 0 ? 0 : start % signs.length
        const part = signs.slice(at, at + length).join('')
        // A sign that stands alone in the part may have had neighbours in the whole.
        const wanted = grams(part).filter((gram) => Array.from(gram).length === 2)
        const stored = new Set(grams(whole))
        expect(wanted.filter((gram) => !stored.has(gram))).toEqual([])
      }),
    )
    fc.assert(fc.property(text, (t) => grams(t.toUpperCase()).join('|') === grams(t.toLowerCase()).join('|')))
  })

  it('stops at 400', () => {
    const long = Array.from({ length: 3_000 }, (_, i) => String.fromCodePoint(0x4e00 + i)).join('')
    expect(grams(long)).toHaveLength(400)
    expect(grams(Array.from(long).join(' '))).toHaveLength(400)
  })
})

describe('normalisePhone', () => {
  it('brings the spellings of one number together', () => {
    const same = [
      '13812345678',
      '+86 138-1234-5678',
      '0086 13812345678',
      '８６１３８１２３４５６７８',
      '(138) 1234 5678',
    ]
    expect(new Set(same.map(normalisePhone))).toEqual(new Set(['13812345678']))
    expect(normalisePhone('+49 30 1234567')).toBe(normalisePhone('0049301234567'))
    expect(normalisePhone('+1 (415) 555-0100')).toBe('14155550100')
    // Not China's prefix: a number that merely begins with 86.
    expect(normalisePhone('8612345')).toBe('8612345')
    expect(normalisePhone('no number')).toBe('')
  })
})

describe('normaliseName and normaliseEmail', () => {
  it('bring the spellings of one person together', () => {
    expect(normaliseName(' 张　三 ')).toBe('张三')
    expect(normaliseName('JOHN   Doe')).toBe('john doe')
    expect(normaliseName('阿不都・热合曼')).toBe(normaliseName('阿不都·热合曼'))
    expect(normaliseEmail(' Ｊohn@Example.COM ')).toBe('john@example.com')
  })

  it('change nothing the second time', () => {
    const any = fc.oneof(text, fc.string({ unit: 'grapheme', maxLength: 30 }))
    fc.assert(fc.property(any, (t) => normaliseName(normaliseName(t)) === normaliseName(t)))
    fc.assert(fc.property(any, (t) => normaliseEmail(normaliseEmail(t)) === normaliseEmail(t)))
  })
})

describe('hasBadText', () => {
  const half = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/

  it('finds NUL and half a pair, and nothing in whole text', () => {
    expect(['a\0', '\ud83d', 'x\ude00y', '\ude00\ud83d'].every(hasBadText)).toBe(true)
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (t) => hasBadText(t.replaceAll('\0', '')) === false))
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (t) => hasBadText(t) === (t.includes('\0') || half.test(t))))
  })
})
