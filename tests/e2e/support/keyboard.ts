import { expect, type Locator, type Page } from '@playwright/test'

/** Opens an address and waits until React has taken the page over: before that, keys and clicks mean nothing to it. */
export async function openPage(page: Page, address: string) {
  await page.goto(address)
  await takenOver(page)
}

/** The same page, read anew. */
export async function reopen(page: Page) {
  await page.reload()
  await takenOver(page)
}

/** The page answers to keys and clicks. */
export async function takenOver(page: Page) {
  await page.waitForFunction(() => {
    const main = document.querySelector('main')
    return main !== null && Object.keys(main).some((key) => key.startsWith('__reactProps'))
  })
}

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
  return target.evaluateAll((found) => found.length === 1 && found[0] === document.activeElement)
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

/** Opens a menu and goes down to the entry meant. */
export async function pick(page: Page, menu: Locator, name: string | RegExp) {
  await pressOn(page, menu)
  const item = page.getByRole('menuitem', { name }).or(page.getByRole('menuitemcheckbox', { name }))
  await expect(item).toBeVisible()
  for (let press = 0; press < 20 && (await item.getAttribute('data-highlighted')) === null; press++)
    await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
}

/** Finds goods in the form of a document and takes them over: the new line's quantity has the focus then. */
export async function addSku(page: Page, code: string) {
  await tabTo(page, page.getByRole('combobox', { name: '添加 SKU：编码、条码、名称' }))
  await page.keyboard.type(code)
  await expect(page.getByRole('option', { name: code }).first()).toBeVisible()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
}
