import { z } from 'zod'
import { nameField, versionField } from '@/lib/kernel/fields'
import { id } from '@/lib/kernel/ids'
import { invalid, refuse } from '@/lib/kernel/refusal'
import { fold } from '@/lib/kernel/text'
import { tagTones, tagView } from '@/lib/modules/orders/schema'
import { orTaken } from '@/lib/platform/db/taken'
import { command } from '@/lib/platform/door/use-case'
import { expectVersion } from '@/lib/platform/version'

/** On all orders at once; their time lines keep the name it had. */
export const updateTag = command({
  name: 'tag.update',
  summary: 'Rename a tag or give it another colour',
  http: { method: 'PATCH', path: '/tags/{tagId}' },
  input: z.strictObject({
    tagId: id('tag'),
    name: nameField(30).optional(),
    tone: z.enum(tagTones).optional(),
    version: versionField.optional(),
  }),
  example: { name: '急单', version: 1 },
  output: tagView.extend({ version: z.int() }),
  async run(ctx, { tagId, name, tone, version }) {
    const [tag] = await ctx.sql<z.output<typeof tagView> & { version: number }>(
      'select id, name, tone, version from tags where tenant_id = $1 and id = $2 for update',
      [tagId],
    )
    if (!tag) return refuse('not_found')
    expectVersion(tag, version)
    const to = { ...tag, name: name ?? tag.name, tone: tone ?? tag.tone, version: tag.version + 1 }
    const [same] = await ctx.sql('select 1 from tags where tenant_id = $1 and name_key = $2 and id <> $3', [
      fold(to.name),
      tagId,
    ])
    if (same) invalid([{ path: 'name', code: 'taken' }])
    await orTaken({ tags_name_uq: 'name' }, () =>
      ctx.sql('update tags set name = $3, name_key = $4, tone = $5, version = $6 where tenant_id = $1 and id = $2', [
        ...[tagId, to.name, fold(to.name), to.tone, to.version],
      ]),
    )
    ctx.touch('tag', tagId)
    return to
  },
})
