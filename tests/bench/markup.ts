/** An element as [tag, props, ...children]: what the bare page of the pages benchmark draws. */
export type Tree = string | Element
type Element = [tag: string, props: Record<string, unknown>, ...children: Tree[]]

const empty = new Set(['area', 'br', 'col', 'hr', 'img', 'input', 'link', 'meta', 'source', 'wbr'])
/** Written by Next and React themselves around a page, or not markup at all. */
const left = new Set(['script', 'style', 'template', 'link', 'meta'])
const flags = new Set(['disabled', 'checked', 'hidden', 'open', 'required', 'readonly', 'multiple', 'selected'])
const names: Record<string, string> = { class: 'className', for: 'htmlFor', tabindex: 'tabIndex', readonly: 'readOnly' }
const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#x27': "'" }

const token = /<!--.*?-->|<(script|style)\b.*?<\/\1>|<(\/?)([a-zA-Z][\w-]*)((?:[^>"']|"[^"]*"|'[^']*')*)>|([^<]+)/gs
const attribute = /([^\s=/]+)(?:="([^"]*)")?/g

/** The body of a page that React has written (so: well formed) as a tree that React can draw again. */
export function treeOf(html: string): Tree[] {
  const body = html.slice(html.indexOf('<body'), html.lastIndexOf('</body>'))
  const root: Tree[] = []
  const open: Element[] = []
  for (const [, raw, closing, tag, attributes, text] of body.slice(body.indexOf('>') + 1).matchAll(token)) {
    const into = open.at(-1) ?? root
    if (text !== undefined) into.push(plain(text))
    if (raw || tag === undefined) continue
    if (closing) {
      open.pop()
      continue
    }
    const element: Element = [tag, propsOf(attributes ?? '')]
    if (!left.has(tag)) into.push(element)
    if (empty.has(tag) || attributes?.endsWith('/')) continue
    open.push(element)
  }
  return root
}

function propsOf(text: string): Record<string, unknown> {
  const props: Record<string, unknown> = {}
  for (const [, name = '', value] of text.matchAll(attribute)) {
    const known = names[name] ?? name
    if (name === 'style') props.style = styleOf(plain(value ?? ''))
    else if (name === 'value' || name === 'checked') props[name === 'value' ? 'defaultValue' : 'defaultChecked'] = value
    else props[known] = flags.has(name) ? true : plain(value ?? '')
  }
  return props
}

function styleOf(text: string): Record<string, string> {
  return Object.fromEntries(
    text.split(';').flatMap((one) => {
      const [name = '', ...value] = one.split(':')
      const key = name.startsWith('--')
        ? name
        : name.trim().replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase())
      return key ? [[key, value.join(':').trim()]] : []
    }),
  )
}

function plain(text: string): string {
  return text.replace(/&([#\w]+);/g, (whole, name: string) => entities[name] ?? whole)
}
