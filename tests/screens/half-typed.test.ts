import { expect, test } from 'vitest'
import { Wedge } from '@/components/scan/wedge'

const key = (key: string, more: Partial<KeyboardEvent> = {}) => ({
  ...{ key, code: '', shiftKey: false, ctrlKey: false, metaKey: false, altKey: false, isComposing: false, keyCode: 0 },
  ...more,
})

function type(wedge: Wedge, text: string, at: number) {
  for (const sign of text) wedge.press(key(sign), at)
  return wedge.press(key('Enter'), at)
}

test('what is half typed when one step gives way to the next is a whole scan at its end', () => {
  const wedge = new Wedge()
  expect(type(wedge, '1', 0)).toEqual({ own: true, text: '1' })
  // The list of papers hears the first signs of the bin, the page of the paper that was chosen hears the rest.
  const heard = (signs: string) => {
    for (const sign of signs) wedge.press(key(sign), 10)
    return wedge.typed
  }
  expect([heard('A-'), heard('1')]).toEqual(['A-', 'A-1'])
  expect(wedge.press(key('Tab'), 10)).toEqual({ own: true, text: 'A-1' })
  expect(wedge.typed).toBe('')
})

test('a code read twice at once is one scan, also where the page has gone on between; later it is two', () => {
  const wedge = new Wedge()
  expect([0, 200, 501].map((at) => type(wedge, 'TEA', at).text)).toEqual(['TEA', undefined, 'TEA'])
})

test('where the same text begins to mean something else, it is taken at once', () => {
  const wedge = new Wedge()
  expect(type(wedge, '*P', 0).text).toBe('*P')
  // The camera that it opened is ready.
  wedge.begin()
  expect([150, 200].map((at) => type(wedge, '*P', at).text)).toEqual(['*P', undefined])
})

test('Enter alone, commands of the browser and going back are no scans; Escape first takes back what is half typed', () => {
  const wedge = new Wedge()
  expect(wedge.press(key('Enter'), 0)).toEqual({ own: false })
  expect(wedge.press(key('r', { ctrlKey: true }), 0)).toEqual({ own: false })
  for (const sign of 'TEB') wedge.press(key(sign), 0)
  wedge.press(key('Backspace'), 0)
  expect(wedge.typed).toBe('TE')
  expect(wedge.press(key('Escape'), 0)).toEqual({ own: false })
  expect(wedge.typed).toBe('')
  expect(wedge.press(key('Escape'), 0)).toEqual({ own: false, back: true })
  // What stands between the fields of a GS1 code, as scanners type it.
  wedge.press(key(']', { ctrlKey: true, code: 'BracketRight' }), 0)
  expect(wedge.typed).toBe('\u001d')
})
