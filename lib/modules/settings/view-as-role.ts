import { z } from 'zod'
import { id } from '@/lib/kernel/ids'
import { readRole, roleView as view } from '@/lib/modules/settings/internal/role-rows'
import { roleView } from '@/lib/modules/settings/schema'
import { command } from '@/lib/platform/door/use-case'

/**
 * Writes down that somebody looks through a role; the entrance then lets their session look. What is seen is what both
 * roles may see, and nothing can be changed meanwhile.
 */
export const viewAsRole = command({
  name: 'role.view-as',
  summary: 'Look at the company as a role sees it',
  input: z.strictObject({ roleId: id('role') }),
  output: roleView,
  async run(ctx, { roleId }) {
    const row = await readRole(ctx, roleId)
    ctx.touch('role', roleId)
    ctx.tell({ role: row.code })
    return view(row)
  },
})
