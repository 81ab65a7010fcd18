import { exportOf } from '@/lib/modules/exchange/internal/export-of'
import { listAudit } from '@/lib/modules/settings/list-audit'
import { command } from '@/lib/platform/door/use-case'

const file = exportOf({
  name: 'audit.export',
  path: '/audit/export',
  file: 'audit',
  list: listAudit,
  columns: [
    'at',
    ['actorKind', ({ actor }) => actor.kind],
    ['actor', ({ actor }) => actor.name],
    'action',
    ['objects', ({ refs }) => refs.map(({ type, id }) => `${type} ${id}`).join('; ')],
    ['detail', ({ detail }) => (Object.keys(detail).length > 0 ? JSON.stringify(detail) : null)],
    'requestId',
  ],
})

/** Who takes the trail out of the house is written down with the whole search: its fields plainly, what was typed sealed. */
export const exportAudit = command({
  ...file,
  // Said here as well: the names of rights are read from the text of commands.
  name: 'audit.export',
  run(ctx, input) {
    const { format: _, locale: _locale, text, ...search } = input as typeof input & Record<string, unknown>
    ctx.tell(Object.fromEntries(Object.entries(search).filter(([, value]) => value !== undefined)))
    if (text) ctx.tellWords({ text: String(text) })
    return file.run(ctx, input)
  },
})
