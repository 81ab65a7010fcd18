import { expect, test } from 'vitest'
import { attributesOf, branchOf, treeOf } from '@/components/catalog/category-tree'
import type { CategoryView } from '@/lib/modules/catalog/schema'

const category = (id: string, parentId: string | null, attributes: string[] = []): CategoryView => ({
  ...{ id, parentId, attributes, code: id, nameZh: id, nameEn: '', position: 0, version: 1 },
})
const tree = [
  category('shoes', 'wear', ['鞋码']),
  category('wear', null, ['材质']),
  category('boots', 'shoes', ['材质', '筒高']),
  category('tea', null),
]

test('S4.8 the tree is read from its roots down, whatever sequence it came in', () => {
  expect(treeOf(tree).map(({ id, depth }) => `${depth} ${id}`)).toEqual(['0 wear', '1 shoes', '2 boots', '0 tea'])
})

test('a loop and a parent that is not there hide nothing', () => {
  const odd = [category('a', 'b'), category('b', 'a'), category('c', 'gone'), category('d', null)]
  expect(
    treeOf(odd)
      .map(({ id }) => id)
      .sort(),
  ).toEqual(['a', 'b', 'c', 'd'])
  expect([...branchOf(tree, 'shoes')].sort()).toEqual(['boots', 'shoes'])
})

test('a product is asked for the attributes of its category and of those above, each once', () => {
  expect(attributesOf(tree, 'boots')).toEqual(['材质', '鞋码', '筒高'])
  expect(attributesOf(tree, null)).toEqual([])
})
