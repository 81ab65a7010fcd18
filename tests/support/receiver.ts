import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { verifyWebhook } from '@/lib/adapters/standard-webhook'

export type Heard = {
  id: string
  type: string
  data: Record<string, unknown>
  at: number
  signed: boolean
  taken: boolean
}

/** What the program does with the next request: an HTTP status, or no answer at all. */
export type Reply = number | 'reset' | 'silent' | 'drip' | 'redirect'

export type Receiver = {
  readonly url: string
  readonly heard: Heard[]
  /** Asked for each request; 204 unless told otherwise. */
  reply: (heard: Heard) => Reply
  secret: string
  close(): Promise<void>
}

/** A program outside that is told by webhooks: checks signatures as our documentation says, and misbehaves when asked to. */
export async function startReceiver(): Promise<Receiver> {
  const receiver = {
    url: '',
    heard: [] as Heard[],
    reply: (_: Heard): Reply => 204,
    secret: '',
    close: async () => undefined,
  }
  const server = http.createServer((incoming, outgoing) => {
    const parts: Buffer[] = []
    incoming.on('data', (part: Buffer) => parts.push(part))
    incoming.on('end', () => {
      const body = Buffer.concat(parts).toString('utf8')
      const { type, data } = JSON.parse(body) as { type: string; data: Record<string, unknown> }
      const headers = incoming.headers as Record<string, string>
      const signed = verifyWebhook(receiver.secret, headers, body, new Date())
      const heard = { id: String(headers['webhook-id']), type, data, at: Date.now(), signed, taken: false }
      receiver.heard.push(heard)
      const reply = receiver.reply(heard)
      if (reply === 'reset') return outgoing.destroy()
      if (reply === 'silent') return undefined
      if (reply === 'redirect') return outgoing.writeHead(302, { location: `${receiver.url}/elsewhere` }).end()
      if (reply === 'drip') {
        outgoing.writeHead(200, { 'content-length': '1000000' })
        const drops = setInterval(() => outgoing.write('.'), 500)
        outgoing.on('close', () => clearInterval(drops))
        return undefined
      }
      heard.taken = reply >= 200 && reply < 300
      return outgoing.writeHead(reply).end()
    })
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  receiver.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return Object.assign(receiver, {
    close: () =>
      new Promise<void>((done) => {
        server.close(() => done())
        server.closeAllConnections()
      }),
  })
}
