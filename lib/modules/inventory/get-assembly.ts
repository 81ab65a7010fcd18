import { z } from 'zod'
import { id } from '@/lib/kernel/ids'
import { assemblyView } from '@/lib/modules/inventory/assembly-schema'
import { assemblyRow, assemblyViewOf } from '@/lib/modules/inventory/internal/assembly-rows'
import { query } from '@/lib/platform/door/use-case'

export const getAssembly = query({
  name: 'assembly.get',
  summary: 'One assembly order with its components',
  http: { method: 'GET', path: '/stock/assemblies/{assemblyId}' },
  input: z.strictObject({ assemblyId: id('assembly') }),
  output: assemblyView,
  run: async (ctx, { assemblyId }) => assemblyViewOf(ctx, await assemblyRow(ctx, assemblyId)),
})
