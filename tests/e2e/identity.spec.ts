import { expect, test } from '@playwright/test'
import { choose, openPage, pressOn, reopen, typeInto } from '@/tests/e2e/support/keyboard'
import { otherBrowser, register, signIn } from '@/tests/e2e/support/people'

test('register, leave, and come back to the page one wanted', async ({ page, context }) => {
  const { email } = await register(page)
  const cookie = (await context.cookies()).find((one) => one.name.endsWith('caravan-session'))
  expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Lax' })
  await openPage(page, '/settings/company')
  await page.getByRole('button', { name: /账户菜单/ }).click()
  await page.getByRole('menuitem', { name: '退出登录' }).click()
  await page.waitForURL('**/sign-in')
  // The old cookie, kept by somebody, opens nothing any more.
  if (cookie) await context.addCookies([cookie])
  await openPage(page, '/settings/company')
  expect(page.url()).toContain('/sign-in?next=%2Fsettings%2Fcompany')
  await signIn(page, email, 'not my password at all')
  await expect(page.getByRole('alert').filter({ hasText: '邮箱或密码不正确' })).toBeVisible()
  await signIn(page, email)
  await page.waitForURL('**/settings/company')
})

test('an invited member comes in by the link, sees what the role allows, and is out within five seconds', async ({
  page,
  browser,
}) => {
  const { tag } = await register(page)
  await openPage(page, '/settings/members')
  await page.getByRole('button', { name: '邀请员工' }).click()
  await page.getByLabel('姓名').fill('小张')
  await page.getByLabel('邮箱').fill(`zhang-${tag}@example.test`)
  await page.getByRole('combobox', { name: '角色' }).click()
  await page.getByRole('option', { name: '客服' }).click()
  await page.getByRole('button', { name: '发送邀请' }).click()
  const link = await page.getByLabel('邀请链接').inputValue()
  await page.getByRole('button', { name: '关闭' }).click()

  const clerk = await otherBrowser(browser)
  await openPage(clerk, link)
  await clerk.getByLabel('密码', { exact: true }).fill('the desert is wide')
  await clerk.getByRole('button', { name: '接受邀请并登录' }).click()
  await clerk.waitForURL('**/dashboard')
  await clerk.goto('/settings/members')
  await expect(clerk.getByText('您没有查看此页的权限')).toBeVisible()
  await clerk.goto('/settings/shops')
  await expect(clerk).toHaveURL(/\/settings\/shops$/)

  await reopen(page)
  await page.getByRole('button', { name: '对 小张 的操作' }).click()
  await page.getByRole('menuitem', { name: '停用' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '停用' }).click()
  await expect(page.getByRole('row', { name: /小张/ })).toContainText('已停用')
  await expect(async () => {
    await clerk.goto('/settings/shops')
    expect(clerk.url()).toContain('/sign-in')
  }).toPass({ timeout: 5000 })
})

test('the last owner cannot give the company away', async ({ page }) => {
  await register(page)
  await openPage(page, '/settings/members')
  await page.getByRole('button', { name: '对 王老板 的操作' }).click()
  await page.getByRole('menuitem', { name: '修改' }).click()
  await page.getByRole('combobox', { name: '角色' }).click()
  await page.getByRole('option', { name: '管理员' }).click()
  await page.getByRole('button', { name: /保存/ }).click()
  await expect(page.getByRole('alert')).toContainText('至少要有一位在用的老板')
})

test('by keys alone: a key made here opens the API, and no longer after it is disabled', async ({ page, request }) => {
  await register(page)
  await openPage(page, '/settings/api-keys')
  const dialog = page.getByRole('dialog')
  await pressOn(page, page.getByRole('button', { name: '新建密钥' }).first())
  await typeInto(page, dialog.getByLabel('名称'), 'ERP')
  await choose(page, dialog.getByRole('combobox', { name: '角色' }), '老板')
  await pressOn(page, dialog.getByRole('button', { name: /新建密钥/ }))
  const key = await page.getByLabel('密钥', { exact: true }).inputValue()
  const headers = { authorization: `Bearer ${key}` }
  const answer = await request.get('/api/v1/members', { headers })
  expect(await answer.json()).toMatchObject({ items: [{ name: '王老板', role: 'owner' }], nextCursor: null })
  await page.keyboard.press('Escape')
  await expect(dialog).toHaveCount(0)
  await pressOn(page, page.getByRole('button', { name: '停用' }))
  await pressOn(page, dialog.getByRole('button', { name: '停用' }))
  await expect(page.getByRole('row', { name: /ERP/ })).toContainText('已停用')
  const status = async () => (await request.get('/api/v1/members', { headers })).status()
  await expect.poll(status, { timeout: 5000 }).toBe(401)
})

test('a server action without an Origin, or with a foreign one, is refused', async ({ page, baseURL, request }) => {
  await openPage(page, '/sign-in')
  const sent = page.waitForRequest((one) => one.method() === 'POST' && 'next-action' in one.headers())
  await signIn(page, 'nobody@example.test')
  const action = await sent
  const { 'next-action': id = '', 'content-type': type = '' } = action.headers()
  const replay = async (origin?: string) => {
    const headers = { 'next-action': id, 'content-type': type, ...(origin && { origin }) }
    return (await request.post('/sign-in', { headers, data: action.postDataBuffer() ?? '' })).text()
  }
  expect(await replay(baseURL)).toContain('unauthenticated')
  for (const origin of [undefined, 'null', 'https://evil.example']) {
    expect(await replay(origin), String(origin)).not.toContain('unauthenticated')
  }
})

test('roles, company and audit log are there to be read', async ({ page }) => {
  await register(page)
  await openPage(page, '/settings/company')
  await page.getByLabel('付款后等待审单').fill('15')
  const settings = page.locator('form').filter({ has: page.getByLabel('付款后等待审单') })
  await settings.getByRole('button', { name: /保存/ }).click()
  await expect(page.getByText('已保存')).toBeVisible()
  await openPage(page, '/settings/roles')
  await expect(page.getByRole('columnheader', { name: /客服/ })).toBeVisible()
  // Hundreds of permissions are folded; a search opens what it finds.
  await page.getByRole('searchbox').fill('order.review')
  await expect(page.getByRole('row', { name: /order\.review/ })).toBeVisible()
  await page.goto('/settings/audit')
  await expect(page.getByRole('row', { name: /company\.update/ })).toContainText('reviewWaitMinutes 15')
})
