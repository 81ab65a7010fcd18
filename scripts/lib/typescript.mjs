import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { ensureDependencies, quietPrisma, root } from './dependencies.mjs'

/**
 * Runs a TypeScript file in this very process, with the dependencies in place: one process less to start, to signal
 * and to lose. Paths a person gave are relative to INIT_CWD, where npm (or they) stood; we stand in the root.
 * @param {string} file path from the project's root
 * @param {string[]} args
 */
export async function runTypeScript(file, args) {
  try {
    await ensureDependencies()
    const script = path.resolve(root, file)
    process.env.INIT_CWD ??= process.cwd()
    Object.assign(process.env, quietPrisma)
    process.chdir(root)
    process.argv = [process.argv[0] ?? 'node', script, ...args]
    const { register } = await import('tsx/esm/api')
    register()
    await import(pathToFileURL(script).href)
  } catch (error) {
    console.error(error)
    process.exit(1)
  }
}
