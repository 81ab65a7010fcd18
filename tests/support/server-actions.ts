import { withoutComments } from '@/tests/support/scan-imports'

/** `modules`: names of use cases and of what else it takes from the modules, beyond the door. */
export type ServerAction = { file: string; name: string; uses: string[] }

const imported = /^import\s+(type\s+)?\{([^}]*)\}\s+from\s+'([^']+)'$/gm
const local = /^(?:async )?function (\w+)|^(?:const|let|class) (\w+)/gm
const exported = /^export (?!type\b)(.*)$/gm
const head = /^async function (\w+)\(/

/** What goes through the door: the ways in, and what shapes an input or an answer without knowing a database. */
const door = new Set(['act', 'actEach', 'quiet', 'renamed'])

/**
 * The actions of a `'use server'` file, each with what it uses beyond the door: names imported or made in the file, but
 * for use cases that are only handed to the door. Throws on what it cannot read, so that nothing passes unread.
 */
export function actionsOf(file: string, text: string): ServerAction[] {
  const code = withoutComments(text)
  const imports = [...code.matchAll(imported)]
  const rest = code.replace(imported, '').replace(/^'use server'$/m, '')
  if (/^\s*import\b/m.test(rest)) throw new Error(`${file}: an import of another kind`)
  const names = imports.flatMap(([, type, list = '', from = '']) =>
    type
      ? []
      : list.split(',').flatMap((one) => nameOf(one).map((name) => ({ name, useCase: from.includes('/modules/') }))),
  )
  const own = [...rest.matchAll(local)].map(([, a, b]) => ({ name: a ?? b ?? '', useCase: false }))
  return [...rest.matchAll(exported)].map((found) => {
    const name = head.exec(found[1] ?? '')?.[1]
    if (!name) throw new Error(`${file}: ${found[0]} is no async function`)
    const body = rest.slice((found.index ?? 0) + found[0].length, rest.indexOf('\n}', found.index))
    const uses = [...names, ...own].filter(({ name, useCase }) =>
      new RegExp(`\\b${name}\\b`).test(useCase ? body.replace(throughDoor, '') : body),
    )
    if (!/\bact(Each)?\(\w/.test(body) && uses.length === 0) uses.push({ name: 'nothing', useCase: false })
    return {
      file,
      name,
      uses: uses
        .map(({ name }) => name)
        .filter((name) => !door.has(name))
        .sort(),
    }
  })
}

const throughDoor = /\bact(?:Each)?\(\s*\w+/g

function nameOf(one: string): string[] {
  const text = one.trim()
  if (text === '' || text.startsWith('type ')) return []
  const name = text.split(/\s+as\s+/).at(-1)
  return name ? [name] : []
}
