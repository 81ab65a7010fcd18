import { hkdfSync } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  blindIndex,
  deriveKey,
  keyVersionOf,
  newDataKey,
  openText,
  openWith,
  SealBroken,
  sameSecret,
  sealText,
  sealWith,
  sha256,
} from '@/lib/platform/crypto'

const key = newDataKey()
const bytes = fc.uint8Array({ maxLength: 300 }).map((b) => Buffer.from(b))

describe('sealWith and openWith', () => {
  it('give back what was sealed, and say with which key', () => {
    fc.assert(
      fc.property(bytes, fc.string({ unit: 'grapheme' }), fc.integer({ min: 1, max: 255 }), (plain, aad, version) => {
        const sealed = sealWith(key, aad, plain, version)
        expect(sealed).toHaveLength(2 + 12 + plain.length + 16)
        expect(keyVersionOf(sealed)).toBe(version)
        expect(openWith(key, aad, sealed)).toEqual(plain)
      }),
    )
    expect(openText(key, 'a', sealText(key, 'a', '张三 😀'))).toBe('张三 😀')
  })

  it('never make the same bytes twice and never show the text', () => {
    const made = Array.from({ length: 200 }, () => sealWith(key, 'a', '13812345678').toString('hex'))
    expect(new Set(made).size).toBe(200)
    expect(made.some((hex) => hex.includes(Buffer.from('138123').toString('hex')))).toBe(false)
  })

  it('refuse another key', () => {
    expect(() => openWith(newDataKey(), 'a', sealWith(key, 'a', 'x'))).toThrow(SealBroken)
  })

  it('refuse a value moved to another row, column or tenant', () => {
    const [one, two] = ['t1|buyer|name|1', 't1|buyer|name|2']
    const rows = { one: sealWith(key, one, '张三'), two: sealWith(key, two, '李四') }
    expect(openWith(key, one, rows.one).toString()).toBe('张三')
    expect(() => openWith(key, one, rows.two)).toThrow(SealBroken)
    expect(() => openWith(key, two, rows.one)).toThrow(SealBroken)
    expect(() => openWith(key, 't1|buyer|phone|1', rows.one)).toThrow(SealBroken)
    expect(() => openWith(key, '', rows.one)).toThrow(SealBroken)
  })

  it('refuse every single flipped bit, the header’s too, and every cut', () => {
    const sealed = sealWith(key, 'a', 'some text', 3)
    for (let bit = 0; bit < sealed.length * 8; bit++) {
      const bent = Buffer.from(sealed)
      bent[bit >> 3] = (bent[bit >> 3] ?? 0) ^ (1 << (bit & 7))
      expect(() => openWith(key, 'a', bent), `bit ${bit}`).toThrow(SealBroken)
    }
    for (let length = 0; length < sealed.length; length++) {
      expect(() => openWith(key, 'a', sealed.subarray(0, length))).toThrow(SealBroken)
    }
    expect(() => keyVersionOf(Buffer.alloc(0))).toThrow(SealBroken)
    expect(() => sealWith(key, 'a', 'x', 256)).toThrow(RangeError)
  })
})

describe('deriveKey', () => {
  it('is HKDF-SHA256, one key per purpose', () => {
    expect(deriveKey(key, 'blind')).toEqual(Buffer.from(hkdfSync('sha256', key, '', 'caravan:blind', 32)))
    expect(deriveKey(key, 'blind')).not.toEqual(deriveKey(key, 'seal'))
  })
})

describe('blindIndex', () => {
  it('is the same for the same text only, within the database’s int8', () => {
    const fixed = Buffer.alloc(32, 7)
    expect(blindIndex(fixed, 'phone', '13812345678')).toBe(blindIndex(Buffer.alloc(32, 7), 'phone', '13812345678'))
    const phones = Array.from({ length: 5_000 }, (_, i) => blindIndex(fixed, 'phone', String(13_800_000_000 + i)))
    expect(new Set(phones).size).toBe(5_000)
    expect(phones.every((n) => BigInt.asIntN(64, n) === n)).toBe(true)
    expect(phones.some((n) => n < 0n) && phones.some((n) => n > 0n)).toBe(true)
  })

  it('differs by key and kind', () => {
    expect(blindIndex(key, 'phone', 'x')).not.toBe(blindIndex(newDataKey(), 'phone', 'x'))
    expect(blindIndex(key, 'phone', 'x')).not.toBe(blindIndex(key, 'name', 'x'))
    expect(blindIndex(key, 'a', 'b:c')).not.toBe(blindIndex(key, 'a:b', 'c'))
  })
})

describe('hashes', () => {
  it('are SHA-256 and compared whole', () => {
    expect(sha256('abc').toString('hex')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')
    expect(sha256(Buffer.from('abc'))).toEqual(sha256('abc'))
    expect(sameSecret('abc', Buffer.from('abc'))).toBe(true)
    expect([sameSecret('abc', 'abd'), sameSecret('abc', 'ab'), sameSecret('', 'a')]).toEqual([false, false, false])
  })
})
