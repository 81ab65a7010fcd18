import { readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'

/** The bytes in which a text may lie about: as it is, in wide characters, hexadecimal, base64 at each of its three offsets, in an address, escaped. */
export function formsOf(text: string): Map<string, Buffer> {
  const bytes = Buffer.from(text)
  const wide = Buffer.from(text, 'utf16le')
  const forms = new Map<string, Buffer>([
    ['utf-8', bytes],
    ['utf-16le', wide],
    ['utf-16be', Buffer.from(wide).swap16()],
    ['hex', Buffer.from(bytes.toString('hex'))],
    ['HEX', Buffer.from(bytes.toString('hex').toUpperCase())],
    ['percent', Buffer.from(encodeURIComponent(text))],
    [
      'escaped',
      Buffer.from(text.replace(/[^\x20-\x7e]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`)),
    ],
  ])
  for (const offset of [0, 1, 2]) {
    // What stands before and behind the text is not known: only the signs that depend on the text alone are looked for.
    const coded = Buffer.concat([Buffer.alloc(offset), bytes])
      .toString('base64')
      .replaceAll('=', '')
    const whole = Math.floor(((offset + bytes.length) * 8) / 6)
    const own = coded.slice(Math.ceil((offset * 8) / 6), whole)
    forms.set(`base64+${offset}`, Buffer.from(own))
    forms.set(`base64url+${offset}`, Buffer.from(own.replaceAll('+', '-').replaceAll('/', '_')))
  }
  return forms
}

/** Where the texts are found in some bytes: `text (form)`. */
export function tracesIn(bytes: Buffer, texts: readonly string[]): string[] {
  return texts.flatMap((text) =>
    [...formsOf(text)].filter(([, form]) => bytes.includes(form)).map(([name]) => `${text} (${name})`),
  )
}

/** Every file below some folders. */
export function filesBelow(folders: readonly string[]): string[] {
  return folders.flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .map((name) => path.join(folder, name))
      .filter((file) => statSync(file, { throwIfNoEntry: false })?.isFile()),
  )
}

export function tracesInFiles(files: readonly string[], texts: readonly string[]): string[] {
  return files.flatMap((file) => tracesIn(readFileSync(file), texts).map((trace) => `${file}: ${trace}`))
}
