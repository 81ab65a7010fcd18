import { expect, test } from 'vitest'
import { barcodesOf, parseGs1, separator } from '@/lib/kernel/gs1'

const now = new Date('2026-11-22T00:00:00Z')
const item = '06901234567892'

test('a GS1 code is read with brackets and without, whatever the scanner writes before it and between its fields', () => {
  const whole = { gtin: item, expiresOn: '2027-11-30', batchNo: 'L-7', serial: 'S/1' }
  for (const text of [
    `(01)${item}(17)271130(10)L-7(21)S/1`,
    `01${item}1727113010L-7${separator}21S/1`,
    `]d201${item}10L-7${separator}1727113021S/1`,
    `]C101${item}21S/1${separator}10L-7${separator}17271130`,
  ])
    expect(parseGs1(text, now)).toEqual(whole)
  expect(parseGs1(`01${item}`, now)).toEqual({ gtin: item })
  // Weight in grams, made on, best before the end of a month.
  expect(parseGs1(`01${item}31030012501126110115280200`, now)).toEqual({
    ...{ gtin: item, producedOn: '2026-11-01', expiresOn: '2028-02-29' },
  })
  expect(parseGs1(`01${item}17760101`, now)?.expiresOn).toBe('2076-01-01')
  expect(parseGs1(`01${item}11990101`, now)?.producedOn).toBe('1999-01-01')
  expect(barcodesOf({ gtin: item })).toEqual([item, '6901234567892'])
  expect(barcodesOf({ gtin: '00000012345670' })).toEqual([
    '00000012345670',
    '0000012345670',
    '000012345670',
    '12345670',
  ])
})

test('what is no GS1 code means what it says', () => {
  for (const text of [
    '6901234567892',
    'TEA-001',
    '(10)L-7',
    `01${item.slice(0, 13)}3`,
    `01${item}1727`,
    `01${item}17271130XY`,
    `(01)${item}x(10`,
    `01${item}10`,
    '',
  ])
    expect(parseGs1(text, now)).toBeUndefined()
  // A day that does not exist is none; the goods are known all the same.
  expect(parseGs1(`01${item}17270231`, now)).toEqual({ gtin: item })
})
