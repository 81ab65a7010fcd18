import { expect, type Page, test } from '@playwright/test'
import { hotp, stepAt } from '@/lib/platform/auth/totp'
import { openPage, pick, pressOn, reopen, typeInto } from '@/tests/e2e/support/keyboard'
import { linkFor } from '@/tests/e2e/support/mail'
import { otherBrowser, register, signIn } from '@/tests/e2e/support/people'

async function signOut(page: Page) {
  await pick(page, page.getByRole('button', { name: /账户菜单/ }), '退出登录')
  await page.waitForURL('**/sign-in')
}

test('by keys alone: who registers confirms the address by the mail, and a forgotten password comes back by another', async ({
  page,
}) => {
  const { email } = await register(page)
  await openPage(page, '/account')
  await expect(page.getByText(`请确认邮箱 ${email}`)).toBeVisible()
  await openPage(page, await linkFor(email, 'verify'))
  await pressOn(page, page.getByRole('button', { name: '确认邮箱' }))
  await page.waitForURL('**/dashboard')
  await openPage(page, '/account')
  await expect(page.getByText(`请确认邮箱 ${email}`)).toHaveCount(0)

  await signOut(page)
  await pressOn(page, page.getByRole('link', { name: '忘记密码？' }))
  await page.waitForURL('**/forgot')
  await typeInto(page, page.getByLabel('邮箱'), email)
  await page.keyboard.press('Enter')
  await expect(page.getByText('请查收邮件')).toBeVisible()
  await openPage(page, await linkFor(email, 'reset'))
  await typeInto(page, page.getByLabel('新密码', { exact: true }), 'the dunes sing at night')
  await page.keyboard.press('Enter')
  await page.waitForURL('**/sign-in?reset=done')
  await typeInto(page, page.getByLabel('邮箱'), email)
  await typeInto(page, page.getByLabel('密码', { exact: true }), 'the dunes sing at night')
  await page.keyboard.press('Enter')
  await page.waitForURL('**/dashboard')
})

test('by keys alone: a second factor is set up and asked for at the next sign-in; sessions elsewhere are ended', async ({
  page,
  browser,
}) => {
  const { email } = await register(page)
  await openPage(page, '/account')
  await pressOn(page, page.getByRole('button', { name: '开始设置' }))
  await expect(page.getByRole('img', { name: '身份验证器的二维码' })).toBeVisible()
  const secret = (await page.getByText(/^([A-Z2-7]{4} ){7}[A-Z2-7]{4}$/).textContent()) ?? ''
  await typeInto(page, page.getByLabel('验证码'), codeOf(secret, 0))
  await pressOn(page, page.getByRole('button', { name: '开启' }))
  await expect(page.getByText('请妥善保存恢复码')).toBeVisible()
  const recovery = (await page.getByRole('main').getByRole('listitem').first().textContent()) ?? ''
  await pressOn(page, page.getByRole('button', { name: '已保存，继续' }))
  await expect(page.getByText('剩余 10 个恢复码')).toBeVisible()

  const phone = await otherBrowser(browser)
  await openPage(phone, '/settings/company')
  await signIn(phone, email)
  await phone.waitForURL(/\/sign-in\/code/)
  await typeInto(phone, phone.getByLabel('验证码'), '000000')
  await pressOn(phone, phone.getByRole('button', { name: '验证并登录' }))
  await expect(phone.getByRole('alert').filter({ hasText: '验证码不正确' })).toBeVisible()
  await typeInto(phone, phone.getByLabel('验证码'), recovery)
  await pressOn(phone, phone.getByRole('button', { name: '验证并登录' }))
  await phone.waitForURL('**/settings/company')

  await openPage(page, '/account')
  await pressOn(page, page.getByRole('button', { name: '退出其他所有设备' }))
  await expect(page.getByText('已退出 1 个登录')).toBeVisible()
  await expect(async () => {
    await phone.goto('/settings/company')
    expect(phone.url()).toContain('/sign-in')
  }).toPass({ timeout: 5000 })
})

test('by keys alone: the owner looks through a role, sees what it sees, and changes nothing', async ({ page }) => {
  await register(page)
  await openPage(page, '/settings/roles')
  await pressOn(page, page.getByRole('link', { name: '采购', exact: true }))
  await page.waitForURL(/\/settings\/roles\/[0-9a-f-]{36}$/)
  await pressOn(page, page.getByRole('button', { name: '以此角色查看' }))
  await page.waitForURL('**/dashboard')
  await expect(page.getByText('您正在以“采购”的视角查看')).toBeVisible()
  await page.goto('/settings/members')
  await expect(page.getByText('您没有查看此页的权限')).toBeVisible()
  await pressOn(page, page.getByRole('button', { name: '结束查看' }))
  await page.waitForURL('**/settings/roles')
  await page.goto('/settings/members')
  await expect(page.getByRole('cell', { name: /^王老板/ })).toBeVisible()
})

test('S3.23 by keys alone: an area is switched off, is gone from menus and pages, and comes back', async ({ page }) => {
  await register(page)
  const area = page.getByRole('switch', { name: '调拨' })
  const tab = page.getByRole('link', { name: '调拨', exact: true })
  await openPage(page, '/settings/company')
  await pressOn(page, area, 'Space')
  await expect(area).not.toBeChecked()
  await openPage(page, '/stock')
  await expect(tab).toHaveCount(0)
  await page.goto('/stock/transfers')
  await expect(page.getByText('您没有查看此页的权限')).toBeVisible()
  await openPage(page, '/settings/company')
  await pressOn(page, area, 'Space')
  await expect(area).toBeChecked()
  await openPage(page, '/stock/transfers')
  await expect(tab).toBeVisible()
})

test('a role of its own is made as a copy, its rights are searched and changed', async ({ page }) => {
  await register(page)
  await openPage(page, '/settings/roles')
  await page.getByRole('button', { name: '新建角色' }).click()
  await page.getByLabel('角色名称').fill('夜班客服')
  await page.getByRole('combobox', { name: '起点' }).click()
  await page.getByRole('option', { name: '客服' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '新建角色' }).click()
  await page.waitForURL(/\/settings\/roles\/[0-9a-f-]{36}$/)
  await expect(page.getByRole('heading', { name: '夜班客服' })).toBeVisible()
  await page.getByLabel('搜索权限').fill('member.list')
  await page.getByRole('checkbox', { name: /member\.list/ }).check()
  await expect(page.getByText('改动 1 项权限，尚未保存')).toBeVisible()
  await page.getByRole('button', { name: '保存', exact: true }).click()
  await expect(page.getByText('改动 1 项权限，尚未保存')).toHaveCount(0)
  await reopen(page)
  await page.getByLabel('搜索权限').fill('member.list')
  await expect(page.getByRole('checkbox', { name: /member\.list/ })).toBeChecked()
})

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/** What an authenticator would show for the secret that the page tells. */
function codeOf(secret: string, ahead: number): string {
  const bits = [...secret.replaceAll(/\s/g, '')]
    .map((sign) => alphabet.indexOf(sign).toString(2).padStart(5, '0'))
    .join('')
  const bytes = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)))
  return hotp(bytes, stepAt(new Date()) + BigInt(ahead))
}
