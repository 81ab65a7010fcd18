import path from 'node:path'

export type SourceFile = { path: string; text: string }
export type Import = { from: string; to: string; ours: boolean; typeOnly: boolean; dynamic: boolean }

const statement = /^[ \t]*(?:import|export)\b(\s*type\b)?([\w$*{}\s,]*?\bfrom\b|(?<=import))\s*['"]([^'"\n]+)['"]/gm
const call = /\b(?:import|require)\(\s*['"`]([^'"`$]+)['"`]/g

/** Every import, export-from, dynamic import and require of the files; `to` is a file's path or a package's name. */
export function scanImports(files: SourceFile[]): Import[] {
  const paths = new Set(files.map((file) => file.path))
  return files.flatMap((file) => {
    const text = withoutComments(file.text)
    const found = [
      ...Array.from(text.matchAll(statement), ([, type, clause = '', spec = '']) => ({
        spec,
        typeOnly: type !== undefined || onlyTypes(clause),
        dynamic: false,
      })),
      ...Array.from(text.matchAll(call), ([, spec = '']) => ({ spec, typeOnly: false, dynamic: true })),
    ]
    return found.map(({ spec, ...rest }) => ({ from: file.path, ...resolve(spec, file.path, paths), ...rest }))
  })
}

/** Only whole lines and blocks that begin a line: `//` and `/*` inside a text (addresses, globs) are no comments. */
export function withoutComments(text: string): string {
  return text.replace(/^[ \t]*\/\*[\s\S]*?\*\//gm, '').replace(/(^|[ \t])\/\/.*$/gm, '$1')
}

function onlyTypes(clause: string): boolean {
  const names = /^\s*\{([^}]*)\}\s*from$/.exec(clause)?.[1]
  const list = names?.split(',').map((name) => name.trim())
  return list?.filter((name) => name !== '').every((name) => name.startsWith('type ')) ?? false
}

function resolve(spec: string, from: string, paths: Set<string>): { to: string; ours: boolean } {
  const relative = spec.startsWith('.')
  if (!relative && !spec.startsWith('@/')) return { to: spec, ours: false }
  const base = relative ? path.posix.join(path.posix.dirname(from), spec) : path.posix.normalize(spec.slice(2))
  const candidates = ['', '.ts', '.tsx', '/index.ts', '/index.tsx'].map((ending) => base + ending)
  const missing = path.posix.extname(base) === '' ? `${base}.ts` : base
  return { to: candidates.find((candidate) => paths.has(candidate)) ?? missing, ours: true }
}
