import { randomBytes } from 'node:crypto'
import { type APIRequestContext, type Browser, expect, type Page } from '@playwright/test'
import { demo } from '@/tests/e2e/support/instance'
import { openPage } from '@/tests/e2e/support/keyboard'

export const password = 'one camel, two humps'

/** A company of its own, registered in the browser as anybody would; its owner is signed in afterwards. */
export async function register(page: Page): Promise<{ tag: string; email: string }> {
  const tag = randomBytes(4).toString('hex')
  const email = `boss-${tag}@example.test`
  await openPage(page, '/register')
  await page.getByLabel('企业名称').fill(`Acme Trading ${tag}`)
  await expect(page.getByLabel('企业代号')).toHaveValue(`acme-trading-${tag}`)
  await page.getByLabel('您的姓名').fill('王老板')
  await page.getByLabel('邮箱').fill(email)
  await page.getByLabel('密码', { exact: true }).fill(password)
  await page.getByRole('button', { name: '注册并登录' }).click()
  await page.waitForURL('**/dashboard')
  return { tag, email }
}

export async function otherBrowser(browser: Browser): Promise<Page> {
  const context = await browser.newContext()
  return context.newPage()
}

/** Fills the form of /sign-in, on which the page must be already. */
export async function signIn(page: Page, email: string, word = password) {
  await page.getByLabel('邮箱').fill(email)
  await page.getByLabel('密码', { exact: true }).fill(word)
  await page.getByRole('button', { name: '登录' }).click()
}

/** In the demo company: its owner, or one of its people by the name of their mailbox. */
export async function signInDemo(page: Page, mailbox = 'demo') {
  await openPage(page, '/sign-in')
  const { password: word } = demo()
  await page.locator('input[name=email]').fill(`${mailbox}@caravan.example`)
  await page.locator('input[name=password]').fill(word)
  await page.locator('form button[type=submit]').click()
  await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'))
}

export type Post = (
  path: string,
  body?: unknown,
  method?: 'get' | 'post' | 'put' | 'patch',
) => Promise<Record<string, unknown>>

/** A key made in the browser by who is signed in there. */
export async function keyOf(page: Page): Promise<string> {
  await openPage(page, '/settings/api-keys')
  await page.getByRole('button', { name: '新建密钥' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('名称').fill('ERP')
  await dialog.getByRole('combobox', { name: '角色' }).click()
  await page.getByRole('option', { name: '老板' }).click()
  await dialog.getByRole('button', { name: /新建密钥/ }).click()
  return page.getByLabel('密钥', { exact: true }).inputValue()
}

/** The API, called with a key of who is signed in. */
export async function apiOf(page: Page, request: APIRequestContext): Promise<Post> {
  return apiFor(await keyOf(page), request)
}

/** The API, called with this key. */
export function apiFor(key: string, request: APIRequestContext): Post {
  const headers = { authorization: `Bearer ${key}` }
  return async (path, body, method = 'post') => {
    const answer = await request.fetch(`/api/v1${path}`, { method, headers, data: body })
    const view = (await answer.json()) as Record<string, unknown>
    expect(answer.ok(), `${path} ${JSON.stringify(view)}`).toBe(true)
    return view
  }
}
