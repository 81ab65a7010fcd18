import { spawn } from 'node:child_process'
import { processFile } from '@/tests/support/process-file'

export type WorkerProcess = {
  pid: number
  kill(signal: 'SIGKILL' | 'SIGTERM' | 'SIGINT'): Promise<number | null>
  exited(): boolean
  output(): string
}

/** A worker as the launcher starts it, but for how its sources are read; it takes the database from this process' environment. */
export function startWorker(entry = 'workers/main.ts', values: Record<string, string> = {}): WorkerProcess {
  const child = spawn(process.execPath, [processFile(entry)], {
    env: { ...process.env, ...values },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let output = ''
  child.stderr.on('data', (chunk) => {
    output += chunk
  })
  const ended = new Promise<number | null>((done) => child.once('exit', (code) => done(code)))
  return {
    pid: child.pid ?? 0,
    kill(signal) {
      child.kill(signal)
      return ended
    },
    exited: () => child.exitCode !== null || child.signalCode !== null,
    output: () => output,
  }
}
