import { expect, type Page, test } from '@playwright/test'
import { choose, openPage, pick, pressOn, reopen, tabTo, typeInto } from '@/tests/e2e/support/keyboard'
import { apiOf, otherBrowser, password, register } from '@/tests/e2e/support/people'

/** What a company sets, without a mouse: people, roles, its own data, tags, rules, warehouses. */
let page: Page
let tag = ''
let email = ''

const button = (name: string | RegExp) => page.getByRole('button', { name, exact: typeof name === 'string' })
const dialog = () => page.getByRole('dialog')
const main = () => page.getByRole('main')

// One goes on where the last one ended: tried again, all begin anew.
test.describe.configure({ mode: 'serial' })
test.beforeAll(async ({ browser }) => {
  page = await (await browser.newContext({ viewport: { width: 1440, height: 1000 } })).newPage()
  const made = await register(page)
  tag = made.tag
  email = made.email
})
test.afterAll(() => page.context().close())

test('a colleague is invited', async () => {
  await openPage(page, '/settings/members')
  await pressOn(page, button('邀请员工'))
  await typeInto(page, dialog().getByLabel('姓名'), '小李')
  await typeInto(page, dialog().getByLabel('邮箱'), `li-${tag}@example.test`)
  await choose(page, dialog().getByRole('combobox', { name: '角色' }), '仓库')
  await pressOn(page, dialog().getByRole('button', { name: /^发送邀请/ }))
  // The link is shown once, and stays until it is put away.
  await expect(dialog()).toContainText('邀请已发出')
  await page.keyboard.press('Escape')
  await expect(dialog()).toHaveCount(0)
  await expect(main()).toContainText('小李')
})

test('a role is made and given a right', async () => {
  await openPage(page, '/settings/roles')
  await pressOn(page, button('新建角色'))
  await typeInto(page, dialog().getByLabel('角色名称'), '夜班')
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/settings\/roles\/[0-9a-f-]{36}$/)
  await typeInto(page, page.getByLabel('搜索权限'), 'order.review')
  await pressOn(page, main().getByRole('checkbox', { name: /order\.review/ }), 'Space')
  await pressOn(page, button(/^保存/))
  await expect(page.getByText('已保存').first()).toBeVisible()
})

test('S2.40 the matrix of roles is opened by group', async () => {
  await openPage(page, '/settings/roles')
  await pressOn(page, main().getByRole('button', { expanded: false }).first())
  await expect(main().getByRole('button', { expanded: true })).toBeFocused()
  // The permissions of a group show their codes.
  await expect(
    main()
      .getByRole('rowheader', { name: /[a-z-]+\.[a-z-]+$/ })
      .first(),
  ).toBeVisible()
})

test('S0.5 the company’s data are changed', async () => {
  await openPage(page, '/settings/company')
  await typeInto(page, page.getByLabel('付款后等待审单'), '5')
  await page.keyboard.press('Control+Enter')
  await expect(page.getByText('已保存').first()).toBeVisible()
})

test('a colleague who saved first is met: what clashes is chosen field by field, the rest is put together', async () => {
  await openPage(page, '/settings/company')
  await typeInto(page, page.getByLabel('企业名称'), '两人公司')
  await typeInto(page, page.getByLabel('付款后等待审单'), '7')
  const colleague = await page.context().newPage()
  await openPage(colleague, '/settings/company')
  await typeInto(colleague, colleague.getByLabel('付款后等待审单'), '9')
  await typeInto(colleague, colleague.getByLabel('重复下单检查'), '3')
  await colleague.keyboard.press('Control+Enter')
  await expect(colleague.getByText('已保存').first()).toBeVisible()
  await colleague.close()
  await page.keyboard.press('Control+Enter')
  await expect(dialog().getByRole('group')).toHaveCount(1)
  await pressOn(page, dialog().getByRole('radio').first(), 'ArrowDown')
  await expect(dialog().getByRole('radio', { name: /对方的.*9/ })).toBeChecked()
  await pressOn(page, dialog().getByRole('button', { name: '按选择保存' }))
  await expect(dialog()).toHaveCount(0)
  await expect(page.getByText('已保存').first()).toBeVisible()
  await reopen(page)
  await expect(page.getByLabel('企业名称')).toHaveValue('两人公司')
  await expect(page.getByLabel('付款后等待审单')).toHaveValue('9')
  await expect(page.getByLabel('重复下单检查')).toHaveValue('3')
})

test('S4.8 a category gets one below it, and a product of that is asked for the attributes of both', async () => {
  await openPage(page, '/products/categories')
  for (const [opens, name, code, attributes] of [
    [button('新建类目').first(), '服饰', 'wear', '材质、产地'],
    [button('加下级 服饰'), '靴子', 'boots', '筒高'],
  ] as const) {
    await pressOn(page, opens)
    await typeInto(page, dialog().getByLabel('中文名称'), name)
    await typeInto(page, dialog().getByLabel('编码'), code)
    await typeInto(page, dialog().getByLabel('属性'), attributes)
    await page.keyboard.press('Enter')
    await expect(dialog()).toHaveCount(0)
    await expect(main()).toContainText(name)
  }
  await openPage(page, '/products/new')
  await tabTo(page, page.getByRole('combobox', { name: '类目' }))
  await page.keyboard.type('靴子')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  for (const name of ['材质', '产地', '筒高']) await expect(button(name)).toBeVisible()
  await pressOn(page, button('筒高'))
  await expect(page.getByLabel('属性名').last()).toHaveValue('筒高')
})

test('a page that stands in no menu is found by its name, and by the letters it begins with', async () => {
  await openPage(page, '/dashboard')
  for (const [typed, name, address] of [
    ['角色', '角色与权限', '**/settings/roles'],
    ['bq', '标签', '**/settings/tags'],
  ] as const) {
    await page.keyboard.press('Control+k')
    await expect(page.getByRole('combobox')).toBeFocused()
    await page.keyboard.type(typed)
    await expect(page.getByRole('option', { name })).toHaveAttribute('data-selected', 'true')
    await page.keyboard.press('Enter')
    await page.waitForURL(address)
  }
})

test('a tag is made and renamed', async () => {
  await openPage(page, '/settings/tags')
  await pressOn(page, button('新建标签').first())
  await expect(dialog().getByLabel('名称')).toBeFocused()
  await page.keyboard.type('礼盒')
  await page.keyboard.press('Enter')
  await pressOn(page, button('修改 礼盒'))
  await expect(dialog().getByLabel('名称')).toBeFocused()
  await page.keyboard.type('加急')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('row', { name: /加急/ })).toBeVisible()
})

test('a rule is written, saved and published', async () => {
  await openPage(page, '/settings/rules/review')
  await pressOn(page, button('添加规则'))
  await typeInto(page, page.getByLabel('规则名称'), '小单')
  await typeInto(page, page.getByLabel('订单金额: 值'), '100')
  await pressOn(page, button('保存草稿'))
  await expect(page.getByText('草稿有未发布的修改')).toBeVisible()
  // The button that was pressed is off now; the next one is still the next one.
  await tabTo(page, button('发布'), 2)
  await page.keyboard.press('Enter')
  await expect(dialog().getByLabel('版本说明')).toBeFocused()
  await pressOn(page, dialog().getByRole('button', { name: '发布', exact: true }))
  await expect(page.getByText('第 1 版已生效').first()).toBeVisible()
})

test('who belongs to two companies changes from one to the other in the frame’s menu', async ({ browser }) => {
  const neighbour = await otherBrowser(browser)
  const other = await register(neighbour)
  const api = await apiOf(neighbour, neighbour.request)
  const { inviteUrl } = await api('/members', { name: '王老板', email, role: 'admin' })
  await neighbour.context().close()
  await openPage(page, new URL(String(inviteUrl)).pathname)
  await typeInto(page, page.getByLabel('您现有的密码'), password)
  await page.keyboard.press('Enter')
  await page.waitForURL('**/dashboard')

  await openPage(page, '/settings/members')
  await expect(main()).toContainText(other.email)
  const menu = button(/账户菜单/)
  await pick(page, menu, '两人公司')
  await page.waitForURL('**/dashboard')
  await openPage(page, '/settings/members')
  await expect(main()).toContainText(`li-${tag}@example.test`)
  await expect(main()).not.toContainText(other.email)
  // The menu says where one is now.
  await pressOn(page, menu)
  await expect(page.getByRole('menuitemcheckbox', { name: '两人公司' })).toBeChecked()
  await page.keyboard.press('Escape')
  await expect(menu).toBeFocused()
})
