import { expect, test } from 'vitest'
import { waveOf } from '@/components/scan/wave-of'

test('a wave is chosen by its place among the nine shown, or by its number among all that are open', () => {
  const waves = Array.from({ length: 12 }, (_, i) => ({ number: `W-${i + 1}` }))
  expect(waveOf(waves, '9')?.number).toBe('W-9')
  expect(waveOf(waves, ' w-12 ')?.number).toBe('W-12')
  expect([waveOf(waves, '10'), waveOf(waves.slice(0, 2), '3'), waveOf(waves, 'W-13')]).toEqual(Array(3).fill(undefined))
})
