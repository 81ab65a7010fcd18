import type { LookupAddress } from 'node:dns'
import { lookup } from 'node:dns'
import http from 'node:http'
import https from 'node:https'
import { BlockList, isIP, type LookupFunction } from 'node:net'

export type HttpRequest = {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  readonly url: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
}

export type HttpAnswer = {
  readonly status: number
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

export type HttpOptions = {
  readonly timeoutMs: number
  readonly maxBytes: number
  /** Whether addresses of the own machine and network may be called: for sandboxes, never for a service on the internet. */
  readonly allowPrivate: boolean
}

/** No answer, or not a whole one: connection, timeout, size. Whether the other side acted on the request is unknown. */
export class NoAnswer extends Error {
  readonly code: 'timeout' | 'too_large' | 'private_address' | 'connection'

  constructor(code: NoAnswer['code']) {
    super(code)
    this.name = 'NoAnswer'
    this.code = code
  }
}

const privateRanges = new BlockList()
for (const [net, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 3],
] as const)
  privateRanges.addSubnet(net, bits, 'ipv4')
for (const [net, bits] of [
  ['::', 127],
  ['64:ff9b::', 96],
  ['64:ff9b:1::', 48],
  ['2002::', 16],
  ['fc00::', 7],
  ['fe80::', 10],
  ['fec0::', 10],
  ['ff00::', 8],
] as const)
  privateRanges.addSubnet(net, bits, 'ipv6')

export function isPrivateAddress(address: string): boolean {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1]
  const plain = mapped ?? address
  const version = isIP(plain)
  return version === 0 || privateRanges.check(plain, version === 4 ? 'ipv4' : 'ipv6')
}

const agents = { 'http:': new http.Agent({ keepAlive: true }), 'https:': new https.Agent({ keepAlive: true }) }

/**
 * One request and its whole answer. A redirect is an answer like any other: following it would send a signed request
 * to whoever the answer names. Addresses are judged after the name was resolved, for the very connection.
 */
export function send(request: HttpRequest, { timeoutMs, maxBytes, allowPrivate }: HttpOptions): Promise<HttpAnswer> {
  const url = new URL(request.url)
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return Promise.reject(new NoAnswer('connection'))
  const host = url.hostname.replace(/^\[|\]$/g, '')
  if (!allowPrivate && isIP(host) !== 0 && isPrivateAddress(host))
    return Promise.reject(new NoAnswer('private_address'))
  return new Promise((done, fail) => {
    const { method, headers = {}, body = '' } = request
    const length = body === '' && method === 'GET' ? {} : { 'content-length': String(Buffer.byteLength(body)) }
    const outgoing = (url.protocol === 'https:' ? https : http).request(url, {
      method,
      headers: { 'user-agent': 'Caravan/1', accept: 'application/json', ...headers, ...length },
      agent: agents[url.protocol as 'http:'],
      lookup: allowPrivate ? lookup : publicLookup,
    })
    const end = (settle: () => void) => {
      clearTimeout(clock)
      settle()
    }
    const stop = (code: NoAnswer['code']) => {
      end(() => fail(new NoAnswer(code)))
      outgoing.destroy()
    }
    // One clock for the whole exchange: a byte a second keeps a socket alive, but not us.
    const clock = setTimeout(() => stop('timeout'), timeoutMs)
    outgoing.on('error', (e) => end(() => fail(new NoAnswer(codeOf(e)))))
    outgoing.on('response', (incoming) => {
      const parts: Buffer[] = []
      let size = 0
      incoming.on('data', (part: Buffer) => {
        size += part.length
        if (size > maxBytes) stop('too_large')
        else parts.push(part)
      })
      incoming.on('error', () => end(() => fail(new NoAnswer('connection'))))
      incoming.on('end', () =>
        end(() =>
          incoming.complete
            ? done({
                status: incoming.statusCode ?? 0,
                headers: Object.fromEntries(Object.entries(incoming.headers).map(([k, v]) => [k, String(v ?? '')])),
                body: Buffer.concat(parts).toString('utf8'),
              })
            : fail(new NoAnswer('connection')),
        ),
      )
    })
    outgoing.end(body)
  })
}

function codeOf(e: Error): NoAnswer['code'] {
  return (e as NodeJS.ErrnoException).code === 'EPRIVATE' ? 'private_address' : 'connection'
}

const publicLookup: LookupFunction = (host, options, done) => {
  lookup(host, { ...options, all: true }, (error, found: LookupAddress[]) => {
    const [first] = found ?? []
    if (error || !first) return done(error ?? Object.assign(new Error('no address'), { code: 'ENOTFOUND' }), [])
    if (found.some(({ address }) => isPrivateAddress(address)))
      return done(Object.assign(new Error('a private address'), { code: 'EPRIVATE' }), [])
    return options.all ? done(null, found) : done(null, first.address, first.family)
  })
}
