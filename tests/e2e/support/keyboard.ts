import { expect, type Locator, type Page } from '@playwright/test'

/** Goes on with Tab until the element has the focus, as somebody without a mouse would. */
export async function tabTo(page: Page, target: Locator, most = 80) {
  await target.first().waitFor({ state: 'attached' })
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

/** Reaches a field, replaces what stands in it and types. */
export async function typeInto(page: Page, field: Locator, text: string) {
  await tabTo(page, field)
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.type(text)
}

/** Reaches a button, link or box and presses it as the keyboard does. */
export async function pressOn(page: Page, target: Locator, key = 'Enter') {
  await tabTo(page, target)
  await page.keyboard.press(key)
}

/** Opens a list of choices and goes down to the one meant. */
export async function choose(page: Page, list: Locator, choice: string | RegExp) {
  await pressOn(page, list)
  const option = page.getByRole('option', { name: choice }).first()
  await expect(option).toBeVisible()
  for (let press = 0; press < 30 && (await option.getAttribute('data-highlighted')) === null; press++)
    await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect(option).toHaveCount(0)
}
