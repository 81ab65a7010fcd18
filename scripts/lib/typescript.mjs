import { spawn } from 'node:child_process'
import path from 'node:path'
import { ensureDependencies, quietPrisma, root } from './dependencies.mjs'

/**
 * Hands over to a TypeScript file and ends as it ends. The child stands in our process group, so ctrl-C reaches it
 * directly; signals sent to us alone are passed on.
 * @param {string} file path from the project's root
 * @param {string[]} args
 */
export async function handOver(file, args) {
  try {
    await ensureDependencies()
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    process.exit(1)
  }
  const child = spawn(process.execPath, ['--import', 'tsx', path.resolve(root, file), ...args], {
    cwd: root,
    stdio: 'inherit',
    env: { ...quietPrisma, ...process.env, INIT_CWD: process.env.INIT_CWD ?? process.cwd() },
  })
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    process.on(signal, () => {
      // A terminal has already told the whole group about ctrl-C; telling the child twice would cut its stop short.
      if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal)
    })
  }
  child.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)))
}
