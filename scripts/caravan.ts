import { Command } from 'commander'

type Family = (program: Command) => void

/** Loaded only when it is called: reading a payload must not wait for the modules that need a database. */
const families: Readonly<Record<string, () => Promise<Family>>> = {
  tenant: async () => (await import('./commands/tenant')).tenantCommands,
  'api-key': async () => (await import('./commands/api-key')).apiKeyCommands,
  import: async () => (await import('./commands/import')).importCommand,
  verify: async () => (await import('./commands/verify')).verifyCommand,
  user: async () => (await import('./commands/user')).userCommands,
  database: async () => (await import('./commands/database')).databaseCommands,
  serve: async () => (await import('./commands/serve')).serveCommand,
  channel: async () => (await import('./commands/channel')).channelCommands,
}

const program = new Command('caravan')
  .description('Caravan 商队 on the command line: answers on stdout, everything else on stderr')
  .showHelpAfterError()

const called = families[process.argv[2] ?? '']
for (const load of called ? [called] : Object.values(families)) (await load())(program)

await program.parseAsync()
