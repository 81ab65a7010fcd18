import { expect, type Page } from '@playwright/test'
import { openPage } from '@/tests/e2e/support/keyboard'
import type { Post } from '@/tests/e2e/support/people'

/** A warehouse with a station, and staff number 1007 for whoever is signed in on `admin`. */
export async function makeStation(api: Post): Promise<void> {
  const { items } = (await api('/members', undefined, 'get')) as { items: { id: string }[] }
  await api('/stations', { warehouseCode: 'HZ', name: '打包台 1' })
  await api(`/floor-people/${items[0]?.id}`, { staffNo: '1007', pin: '4826' }, 'put')
}

/** The administrator binds the device; nothing of their own session stays on it. */
export async function bindTo(admin: Page, floor: Page, station = '打包台 1'): Promise<void> {
  await openPage(admin, '/scan/bind')
  await admin.getByRole('button', { name: `绑定 ${station}` }).click()
  await expect(admin.getByRole('heading', { name: '请扫工牌' })).toBeVisible()
  const cookies = await admin.context().cookies()
  await floor.context().addCookies(cookies.filter(({ name }) => name.endsWith('caravan-station')))
  await openPage(floor, '/scan')
  await expect(floor.getByRole('heading', { name: '请扫工牌' })).toBeVisible()
}

/** As a scanner sends them: no mouse, no field, no click. */
export async function keys(page: Page, ...texts: string[]): Promise<void> {
  for (const text of texts) {
    await page.keyboard.type(text)
    await page.keyboard.press('Enter')
  }
}
