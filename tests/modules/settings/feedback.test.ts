import { expect, test } from 'vitest'
import { exportFeedback } from '@/lib/modules/exchange/export-settings'
import { answerFeedback } from '@/lib/modules/settings/answer-feedback'
import { getFeedback } from '@/lib/modules/settings/get-feedback'
import { listFeedback } from '@/lib/modules/settings/list-feedback'
import { listNotices } from '@/lib/modules/settings/list-notices'
import { myFeedback } from '@/lib/modules/settings/my-feedback'
import { sendFeedback } from '@/lib/modules/settings/send-feedback'
import { run } from '@/lib/platform/door/run'
import { withClient } from '@/scripts/lib/roles'
import { setupWorkerDatabase } from '@/tests/support/database'
import { createKeyActor, createMember, createTenant } from '@/tests/support/tenant'
import { tracesIn } from '@/tests/support/traces'

const db = await setupWorkerDatabase()

const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (e: { code?: string }) => e.code ?? String(e),
  )

test('S2.56 anybody who works here says what they think; who looks after the company reads, answers, and the writer is told', async () => {
  const { owner, tenantId } = await createTenant()
  const admin = await createMember(tenantId, 'admin')
  const packer = await createMember(tenantId, 'warehouse')
  const said = '扫码后没有声音，欧阳槿鹬 17742685193 的包裹'
  const wish = await run(sendFeedback, packer, { kind: 'wish', text: said, rating: 2, page: '/floor/waves' })
  expect(wish).toMatchObject({ text: said, state: 'new', rating: 2, page: '/floor/waves', answer: '', version: 1 })
  const praise = await run(sendFeedback, owner, { kind: 'praise', text: '不错' })
  // A key has no opinion.
  const key = await createKeyActor(tenantId, 'admin')
  expect(await codeOf(run(sendFeedback, key, { kind: 'wish', text: 'x' }))).toBe('not_found')
  // No search word comes along with the page.
  expect(await codeOf(run(sendFeedback, packer, { kind: 'wish', text: 'x', page: '/orders?q=张三' }))).toBe('invalid')

  // Each sees their own; the list of all is for who looks after the company.
  expect((await run(myFeedback, packer, {})).items.map(({ id }) => id)).toEqual([wish.id])
  expect(await codeOf(run(listFeedback, packer, {}))).toBe('forbidden')
  const ids = async (asked: object) => (await run(listFeedback, admin, asked)).items.map(({ id }) => id)
  expect(await ids({})).toEqual([praise.id, wish.id])
  expect(await ids({ kind: 'wish', state: 'new' })).toEqual([wish.id])
  const [first] = [await run(listFeedback, admin, { limit: 1 })]
  expect((await run(listFeedback, admin, { limit: 1, cursor: first.nextCursor })).items.map(({ id }) => id)).toEqual([
    wish.id,
  ])

  const seen = await run(answerFeedback, admin, { feedbackId: wish.id, state: 'seen', version: 1 })
  expect(seen).toMatchObject({ state: 'seen', answeredAt: null, version: 2 })
  expect((await run(listNotices, packer, {})).items).toEqual([])
  expect(await codeOf(run(answerFeedback, admin, { feedbackId: wish.id, answer: '迟了', version: 1 }))).toBe(
    'version_conflict',
  )
  const answered = await run(answerFeedback, admin, { feedbackId: wish.id, answer: '下周装喇叭', version: 2 })
  expect(answered).toMatchObject({ state: 'done', answer: '下周装喇叭', answeredBy: admin.name, text: said })
  expect((await run(listNotices, packer, {})).items.map(({ kind, data }) => [kind, data.feedbackId])).toEqual([
    ['feedback.answered', wish.id],
  ])
  expect((await run(myFeedback, packer, {})).items[0]).toMatchObject({ answer: '下周装喇叭', state: 'done' })
  expect(await ids({ state: 'done' })).toEqual([wish.id])
  const file = await run(exportFeedback, admin, { kind: 'wish', format: 'csv', locale: 'zh-CN' })
  const chunks: Buffer[] = []
  for await (const chunk of file.body()) chunks.push(Buffer.from(chunk))
  const text = Buffer.concat(chunks).toString()
  expect([text.includes('下周装喇叭'), text.includes('不错')]).toEqual([true, false])

  // Nobody else's company, and nowhere in clear.
  const other = await createTenant()
  expect(await codeOf(run(getFeedback, other.owner, { feedbackId: wish.id }))).toBe('not_found')
  expect((await run(listFeedback, other.owner, {})).items).toEqual([])
  const rows = await withClient(db.superuserUrl, (client) =>
    client.query(
      `select (select string_agg(f::text, '') from feedback f) || (select string_agg(a::text, '') from audit_log a) as t`,
    ),
  )
  expect(tracesIn(Buffer.from(rows.rows[0].t), [said, '下周装喇叭'])).toEqual([])
})
