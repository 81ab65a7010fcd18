import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { maskEmail, maskLine, maskName, maskPhone } from '@/lib/kernel/mask'

const clear = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }).filter((t) => !t.includes('*'))

describe('masks', () => {
  it('look as people know them', () => {
    expect(['张三', '欧阳娜娜', '张', 'John Doe', 'J', '张*'].map(maskName)).toEqual([
      '张*',
      '欧***',
      '*',
      'J*** D**',
      '*',
      '张*',
    ])
    expect(maskPhone('13812345678')).toBe('138****5678')
    expect(maskPhone('+86 138-1234-5678')).toBe('138****5678')
    expect(maskPhone('138****5678')).toBe('138****5678')
    expect(maskPhone('+1 (415) 555-0100')).toBe('+141****0100')
    expect(maskPhone('0571-8765432')).toBe('057****5432')
    expect(maskPhone('12345')).toBe('*****')
    expect(maskPhone('call me')).toBe('****')
    expect(['john.doe@example.com', 'a@b.cn', 'nobody', 'x'].map(maskEmail)).toEqual([
      'j***@example.com',
      '***@b.cn',
      'n***',
      '***',
    ])
    expect(['文三路138号8楼', '12 Main Street', '8号'].map(maskLine)).toEqual(['文三***', '***', '***'])
    expect([maskName, maskPhone, maskEmail, maskLine].map((mask) => mask(''))).toEqual(['', '', '', ''])
  })

  it('never give the text back', () => {
    for (const mask of [maskName, maskPhone, maskEmail, maskLine]) {
      fc.assert(
        fc.property(clear, (t) => {
          expect(mask(t)).toContain('*')
          expect(mask(t).includes(t)).toBe(false)
        }),
      )
    }
  })

  it('leave alone what is masked already', () => {
    for (const mask of [maskName, maskPhone, maskEmail]) {
      fc.assert(fc.property(clear, (t) => mask(mask(t)) === mask(t)))
    }
  })

  it('hide all of a name but first letters', () => {
    fc.assert(
      fc.property(clear, (t) => {
        const shown = Array.from(maskName(t).replace(/[*\s]/g, ''))
        expect(shown.length).toBeLessThanOrEqual(t.split(/\s+/).length)
      }),
    )
  })

  it('hide at least four digits of a phone, of short ones all', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[1-7]\d{0,17}$/), (t) => {
        const shown = maskPhone(t).replace(/\D/g, '').length
        expect(shown).toBeLessThanOrEqual(t.length < 7 ? 0 : Math.min(7, t.length - 4))
      }),
    )
  })

  it('show no house number', () => {
    fc.assert(fc.property(clear, (t) => !/\p{N}/u.test(maskLine(t))))
  })
})
