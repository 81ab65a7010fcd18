import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import net from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { programOf } from '@/tests/support/debian'

export const redisBinary = () => programOf(['redis-server', 'valkey-server'], 'redis-server')

export type Redis = { url: string; start(): Promise<void>; kill(): Promise<void>; remove(): Promise<void> }

/** A Redis of the test's own, which keeps what it acknowledged and can be killed and started again. */
export async function redisServer(binary: string): Promise<Redis> {
  const dir = mkdtempSync(path.join(tmpdir(), 'caravan-redis-'))
  const port = await freePort()
  const options = [
    '--port',
    `${port}`,
    '--bind',
    '127.0.0.1',
    '--dir',
    dir,
    '--save',
    '',
    '--appendonly',
    'yes',
    '--appendfsync',
    'always',
  ]
  let child: ReturnType<typeof spawn> | undefined
  const kill = async () => {
    if (!child || child.exitCode !== null || child.signalCode !== null) return
    child.kill('SIGKILL')
    await once(child, 'exit')
  }
  return {
    url: `redis://127.0.0.1:${port}`,
    async start() {
      child = spawn(binary, options, { stdio: 'ignore' })
      while (!(await answers(port))) await new Promise((done) => setTimeout(done, 20))
    },
    kill,
    async remove() {
      await kill()
      rmSync(dir, { recursive: true, force: true })
    },
  }
}

export async function freePort(): Promise<number> {
  const probe = net.createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const { port } = probe.address() as net.AddressInfo
  await new Promise((done) => probe.close(done))
  return port
}

function answers(port: number): Promise<boolean> {
  return new Promise((done) => {
    const socket = net.connect(port, '127.0.0.1', () => socket.write('PING\r\n'))
    socket.once('data', (data) => {
      socket.destroy()
      done(data.toString().startsWith('+PONG'))
    })
    socket.once('error', () => done(false))
  })
}
