import { expect, test } from '@playwright/test'
import { openPage, reopen } from '@/tests/e2e/support/keyboard'
import { register } from '@/tests/e2e/support/people'

test('S2.36: a new company says what it needs, reads its plan and applies it in one press', async ({ page }) => {
  await register(page)
  await openPage(page, '/settings/start')
  await page.getByRole('checkbox', { name: '淘宝 / 天猫' }).click()
  await page.getByRole('button', { name: '生成规划' }).click()
  await expect(page.getByRole('heading', { name: '按顺序完成' })).toBeVisible()
  await expect(page.getByRole('link', { name: '建立店铺并授权平台' })).toBeVisible()
  await page.getByRole('button', { name: '应用勾选的内容' }).click()
  await expect(page.getByText('已应用：模块已切换，规则已放进草稿。')).toBeVisible()
  await reopen(page)
  await expect(page.getByText('上次应用')).toBeVisible()
  await expect(page.getByText('没有需要应用的内容：规划已经落实。')).toBeVisible()
  // What it does not need is gone from its pages.
  await openPage(page, '/settings/company')
  await expect(page.getByRole('navigation').first().getByRole('link', { name: '预售商品' })).toHaveCount(0)
})
