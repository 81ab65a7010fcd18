import { describe, expect, it } from 'vitest'
import { code128 } from '@/lib/kernel/code128'

function modules(text: string): string {
  const { width, bars } = code128(text)
  const all = Array<string>(width).fill('0')
  for (const bar of bars) all.fill('1', bar.x, bar.x + bar.width)
  return all.join('')
}

describe('code128', () => {
  it('draws start B, the sign, the check sign and stop as the standard has them', () => {
    // 'A' is 33, the check sign (104 + 33) mod 103 = 34, which is 'B'.
    expect(modules('A')).toBe('11010010000' + '10100011000' + '10001011000' + '1100011101011')
  })

  it('weighs each sign by its place for the check sign', () => {
    // 48·1 + 42·2 + 42·3 + 17·4 + 18·5 + 19·6 + 35·7 + 104 = 879, mod 103 = 55: the sign 'W'.
    const drawn = modules('PJJ123C')
    expect(drawn.slice(-24, -13)).toBe('11101000110')
    expect(drawn.length).toBe(11 * 9 + 13)
  })

  it('begins and ends with a bar, and every sign has three bars in eleven modules', () => {
    const drawn = modules('FS-20261122-0007')
    expect(drawn.startsWith('1') && drawn.endsWith('1')).toBe(true)
    for (let i = 0; i < drawn.length - 13; i += 11) {
      expect(drawn.slice(i, i + 11).match(/1+/g)).toHaveLength(3)
    }
  })

  it('refuses what the code set has no sign for', () => {
    expect(() => code128('发货单')).toThrow(RangeError)
    expect(() => code128('a\n')).toThrow(RangeError)
  })
})
