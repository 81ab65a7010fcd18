import { expect, test } from 'vitest'
import { includes, permissionGroups } from '@/components/settings/permission-groups'
import { registry } from '@/lib/registry'
import en from '@/messages/en/settings.json'
import zh from '@/messages/zh-CN/settings.json'

type Names = {
  resource: Record<string, string>
  verb: Record<string, string>
  own: Record<string, Record<string, string>>
}

test.each([
  ['zh-CN', zh.permission as Names],
  ['en', en.permission as Names],
])('every permission a role can give has a name in %s', (_locale, names) => {
  const given = registry.filter((useCase) => useCase.kind === 'query' || useCase.audited).map((useCase) => useCase.name)
  const nameless = given.filter((name) => {
    const [resource = '', verb = ''] = name.split('.')
    return !names.resource[resource] || !(names.own[resource]?.[verb] ?? names.verb[verb])
  })
  expect(nameless).toEqual([])
})

test('permissions are grouped by resource, and wildcards are read like the door reads them', () => {
  expect(permissionGroups(['order.list', 'shop.list', 'order.get'])).toEqual([
    { resource: 'order', permissions: ['order.list', 'order.get'] },
    { resource: 'shop', permissions: ['shop.list'] },
  ])
  expect(includes(['order.*'], 'order.review')).toBe(true)
  expect(includes(['*'], 'order.review')).toBe(true)
  expect(includes(['order.list', 'shop.*'], 'order.review')).toBe(false)
})
