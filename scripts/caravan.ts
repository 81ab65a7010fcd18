import { Command } from 'commander'
import { apiKeyCommands } from './commands/api-key'
import { importCommand } from './commands/import'
import { tenantCommands } from './commands/tenant'
import { verifyCommand } from './commands/verify'

const program = new Command('caravan')
  .description('Caravan 商队 on the command line: answers on stdout, everything else on stderr')
  .showHelpAfterError()

tenantCommands(program)
apiKeyCommands(program)
importCommand(program)
verifyCommand(program)

await program.parseAsync()
