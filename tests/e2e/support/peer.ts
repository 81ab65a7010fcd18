import http from 'node:http'

type Answer = { status: number; body: string; cookies: string }
type Ask = { headers?: Record<string, string>; form?: Record<string, string> }

/** Asks the server as a machine of its own: every address of 127/8 is this computer, and the server sees which one it was. */
export function from(localAddress: string, baseURL = '') {
  const { port } = new URL(baseURL)
  return (path: string, { headers = {}, form }: Ask = {}): Promise<Answer> =>
    new Promise((done, fail) => {
      const type = form && { 'content-type': 'application/x-www-form-urlencoded' }
      const options = { host: '127.0.0.1', port, path, localAddress, method: form ? 'POST' : 'GET', agent: false }
      const request = http.request({ ...options, headers: { ...type, ...headers } }, (answer) => {
        let body = ''
        answer.setEncoding('utf8')
        answer.on('data', (part: string) => {
          body += part
        })
        const cookies = (answer.headers['set-cookie'] ?? []).map((line) => line.split(';')[0]).join('; ')
        answer.on('end', () => done({ status: answer.statusCode ?? 0, body, cookies }))
        answer.on('error', fail)
      })
      request.on('error', fail)
      request.end(form && new URLSearchParams(form).toString())
    })
}
