import { z } from 'zod'
import { failImport } from '@/lib/modules/exchange/internal/steps'
import { command } from '@/lib/platform/door/use-case'

/** A person has ended its job: without this the import would count as given up, and be taken up again within the hour. */
export const endKilled = command({
  name: 'import.end-killed',
  summary: 'End an import whose job a person has ended',
  audited: false,
  input: z.strictObject({ importId: z.uuid().nullable() }),
  async run(ctx, { importId }) {
    if (importId) await failImport.within(ctx, { importId, errors: [{ path: 'file', code: 'killed' }] })
    return {}
  },
})
