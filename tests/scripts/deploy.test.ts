import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Command } from 'commander'
import { afterAll, expect, test } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { extendEnv, parseEnv, settingNames } from '@/lib/platform/env'
import { databaseCommands } from '@/scripts/commands/database'
import { serveCommand } from '@/scripts/commands/serve'
import { givenUrls } from '@/scripts/lib/database'
import { writePooler } from '@/scripts/lib/pooler'

/** No engine runs here; what can be read off Dockerfile and compose file is held against the house they start. */
const texts = z.record(z.string(), z.string())
const service = z.object({
  image: z.string(),
  build: z.object({ context: z.literal('.'), target: z.string() }).optional(),
  restart: z.string(),
  command: z.array(z.string()).optional(),
  environment: texts.default({}),
  secrets: z.array(z.string()).default([]),
  volumes: z.array(z.string()).default([]),
  networks: z.array(z.string()).min(1),
  ports: z.array(z.string()).default([]),
  depends_on: z.record(z.string(), z.object({ condition: z.string() })).default({}),
  healthcheck: z.object({ test: z.array(z.string()).min(2), interval: z.string() }).optional(),
  deploy: z.object({ replicas: z.number() }).optional(),
})
const compose = z
  .object({
    services: z.record(z.string(), service),
    secrets: z.record(z.string(), z.object({ file: z.string() })),
    networks: z.record(z.string(), z.object({ internal: z.boolean() }).nullable()),
    volumes: z.record(z.string(), z.null()),
  })
  .parse(parse(readFileSync('docker-compose.yml', 'utf8'), { merge: true }))
const services = Object.entries(compose.services)
const called = (name: string) => {
  const found = compose.services[name]
  if (!found) throw new Error(`no service ${name}`)
  return found
}

const folder = mkdtempSync(path.join(tmpdir(), 'caravan-deploy-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Waited for until they end, instead of being asked whether they live. */
const ending = new Set(
  services.flatMap(([, { depends_on }]) =>
    Object.entries(depends_on).flatMap(([name, { condition }]) =>
      condition === 'service_completed_successfully' ? [name] : [],
    ),
  ),
)

test('every service tells its health and comes back; of web and workers there are two', () => {
  expect(services.map(([name]) => name).sort()).toEqual(
    ['db', 'pooler', 'prepare', 'proxy', 'redis', 'web', 'workers'].sort(),
  )
  expect([...ending]).toEqual(['prepare'])
  for (const [name, { healthcheck, restart, depends_on }] of services) {
    expect([name, healthcheck !== undefined]).toEqual([name, !ending.has(name)])
    expect([name, restart]).toEqual([name, ending.has(name) ? 'on-failure' : 'unless-stopped'])
    for (const [other, { condition }] of Object.entries(depends_on)) {
      if (condition === 'service_healthy') expect(called(other).healthcheck, `${name} waits for ${other}`).toBeDefined()
      else expect(['service_started', 'service_completed_successfully']).toContain(condition)
    }
  }
  for (const name of ['web', 'workers']) expect(called(name).deploy?.replicas).toBeGreaterThanOrEqual(2)
  expect(called('web').healthcheck?.test.join(' ')).toContain('/api/health')
  expect(existsSync('app/api/health/route.ts')).toBe(true)
  const { healthcheck, environment } = called('workers')
  expect(healthcheck?.test.join(' ')).toContain(`'${environment.ALIVE_FILE}'`)
})

test('only the proxy can be reached, and it finds every web server', () => {
  expect(services.filter(([, { ports }]) => ports.length > 0).map(([name]) => name)).toEqual(['proxy'])
  expect(compose.networks.inside).toEqual({ internal: true })
  for (const name of ['db', 'redis', 'pooler', 'prepare']) expect(called(name).networks).toEqual(['inside'])
  const [, file = ''] =
    called('proxy')
      .volumes.find((volume) => volume.includes('Caddyfile'))
      ?.match(/^\.\/(.+?):/) ?? []
  const caddy = readFileSync(file, 'utf8')
  const upstream = caddy.match(/name (\w+)\s+port (\d+)/)?.slice(1)
  expect(upstream).toEqual(['web', '3000'])
  expect(called('web').networks).toEqual(expect.arrayContaining(called('proxy').networks))
  expect(called('proxy').ports.map((port) => port.split(':').at(-1))).toEqual(
    [caddy.match(/\{\$SITE::(\d+)\}/)?.[1]].filter(Boolean),
  )
})

test('what is named exists: volumes, networks, secrets, images of one exact version', () => {
  for (const [name, { volumes, networks, secrets, environment, image, build }] of services) {
    for (const volume of volumes) {
      const [from = ''] = volume.split(':')
      expect(from.startsWith('./') ? existsSync(from) : from in compose.volumes, `${name}: ${volume}`).toBe(true)
    }
    for (const network of networks) expect(Object.keys(compose.networks)).toContain(network)
    for (const secret of secrets) expect(Object.keys(compose.secrets)).toContain(secret)
    for (const [setting, value] of Object.entries(environment)) {
      const [, secret] = value.match(/^\/run\/secrets\/(.+)$/) ?? []
      if (secret) expect([name, setting, secrets]).toEqual([name, setting, expect.arrayContaining([secret])])
    }
    if (build) expect(stages.map((stage) => stage.name)).toContain(build.target)
    else expect(image).toMatch(/^[a-z]+:\d+\.\d+(\.\d+)?(-[a-z]+)?$/)
  }
})

test('no secret stands in clear, and none can slip into an image or a commit', () => {
  for (const [name, { environment }] of services) {
    for (const [setting, value] of Object.entries(environment)) {
      if (/KEY|PASSWORD|SECRET|TOKEN|^MAIL_URL/.test(setting))
        expect([name, setting, value]).toEqual([
          name,
          expect.stringMatching(/_FILE$/),
          expect.stringMatching(/^\/run\//),
        ])
      if (URL.canParse(value)) expect([setting, new URL(value).password]).toEqual([setting, ''])
    }
  }
  for (const { file } of Object.values(compose.secrets)) expect(file).toMatch(/^\.\/secrets\/\w+$/)
  expect(linesOf('.gitignore')).toContain('secrets/')
  expect(linesOf('.dockerignore')).toContain('secrets')
})

test('the settings are ones we know, together they are usable, and lead through the pooler', () => {
  const secrets = {
    caravan_key: Buffer.alloc(32, 5).toString('base64'),
    mail_url: 'file:/data/mail',
    postgres_password: 'x',
  }
  for (const [name, text] of Object.entries(secrets)) writeFileSync(path.join(folder, name), text)
  const known = new Set(settingNames.flatMap((name) => [name, `${name}_FILE`]))
  for (const [, { build, environment }] of services) {
    if (build?.target !== 'caravan') continue
    expect(Object.keys(environment).filter((name) => !known.has(name))).toEqual([])
    parseEnv(settled(environment))
  }
  const values = settled(called('web').environment)
  extendEnv(values)
  const hosts = Object.fromEntries(Object.entries(givenUrls() ?? {}).map(([name, url]) => [name, new URL(url).host]))
  expect(hosts).toEqual({
    ...{ DATABASE_URL: 'pooler:6432', AUTH_DATABASE_URL: 'pooler:6432' },
    ...{ DATABASE_DIRECT_URL: 'db:5432', DATABASE_OWNER_URL: 'db:5432', QUEUE_DATABASE_URL: 'db:5432' },
  })
  const key = Buffer.alloc(32, 5)
  const written = readFileSync(writePooler({ listen: '0.0.0.0', port: 6432, size: 30, folder, key }), 'utf8')
  expect(written).toContain('caravan = host=db port=5432 dbname=caravan\n')
  expect(written).toContain('max_prepared_statements = 200\n')
  expect(readFileSync(path.join(folder, 'userlist.txt'), 'utf8')).toMatch(
    /^"caravan_app" "\w+"\n"caravan_auth" "\w+"\n$/,
  )
  // Of the two roles; what goes past the pooler needs some too.
  const [, most = '0'] =
    called('db')
      .command?.join(' ')
      .match(/max_connections=(\d+)/) ?? []
  expect(Number(most)).toBeGreaterThanOrEqual(2 * 30 + 100)
})

/** As compose would fill them in for whoever sets nothing, with secrets where we can write them. */
function settled(environment: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(environment).map(([name, value]) => [
      name,
      value.replace(/\$\{\w+:-([^}]*)\}/g, '$1').replace('/run/secrets', folder),
    ]),
  )
}

const linesOf = (file: string) => readFileSync(file, 'utf8').split('\n')

type Stage = { name: string; from: string; lines: string[] }
const stages: Stage[] = []
for (const line of linesOf('Dockerfile').filter((line) => /^[A-Z]+ /.test(line))) {
  const [, from, name] = line.match(/^FROM (\S+) AS (\w+)$/) ?? []
  if (from && name) stages.push({ name, from, lines: [] })
  else stages.at(-1)?.lines.push(line)
}

test('the images are built from what is there, run as nobody special, and the last one is ours', () => {
  expect(stages.map(({ name }) => name)).toEqual(['build', 'pooler', 'caravan'])
  for (const [i, { name, from, lines }] of stages.entries()) {
    expect(from).toMatch(/^[a-z]+:\d+\.\d+(\.\d+)?-[a-z-]+$/)
    for (const copy of lines.filter((line) => line.startsWith('COPY '))) {
      const words = copy.split(' ').slice(1)
      const other = words.find((word) => word.startsWith('--from='))?.slice('--from='.length)
      if (other) expect(stages.slice(0, i).map((stage) => stage.name)).toContain(other)
      else for (const source of words.slice(0, -1)) expect(existsSync(source), source).toBe(true)
    }
    if (name !== 'build')
      expect(lines.filter((line) => line.startsWith('USER ')).at(-1)).toMatch(/^USER (node|1000:1000)$/)
  }
  // The installer runs before the rest of the house is there.
  const alone =
    stages[0]?.lines.find((line) => line.includes('dependencies.mjs'))?.match(/scripts\/lib\/\w+\.mjs/g) ?? []
  for (const file of alone)
    for (const [, imported = ''] of readFileSync(file, 'utf8').matchAll(/from '\.\/(.+?)'/g))
      expect(alone).toContain(`scripts/lib/${imported}`)
  // Next of the image must be one that the house's Node can run.
  expect(Number(stages[0]?.from.match(/node:(\d+)/)?.[1])).toBeGreaterThanOrEqual(20)
  expect(stages[1]?.lines.join('\n')).toContain('"pgbouncer", "/pooler/pgbouncer.ini"')
})

test('the commands they start exist', () => {
  const program = new Command()
  for (const add of [databaseCommands, serveCommand]) add(program)
  const said = services.flatMap(([, { build, command = [] }]) =>
    build?.target === 'caravan' ? [command.join(' ')] : [],
  )
  const standard = stages.at(-1)?.lines.find((line) => line.startsWith('CMD ')) ?? ''
  const calls = [...said, (JSON.parse(standard.slice('CMD '.length)) as string[]).join(' ')].flatMap((text) => [
    ...text.matchAll(/node (\S+) (\S+) (\w+) (\w+)([^&]*)/g),
  ])
  expect(calls.map(([, , , family, part]) => `${family} ${part}`).sort()).toEqual(
    ['database pooler', 'database prepare', 'serve web', 'serve workers'].sort(),
  )
  for (const [, run = '', script = '', family, part, rest = ''] of calls) {
    expect([existsSync(run), existsSync(script)]).toEqual([true, true])
    const group = program.commands.find((one) => one.name() === family)
    if (family === 'serve') continue
    const command = group?.commands.find((one) => one.name() === part)
    const options = rest.match(/--[a-z]+/g) ?? []
    expect(command?.options.map(({ long }) => long)).toEqual(expect.arrayContaining(options))
  }
})
