import { expect, type Page, test } from '@playwright/test'
import { hotp, stepAt } from '@/lib/platform/auth/totp'
import { openPage, reopen } from '@/tests/e2e/support/keyboard'
import { linkFor } from '@/tests/e2e/support/mail'
import { otherBrowser, register, signIn } from '@/tests/e2e/support/people'

async function signOut(page: Page) {
  await page.getByRole('button', { name: /账户菜单/ }).click()
  await page.getByRole('menuitem', { name: '退出登录' }).click()
  await page.waitForURL('**/sign-in')
}

test('who registers confirms the address by the mail, and a forgotten password comes back by another', async ({
  page,
}) => {
  const { email } = await register(page)
  await openPage(page, '/account')
  await expect(page.getByText(`请确认邮箱 ${email}`)).toBeVisible()
  await openPage(page, await linkFor(email, 'verify'))
  await page.getByRole('button', { name: '确认邮箱' }).click()
  await page.waitForURL('**/dashboard')
  await openPage(page, '/account')
  await expect(page.getByText(`请确认邮箱 ${email}`)).toHaveCount(0)

  await signOut(page)
  await page.getByRole('link', { name: '忘记密码？' }).click()
  await page.waitForURL('**/forgot')
  await page.getByLabel('邮箱').fill(email)
  await page.getByRole('button', { name: '发送链接' }).click()
  await expect(page.getByText('请查收邮件')).toBeVisible()
  await openPage(page, await linkFor(email, 'reset'))
  await page.getByLabel('新密码', { exact: true }).fill('the dunes sing at night')
  await page.getByRole('button', { name: '保存新密码' }).click()
  await page.waitForURL('**/sign-in?reset=done')
  await signIn(page, email, 'the dunes sing at night')
  await page.waitForURL('**/dashboard')
})

test('a second factor is set up and asked for at the next sign-in; sessions elsewhere can be ended', async ({
  page,
  browser,
}) => {
  const { email } = await register(page)
  await openPage(page, '/account')
  await page.getByRole('button', { name: '开始设置' }).click()
  await expect(page.getByRole('img', { name: '身份验证器的二维码' })).toBeVisible()
  const secret = (await page.getByText(/^([A-Z2-7]{4} ){7}[A-Z2-7]{4}$/).textContent()) ?? ''
  await page.getByLabel('验证码').fill(codeOf(secret, 0))
  await page.getByRole('button', { name: '开启' }).click()
  await expect(page.getByText('请妥善保存恢复码')).toBeVisible()
  const recovery = (await page.getByRole('main').getByRole('listitem').first().textContent()) ?? ''
  await page.getByRole('button', { name: '已保存，继续' }).click()
  await expect(page.getByText('剩余 10 个恢复码')).toBeVisible()

  const phone = await otherBrowser(browser)
  await openPage(phone, '/settings/company')
  await signIn(phone, email)
  await phone.waitForURL(/\/sign-in\/code/)
  await phone.getByLabel('验证码').fill('000000')
  await phone.getByRole('button', { name: '验证并登录' }).click()
  await expect(phone.getByRole('alert').filter({ hasText: '验证码不正确' })).toBeVisible()
  await phone.getByLabel('验证码').fill(recovery)
  await phone.getByRole('button', { name: '验证并登录' }).click()
  await phone.waitForURL('**/settings/company')

  await openPage(page, '/account')
  await page.getByRole('button', { name: '退出其他所有设备' }).click()
  await expect(page.getByText('已退出 1 个登录')).toBeVisible()
  await expect(async () => {
    await phone.goto('/settings/company')
    expect(phone.url()).toContain('/sign-in')
  }).toPass({ timeout: 5000 })
})

test('the owner looks through a role, sees what it sees, and changes nothing', async ({ page }) => {
  await register(page)
  await openPage(page, '/settings/roles')
  await page.getByRole('link', { name: '采购', exact: true }).click()
  await page.waitForURL(/\/settings\/roles\/[0-9a-f-]{36}$/)
  await page.getByRole('button', { name: '以此角色查看' }).click()
  await page.waitForURL('**/dashboard')
  await expect(page.getByText('您正在以“采购”的视角查看')).toBeVisible()
  await page.goto('/settings/members')
  await expect(page.getByText('您没有查看此页的权限')).toBeVisible()
  await page.getByRole('button', { name: '结束查看' }).click()
  await page.waitForURL('**/settings/roles')
  await page.goto('/settings/members')
  await expect(page.getByRole('cell', { name: /^王老板/ })).toBeVisible()
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
