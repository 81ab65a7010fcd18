import { readFileSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'

const url = z.string().regex(/^postgres(ql)?:\/\//, 'must start with postgres://')

const fields = z.object({
  NODE_ENV: z.enum(['development', 'production', 'test']).default('development'),
  DATABASE_URL: url.optional(),
  DATABASE_OWNER_URL: url.optional(),
  DATABASE_DIRECT_URL: url.optional(),
  AUTH_DATABASE_URL: url.optional(),
  QUEUE_DATABASE_URL: url.optional(),
  // Instead of the five: a server and a database; roles and passwords follow from CARAVAN_KEY.
  DATABASE_SERVER: url.optional(),
  // A pooler in transaction mode in front of that server and database; what must not be pooled goes past it.
  DATABASE_POOLER: url.optional(),
  // Poolers that do not know about prepared statements (PgBouncer before 1.21) want them avoided.
  PREPARED_STATEMENTS: z.enum(['keep', 'avoid']).default('keep'),
  // A superuser's, for `caravan database prepare` alone; the password may come by itself.
  DATABASE_ADMIN_URL: url.optional(),
  DATABASE_ADMIN_PASSWORD: z.string().optional(),
  REDIS_URL: z
    .string()
    .regex(/^rediss?:\/\//, 'must start with redis://')
    .optional(),
  PORT: z.coerce.number().int().min(1).max(65535).default(3000),
  PUBLIC_URL: z.url().optional(),
  MAIL_URL: z
    .string()
    .regex(/^(file|smtps?):/, 'must start with file: or smtp:')
    .optional(),
  MAIL_FROM: z.string().default('Caravan <no-reply@caravan.example>'),
  FILES_URL: z.string().optional(),
  TRUST_PROXY: z.coerce.number().int().min(0).max(10).default(0),
  // Webhooks and sandboxes on the operator's own network.
  PRIVATE_TARGETS: z.enum(['refuse', 'allow']).default('refuse'),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
  CARAVAN_DATA: z.string().default('.data'),
  CARAVAN_KEY: z
    .string()
    .refine((text) => Buffer.from(text, 'base64').length === 32, 'must be 32 bytes in base64')
    .optional(),
  // Marketplaces of the demo company, run beside it by `npm start`.
  DEMO_SANDBOX: z.enum(['on', 'off']).default('on'),
  // Touched by a worker while database and queue answer it: what a container's health check looks at.
  ALIVE_FILE: z.string().optional(),
  CARAVAN_VERSION: z.string().default('unknown'),
})

const schema = fields.transform((env) => {
  const data = path.resolve(env.CARAVAN_DATA)
  return {
    ...env,
    CARAVAN_DATA: data,
    PUBLIC_URL: (env.PUBLIC_URL ?? `http://localhost:${env.PORT}`).replace(/\/+$/, ''),
    MAIL_URL: env.MAIL_URL ?? `file:${path.join(data, 'mail')}`,
    FILES_URL: env.FILES_URL ?? `file:${path.join(data, 'files')}`,
  }
})

/** What can be set. */
export const settingNames = Object.keys(fields.shape)

export type Env = z.output<typeof schema>

let parsed: Env | undefined

/** The settings of this process. Read at first use, not at import: `next build` imports everything and sets nothing. */
export function env(): Env {
  parsed ??= parseEnv(process.env)
  return parsed
}

/** For launchers, which learn the database's address only after they have started it. Children inherit it. */
export function extendEnv(values: Record<string, string>) {
  Object.assign(process.env, values)
  parsed = undefined
}

export function parseEnv(source: Record<string, string | undefined>): Env {
  // An empty variable (`PORT= npm start`, an unset secret in a compose file) means "not set".
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== undefined && value !== ''))
  const result = schema.safeParse({ ...fromFiles(given), ...given })
  if (result.success) return result.data
  // Names and reasons only: a value may be a secret.
  const reasons = result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`)
  throw new Error(`The environment is not usable:\n  ${reasons.join('\n  ')}`)
}

/**
 * Each setting may lie in a file that NAME_FILE names: secrets of containers do, so that neither their description nor a list of
 * processes shows them. Said both ways, the value counts: a launcher hands on what it has read.
 */
function fromFiles(given: Record<string, string | undefined>): Record<string, string> {
  const named = settingNames.flatMap((name) => {
    const file = given[`${name}_FILE`]
    return file && given[name] === undefined ? [{ name, file }] : []
  })
  return Object.fromEntries(named.map(({ name, file }) => [name, contentOf(file, name)]))
}

function contentOf(file: string, name: string): string {
  try {
    return readFileSync(file, 'utf8').trim()
  } catch (e) {
    throw new Error(
      `The environment is not usable:\n  ${name}_FILE: ${(e as NodeJS.ErrnoException).code ?? 'unreadable'}`,
    )
  }
}
