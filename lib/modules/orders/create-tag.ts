import { z } from 'zod'
import { nameField } from '@/lib/kernel/fields'
import { newId } from '@/lib/kernel/ids'
import { invalid } from '@/lib/kernel/refusal'
import { fold } from '@/lib/kernel/text'
import { tagTones, tagView } from '@/lib/modules/orders/schema'
import { command } from '@/lib/platform/door/use-case'

const mostTags = 200

export const createTag = command({
  name: 'tag.create',
  summary: 'Make a tag for orders',
  http: { method: 'POST', path: '/tags', status: 201 },
  input: z.strictObject({ name: nameField(30), tone: z.enum(tagTones).default('grey') }),
  example: { name: '礼盒', tone: 'violet' },
  output: tagView.extend({ version: z.int() }),
  async run(ctx, { name, tone }) {
    const id = newId()
    const [made] = await ctx.sql(
      `insert into tags (tenant_id, id, name, name_key, tone, created_at)
       select $1, $2, $3, $4, $5, $6 where (select count(*) from tags where tenant_id = $1) < ${mostTags}
       on conflict on constraint tags_name_uq do nothing returning id`,
      [id, name, fold(name), tone, ctx.now],
    )
    if (!made) {
      const [same] = await ctx.sql('select 1 from tags where tenant_id = $1 and name_key = $2', [fold(name)])
      invalid([{ path: 'name', code: same ? 'taken' : 'too_many' }])
    }
    ctx.touch('tag', id)
    return { id, name, tone, version: 1 }
  },
})
