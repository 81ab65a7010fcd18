import { spawn } from 'node:child_process'
import type { Command } from 'commander'
import { env } from '@/lib/platform/env'
import { ensureBuild, webCommand } from '../lib/build'
import { givenUrls } from '../lib/database'
import { messageOf } from '../lib/fail'

const parts = {
  web: () => webCommand('start', env().PORT),
  workers: () => ['--import', 'tsx', 'workers/main.ts'],
}

export function serveCommand(program: Command): void {
  program
    .command('serve')
    .argument('<part>', 'web or workers')
    .description('run one part against a prepared database; as many of each, on as many machines, as one likes')
    .action(async (part: string) => {
      try {
        process.exitCode = await serve(part)
      } catch (error) {
        console.error(messageOf(error))
        process.exitCode = 1
      }
    })
}

/** Lives as long as its part: signals are handed on, its exit code is ours. */
async function serve(part: string): Promise<number> {
  const command = Object.hasOwn(parts, part) ? parts[part as keyof typeof parts] : undefined
  if (!command) throw new Error(`there is no part ${part}; web or workers`)
  const urls = givenUrls()
  if (!urls) throw new Error('DATABASE_SERVER (or DATABASE_URL and its companions) must be set')
  // The pages are read from this folder; an image brings them, a plain checkout makes them once.
  if (part === 'web') await ensureBuild()
  const child = spawn(process.execPath, command(), {
    stdio: 'inherit',
    env: { ...process.env, ...urls, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' },
  })
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal))
  return new Promise((done, fail) => {
    child.once('error', fail)
    child.once('exit', (code, signal) => done(signal ? 1 : (code ?? 1)))
  })
}
