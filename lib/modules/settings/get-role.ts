import { z } from 'zod'
import { id } from '@/lib/kernel/ids'
import { readRole, roleView as view } from '@/lib/modules/settings/internal/role-rows'
import { roleView } from '@/lib/modules/settings/schema'
import { query } from '@/lib/platform/door/use-case'

export const getRole = query({
  name: 'role.get',
  summary: 'Show one role',
  http: { method: 'GET', path: '/roles/{roleId}' },
  input: z.strictObject({ roleId: id('role') }),
  output: roleView,
  async run(ctx, { roleId }) {
    return view(await readRole(ctx, roleId))
  },
})
