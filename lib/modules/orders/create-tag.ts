import { z } from 'zod'
import { nameField } from '@/lib/kernel/fields'
import { newId } from '@/lib/kernel/ids'
import { invalid } from '@/lib/kernel/refusal'
import { keepTag } from '@/lib/modules/orders/internal/keep-tag'
import { tagTones, tagView } from '@/lib/modules/orders/schema'
import { command } from '@/lib/platform/door/use-case'

export const createTag = command({
  name: 'tag.create',
  summary: 'Make a tag for orders',
  http: { method: 'POST', path: '/tags', status: 201 },
  input: z.strictObject({ name: nameField(30), tone: z.enum(tagTones).default('grey') }),
  example: { name: '礼盒', tone: 'violet' },
  output: tagView.extend({ version: z.int() }),
  async run(ctx, { name, tone }) {
    const id = newId()
    const kept = await keepTag(ctx, { id, name, tone, version: 1, createdAt: ctx.now })
    if (kept !== 'kept') invalid([{ path: 'name', code: kept }])
    ctx.touch('tag', id)
    return { id, name, tone, version: 1 }
  },
})
