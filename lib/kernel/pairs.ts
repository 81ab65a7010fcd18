/** What separates must be marked where it is meant as itself. */
const special = /[\\;；=＝\n\r]/g

/** Names with values as one line that people can type: `材质=棉;用途=送礼`. */
export function writePairs(pairs: Iterable<readonly [string, string]>): string {
  const plain = (text: string) => text.replace(special, (sign) => `\\${sign}`)
  return [...pairs].map(([name, value]) => `${plain(name)}=${plain(value)}`).join(';')
}

/** The same read again; also with the wide signs of a Chinese keyboard and line by line. null: a part of it names nothing. */
export function readPairs(text: string): [string, string][] | null {
  const pairs: [string, string][] = []
  for (const part of text.match(/(?:\\[\s\S]|[^\\;；\n\r])+/g) ?? []) {
    if (part.trim() === '') continue
    const [, name = '', value = ''] = /^((?:\\[\s\S]|[^\\=＝])+)[=＝]([\s\S]*)$/.exec(part) ?? []
    if (name.trim() === '') return null
    pairs.push([bare(name), bare(value)])
  }
  return pairs
}

function bare(text: string): string {
  return text.replace(/\\([\s\S])/g, '$1').trim()
}
