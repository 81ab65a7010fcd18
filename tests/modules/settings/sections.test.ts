import { expect, it } from 'vitest'
import { sectionsOf } from '@/app/(erp)/settings/sections-of'
import { newId } from '@/lib/kernel/ids'
import { listAudit } from '@/lib/modules/settings/list-audit'
import type { Scope } from '@/lib/platform/door/actor'
import { run } from '@/lib/platform/door/run'
import { setupWorkerDatabase } from '@/tests/support/database'
import { createTenant } from '@/tests/support/tenant'

await setupWorkerDatabase()

const all: Scope = { shopIds: null, warehouseIds: null }

it.each<[Scope, boolean]>([
  [all, true],
  [{ ...all, shopIds: [newId()] }, false],
  [{ ...all, warehouseIds: [newId()] }, false],
])('the audit trail is offered exactly to who may read it: %j %s', async (scope, offered) => {
  const actor = { ...(await createTenant()).owner, scope }
  expect(sectionsOf(actor).some(({ key }) => key === 'audit')).toBe(offered)
  const read = run(listAudit, actor, {}).then(
    () => true,
    () => false,
  )
  expect(await read).toBe(offered)
  expect(sectionsOf(actor).some(({ key }) => key === 'shops')).toBe(true)
  expect(sectionsOf({ ...actor, permissions: new Set(['order.list']) })).toEqual([])
})
