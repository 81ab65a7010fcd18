import net, { type AddressInfo } from 'node:net'

export type Smtp = {
  readonly url: string
  /** Every line it was told. */
  readonly said: string[]
  /** What it answers to a recipient; empty: it takes all. */
  refusal: string
  /** Ids of the letters it took. */
  taken(): string[]
  close(): Promise<unknown>
}

/** A mail server that takes what it gets, until it is told what to refuse. */
export async function startSmtp(): Promise<Smtp> {
  const said: string[] = []
  const bodies: string[] = []
  const server = net.createServer((socket) => {
    let body: string[] | undefined
    socket.write('220 test\r\n')
    socket.on('data', (data) => {
      for (const line of data.toString().split('\r\n').filter(Boolean)) {
        said.push(line)
        if (body && line !== '.') body.push(line)
        else if (body) {
          bodies.push(body.join('\n'))
          body = undefined
          socket.write('250 taken\r\n')
        } else if (line === 'DATA') {
          body = []
          socket.write('354 go on\r\n')
        } else if (line.startsWith('RCPT') && smtp.refusal) socket.write(`${smtp.refusal}\r\n`)
        else if (line === 'QUIT') socket.end('221 bye\r\n')
        else socket.write('250 ok\r\n')
      }
    })
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo
  const smtp: Smtp = {
    url: `smtp://127.0.0.1:${port}`,
    said,
    refusal: '',
    taken: () => bodies.flatMap((body) => /^Message-ID: <(.+)@caravan>$/m.exec(body)?.[1] ?? []),
    close: () => new Promise((done) => server.close(done)),
  }
  return smtp
}
