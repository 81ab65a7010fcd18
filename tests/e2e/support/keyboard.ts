import { expect, type Locator, type Page } from '@playwright/test'

/** Goes on with Tab until the element has the focus, as somebody without a mouse would. */
export async function tabTo(page: Page, target: Locator, most = 60) {
  for (let press = 0; press < most; press++) {
    if (await hasFocus(target)) return
    await page.keyboard.press('Tab')
  }
  await expect(target, `reached by ${most} presses of Tab`).toBeFocused({ timeout: 1 })
}

export async function hasFocus(target: Locator): Promise<boolean> {
  if ((await target.count()) !== 1) return false
  return target.evaluate((element) => element === document.activeElement)
}
