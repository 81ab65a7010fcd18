/** JSON as it was sent. A number that binary floating point cannot hold exactly stays the text it was: order ids lie above 2^53. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json }

const maxDepth = 100
const number = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y
// Everything that needs no escape; \p{Cc} also holds signs above 7e, which need none.
const plain = /(?:[^"\\\p{Cc}]|[\x7f-\x9f])*/uy
const space = /[ \t\n\r]*/y
const escapes: Readonly<Record<string, string>> = {
  '"': '"',
  '\\': '\\',
  '/': '/',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
}

/** Throws SyntaxError, never quoting what was sent. */
export function parseExact(text: string): Json {
  let at = 0

  const fail = (): never => {
    throw new SyntaxError(`not JSON at position ${at}`)
  }
  const match = (shape: RegExp): string => {
    shape.lastIndex = at
    const found = shape.exec(text)?.[0] ?? fail()
    at += found.length
    return found
  }
  const take = (sign: string) => {
    if (!text.startsWith(sign, at)) fail()
    at += sign.length
  }
  const literal = <T>(word: string, value: T): T => {
    take(word)
    return value
  }

  function string(): string {
    take('"')
    let out = ''
    for (;;) {
      out += match(plain)
      const sign = text[at++]
      if (sign === '"') return out
      if (sign !== '\\') fail()
      const letter = text[at++] ?? ''
      if (letter === 'u') {
        const code = text.slice(at, at + 4)
        if (!/^[\da-fA-F]{4}$/.test(code)) fail()
        out += String.fromCharCode(Number.parseInt(code, 16))
        at += 4
      } else out += escapes[letter] ?? fail()
    }
  }

  function value(depth: number): Json {
    if (depth > maxDepth) fail()
    match(space)
    const sign = text[at]
    if (sign === '{') return object(depth)
    if (sign === '[') return array(depth)
    if (sign === '"') return string()
    if (sign === 't') return literal('true', true)
    if (sign === 'f') return literal('false', false)
    if (sign === 'n') return literal('null', null)
    return exact(match(number))
  }

  function object(depth: number): Json {
    take('{')
    const entries: [string, Json][] = []
    match(space)
    if (text[at] === '}') at++
    else
      for (;;) {
        match(space)
        const key = string()
        match(space)
        take(':')
        entries.push([key, value(depth + 1)])
        match(space)
        if (text[at++] === '}') break
        at--
        take(',')
      }
    // Defines own properties, so that a key called __proto__ is only a key.
    return Object.fromEntries(entries)
  }

  function array(depth: number): Json {
    take('[')
    const items: Json[] = []
    match(space)
    if (text[at] === ']') at++
    else
      for (;;) {
        items.push(value(depth + 1))
        match(space)
        if (text[at++] === ']') break
        at--
        take(',')
      }
    return items
  }

  const whole = value(0)
  match(space)
  return at === text.length ? whole : fail()
}

/** Fifteen digits always survive the way into a double and back. */
function exact(source: string): number | string {
  const n = Number(source)
  if (/^-?\d+$/.test(source)) return Number.isSafeInteger(n) ? n : source
  return source.replace(/[eE].*$/, '').replace(/\D/g, '').length <= 15 ? n : source
}
