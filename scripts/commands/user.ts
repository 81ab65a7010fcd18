import type { Command } from 'commander'
import { forgetFactor } from '@/lib/platform/auth/second-factor'
import { answer } from './answer'
import { onDatabase } from './command'

export function userCommands(program: Command): void {
  program
    .command('user')
    .description('people, whatever companies they are in')
    .command('forget-second-factor')
    .description('for who has lost authenticator and recovery codes and has shown by other means who they are')
    .requiredOption('--email <address>', 'the address they sign in with')
    .action(({ email }: { email: string }) =>
      onDatabase(async () => {
        if (!(await forgetFactor(email))) throw new Error('nobody of this address has a second factor')
        answer('forgotten; all sessions of this person have ended')
        return 0
      }),
    )
}
