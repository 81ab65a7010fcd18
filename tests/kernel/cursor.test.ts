import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { decodeCursor, encodeCursor } from '@/lib/kernel/cursor'

const place = z.strictObject({ at: z.string(), id: z.string() })

describe('cursor', () => {
  it('comes back as it went, in signs that need no escape in an address', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string(), (at, id) => {
        const text = encodeCursor({ at, id })
        expect(text).toMatch(/^[\w-]+$/)
        expect(decodeCursor(text, place)).toEqual({ at, id })
      }),
    )
    expect(decodeCursor(encodeCursor([7n]), z.tuple([z.coerce.bigint()]))).toEqual([7n])
  })

  it('refuses what it did not make', () => {
    const bad = [
      '',
      '{}',
      'a',
      '%00',
      encodeCursor({ at: 1, id: 'x' }),
      encodeCursor(null),
      `${encodeCursor({ at: '', id: '' })}!`,
    ]
    for (const text of bad) {
      expect(() => decodeCursor(text, place), text).toThrow(
        expect.objectContaining({ code: 'invalid', params: { errors: [{ path: 'cursor', code: 'invalid_cursor' }] } }),
      )
    }
    fc.assert(
      fc.property(fc.string(), (text) => {
        try {
          decodeCursor(text, place)
        } catch (e) {
          expect(e).toMatchObject({ code: 'invalid' })
        }
      }),
    )
  })
})
