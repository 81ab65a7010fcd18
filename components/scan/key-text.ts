type Key = Pick<KeyboardEvent, 'key' | 'code' | 'shiftKey' | 'isComposing' | 'keyCode'>

/** What the keys of a US keyboard write, plain and with shift: scanners type as one, whatever layout or input method the machine has. */
const signs: Readonly<Record<string, readonly [string, string]>> = {
  Minus: ['-', '_'],
  Equal: ['=', '+'],
  BracketLeft: ['[', '{'],
  BracketRight: [']', '}'],
  Backslash: ['\\', '|'],
  Semicolon: [';', ':'],
  Quote: ["'", '"'],
  Comma: [',', '<'],
  Period: ['.', '>'],
  Slash: ['/', '?'],
  Space: [' ', ' '],
  NumpadDecimal: ['.', '.'],
  NumpadSubtract: ['-', '-'],
  NumpadAdd: ['+', '+'],
  NumpadMultiply: ['*', '*'],
  NumpadDivide: ['/', '/'],
}
const shifted = ')!@#$%^&*('

/**
 * The sign a key stands for. While a Chinese input method is on, the browser says "Process" instead of the sign, but which key it was it
 * says as ever.
 */
export function signOf({ key, code, shiftKey, isComposing, keyCode }: Key): string | undefined {
  const taken = isComposing || key === 'Process' || key === 'Unidentified' || keyCode === 229
  // A full-width sign is what an input method makes of a plain one.
  if (!taken && key.length === 1 && key <= '~') return key
  const digit = /^(?:Digit|Numpad)(\d)$/.exec(code)?.[1]
  if (digit !== undefined) return shiftKey && code.startsWith('Digit') ? shifted[Number(digit)] : digit
  const letter = /^Key([A-Z])$/.exec(code)?.[1]
  if (letter) return shiftKey ? letter : letter.toLowerCase()
  return signs[code]?.[shiftKey ? 1 : 0]
}

export const isEnd = ({ key, code }: Pick<KeyboardEvent, 'key' | 'code'>): boolean =>
  key === 'Enter' || key === 'Tab' || code === 'Enter' || code === 'NumpadEnter' || code === 'Tab'
