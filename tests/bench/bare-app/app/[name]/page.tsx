import { readFileSync } from 'node:fs'
import path from 'node:path'
import { createElement, type ReactNode } from 'react'

export const dynamic = 'force-dynamic'

type Tree = string | [tag: string, props: Record<string, unknown>, ...children: Tree[]]

const known = new Map<string, Tree[]>()

/** The markup of one page of the product and nothing else: no data, no session, no texts, no scripts of its own. */
export default async function Bare({ params }: { params: Promise<{ name: string }> }) {
  const { name } = await params
  let tree = known.get(name)
  if (!tree) {
    tree = JSON.parse(readFileSync(path.join(process.env.BARE_TREES ?? '', `${name}.json`), 'utf8')) as Tree[]
    known.set(name, tree)
  }
  return createElement('div', null, ...tree.map(drawn))
}

function drawn(node: Tree): ReactNode {
  if (typeof node === 'string') return node
  const [tag, props, ...children] = node
  return createElement(tag, props, ...children.map(drawn))
}
