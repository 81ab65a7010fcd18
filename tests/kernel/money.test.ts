import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { currencyDigits } from '@/lib/kernel/currencies'
import { add, amountOf, digitsOf, fromMinor, isAmount, isCurrency, share, toMinor } from '@/lib/kernel/money'

const currency = fc.constantFrom(...currencyDigits.keys())
const minor = fc.bigInt({ min: -(2n ** 63n - 1n), max: 2n ** 63n - 1n })
const code = (code: string) => expect.objectContaining({ params: { errors: [expect.objectContaining({ code })] } })

describe('currencies', () => {
  it('have the digits of ISO 4217', () => {
    expect(['CNY', 'JPY', 'KWD', 'CLF', 'USD', 'IQD'].map(digitsOf)).toEqual([2, 0, 3, 4, 2, 3])
    expect(isCurrency('cny')).toBe(false)
    expect(() => digitsOf('RMB')).toThrow(code('unknown_currency'))
  })

  it('are at least all that the platform knows as current', () => {
    // Codes with X that are nobody's money: drawing rights, metals, tests.
    const unknown = Intl.supportedValuesOf('currency').filter((c) => !isCurrency(c))
    expect(unknown.filter((c) => !c.startsWith('X'))).toEqual([])
    expect([...currencyDigits.keys()].every((c) => /^[A-Z]{3}$/.test(c))).toBe(true)
  })
})

describe('toMinor and fromMinor', () => {
  it('read and write decimal text', () => {
    expect(toMinor('12.34', 'CNY')).toBe(1234n)
    expect(toMinor('12.3', 'CNY')).toBe(1230n)
    expect(toMinor('-0.05', 'CNY')).toBe(-5n)
    expect(toMinor('-0', 'CNY')).toBe(0n)
    expect(toMinor('1200', 'JPY')).toBe(1200n)
    expect(toMinor('1.234', 'KWD')).toBe(1234n)
    expect(fromMinor(1234n, 'CNY')).toBe('12.34')
    expect(fromMinor(-5n, 'CNY')).toBe('-0.05')
    expect(fromMinor(0n, 'KWD')).toBe('0.000')
    expect(fromMinor(-7n, 'JPY')).toBe('-7')
  })

  it('refuse everything else', () => {
    for (const bad of [
      '',
      ' ',
      '+1',
      '1e3',
      '1.',
      '.5',
      '01',
      '1,00',
      ' 1',
      '1 ',
      '--1',
      'NaN',
      '１',
      '0x1',
      '1\n',
      '-',
    ]) {
      expect(() => toMinor(bad, 'CNY'), JSON.stringify(bad)).toThrow(code('not_a_decimal'))
      expect(isAmount(bad, 'CNY')).toBe(false)
    }
    expect(() => toMinor('1.230', 'CNY')).toThrow(code('too_many_digits'))
    expect(() => toMinor('1.0', 'JPY')).toThrow(code('too_many_digits'))
    expect(() => toMinor('92233720368547758.08', 'CNY')).toThrow(code('out_of_range'))
    expect(toMinor('92233720368547758.07', 'CNY')).toBe(2n ** 63n - 1n)
    expect(() => toMinor('9'.repeat(1_000_000), 'CNY')).toThrow(code('out_of_range'))
  })

  it('are each other’s inverse', () => {
    fc.assert(fc.property(minor, currency, (m, c) => toMinor(fromMinor(m, c), c) === m && isAmount(fromMinor(m, c), c)))
  })
})

describe('add', () => {
  it('adds one currency and refuses two', () => {
    expect(add({ minor: 1n, currency: 'CNY' }, { minor: 2n, currency: 'CNY' })).toEqual({ minor: 3n, currency: 'CNY' })
    expect(() => add({ minor: 1n, currency: 'CNY' }, { minor: 2n, currency: 'USD' })).toThrow(code('mixed_currencies'))
  })
})

describe('share', () => {
  it('gives the odd units to the largest remainder, ties to the first', () => {
    expect(share(100n, [1n, 1n, 1n])).toEqual([34n, 33n, 33n])
    expect(share(-100n, [1n, 1n, 1n])).toEqual([-34n, -33n, -33n])
    expect(share(10n, [1n, 2n, 6n])).toEqual([1n, 2n, 7n])
    expect(share(5n, [0n, 0n])).toEqual([3n, 2n])
    expect(share(5n, [0n, 1n])).toEqual([0n, 5n])
    expect(share(0n, [])).toEqual([])
    expect(() => share(1n, [])).toThrow(RangeError)
    expect(() => share(1n, [2n, -1n])).toThrow(RangeError)
  })

  it('sums exactly, is fair within one unit, gives nothing for no weight and never against the sign', () => {
    const weights = fc.array(fc.bigInt({ min: 0n, max: 10n ** 15n }), { minLength: 1, maxLength: 40 })
    fc.assert(
      fc.property(minor, weights, (total, weights) => {
        const parts = share(total, weights)
        const sum = weights.reduce((a, b) => a + b, 0n)
        expect(parts.reduce((a, b) => a + b, 0n)).toBe(total)
        parts.forEach((part, i) => {
          const weight = sum === 0n ? 1n : (weights[i] ?? 0n)
          const whole = sum === 0n ? BigInt(weights.length) : sum
          const off = part * whole - total * weight
          expect(off < whole && off > -whole).toBe(true)
          expect(part === 0n || part > 0n === total > 0n).toBe(true)
          if (weight === 0n) expect(part).toBe(0n)
        })
      }),
    )
  })

  it('is symmetrical in the sign', () => {
    fc.assert(
      fc.property(minor, fc.array(fc.bigInt({ min: 0n, max: 99n }), { minLength: 1 }), (total, weights) => {
        expect(share(-total, weights)).toEqual(share(total, weights).map((part) => -part))
      }),
    )
  })
})

describe('amountOf', () => {
  it('rounds half-even once', () => {
    expect(amountOf('0.005', 1, 'CNY')).toBe(0n)
    expect(amountOf('0.015', 1, 'CNY')).toBe(2n)
    expect(amountOf('0.025', 1, 'CNY')).toBe(2n)
    expect(amountOf('-0.015', 1, 'CNY')).toBe(-2n)
    expect(amountOf('0.025001', 1, 'CNY')).toBe(3n)
    // Rounding each piece would give 1,000 × 0.00.
    expect(amountOf('0.004', 1000, 'CNY')).toBe(400n)
    expect(amountOf('2.5', 1, 'JPY')).toBe(2n)
    expect(amountOf('1.0005', -1, 'KWD')).toBe(-1000n)
  })

  it('refuses what it cannot multiply exactly', () => {
    expect(() => amountOf('1.0000001', 1, 'CNY')).toThrow(code('too_many_digits'))
    expect(() => amountOf('1', 1.5, 'CNY')).toThrow(code('not_an_integer'))
    expect(() => amountOf('9000000000000', 2 ** 40, 'CNY')).toThrow(code('out_of_range'))
  })

  it('is never further than half a unit from the exact product', () => {
    const price = fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n })
    fc.assert(
      fc.property(price, fc.integer({ min: -100_000, max: 100_000 }), currency, (micros, quantity, c) => {
        const size = micros < 0n ? -micros : micros
        const text = `${micros < 0n ? '-' : ''}${size / 1_000_000n}.${(size % 1_000_000n).toString().padStart(6, '0')}`
        const scale = 10n ** BigInt(6 - digitsOf(c))
        const off = amountOf(text, quantity, c) * scale - micros * BigInt(quantity)
        expect((off < 0n ? -off : off) * 2n <= scale).toBe(true)
      }),
    )
  })
})
