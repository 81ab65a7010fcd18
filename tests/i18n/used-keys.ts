import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

export type UsedKey = { key: string; kind: 'text' | 'namespace'; file: string; line: number }

const BIND =
  /const\s+(\w+)\s*=\s*(?:await\s+)?(?:useTranslations|getTranslations)\(\s*(?:\{[^}]*namespace:\s*)?(?:'([^']*)')?/g

/**
 * Every literal key that pages and components ask for. A name bound by useTranslations('ns') or getTranslations('ns')
 * holds from its line to the next binding of that name in the file; computed keys (`t(\`state.${s}\`)`) cannot be read here.
 */
export function usedKeys(folders: readonly string[]): UsedKey[] {
  return folders.flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((path) => /\.tsx?$/.test(path))
      .flatMap((path) => keysIn(join(folder, path))),
  )
}

function keysIn(file: string): UsedKey[] {
  const source = readFileSync(file, 'utf8')
  const lineOf = (index: number) => source.slice(0, index).split('\n').length
  const bindings = [...source.matchAll(BIND)].map((m) => ({ name: m[1] ?? '', space: m[2] ?? '', at: m.index }))
  return bindings.flatMap(({ name, space, at }) => {
    const until = bindings.find((other) => other.name === name && other.at > at)?.at ?? source.length
    const calls = source
      .slice(at, until)
      .matchAll(new RegExp(`(?<![\\w.])${name}(?:\\.(?:rich|markup|raw))?\\(\\s*'([^']+)'`, 'g'))
    const texts = [...calls].map((call) => ({
      key: space ? `${space}.${call[1]}` : (call[1] ?? ''),
      kind: 'text' as const,
      file,
      line: lineOf(at + call.index),
    }))
    return space ? [{ key: space, kind: 'namespace' as const, file, line: lineOf(at) }, ...texts] : texts
  })
}
