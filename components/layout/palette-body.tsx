'use client'

import { Command } from 'cmdk'
import {
  ClipboardList,
  Contact,
  CornerDownRight,
  Keyboard,
  type LucideIcon,
  Package,
  ScanBarcode,
  Search,
  ShoppingBag,
  Store,
  Truck,
  Undo2,
  UserRound,
  Waves,
} from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useEffect, useRef, useState } from 'react'
import type { PaletteItem } from './palette'
import { ACTIONS, holds, INNER_PAGES } from './palette-actions'
import { type Found, hrefOf, type RecordKind, useRecords } from './use-records'

const itemStyle =
  'flex h-9 cursor-default items-center gap-2.5 rounded-md px-2.5 text-sm select-none data-[selected=true]:bg-pressed [&_svg]:size-4 [&_svg]:shrink-0 [&_svg]:text-subtle'
const groupStyle =
  '**:[[cmdk-group-heading]]:px-2.5 **:[[cmdk-group-heading]]:py-1.5 **:[[cmdk-group-heading]]:text-xs **:[[cmdk-group-heading]]:text-muted'

const ICONS: Readonly<Record<RecordKind, LucideIcon>> = {
  order: ShoppingBag,
  parcel: Truck,
  sku: ScanBarcode,
  product: Package,
  return: Undo2,
  customer: Contact,
  wave: Waves,
  'hand-over': ClipboardList,
  shop: Store,
  member: UserRound,
}

export type PaletteBodyProps = {
  items: readonly PaletteItem[]
  permissions: readonly string[]
  searchHref?: (q: string) => string
  onGo: (href: string) => void
  onHelp: () => void
}

export function PaletteBody({ items, permissions, searchHref, onGo, onHelp }: PaletteBodyProps) {
  const t = useTranslations('ui.palette')
  const unread = useTranslations('ui.notLoaded')
  const [text, setText] = useState('')
  const query = text.trim()
  const found = useRecords(query, holds(permissions, 'record.find'))
  const records = found ?? []
  const actions = ACTIONS.filter(({ permission }) => holds(permissions, permission))
  const inner = INNER_PAGES.filter(({ permission }) => permission === undefined || holds(permissions, permission))
  const [chosen, setChosen] = useState('')
  const [first] = records
  // Records come a moment after what was typed: where nothing but the search stood, Enter now means the first of them.
  useEffect(() => {
    if (first) setChosen((before) => (before.startsWith('search ') ? itemValue(first) : before))
  }, [first])
  const input = useRef<HTMLInputElement>(null)
  // The dialog moved the focus before this code had come.
  useEffect(() => input.current?.focus(), [])
  return (
    <Command label={t('title')} loop value={chosen} onValueChange={setChosen}>
      <div className="flex items-center gap-2.5 border-b border-line-soft px-4 [&_svg]:size-4 [&_svg]:text-subtle">
        <Search aria-hidden="true" />
        <Command.Input
          ref={input}
          value={text}
          onValueChange={setText}
          // Enter that ends a composition chooses a sign, not an entry.
          onKeyDown={(event) => event.nativeEvent.isComposing && event.stopPropagation()}
          placeholder={t('placeholder')}
          className="h-12 flex-1 bg-transparent text-base outline-none"
        />
      </div>
      <Command.List className="max-h-[min(24rem,60dvh)] overflow-y-auto p-2">
        {found === null ? (
          <p role="alert" className="px-2.5 py-2 text-sm text-danger-text">
            {unread('text')}
          </p>
        ) : null}
        {searchHref || records.length > 0 ? null : (
          <Command.Empty className="py-8 text-center text-sm text-muted">{t('empty')}</Command.Empty>
        )}
        <Command.Group heading={t('pages')} className={groupStyle}>
          {items.map((item) => (
            <Command.Item
              key={item.key}
              value={item.key}
              keywords={[item.label, ...(item.keywords ?? [])]}
              className={itemStyle}
              onSelect={() => onGo(item.href)}
            >
              {item.icon}
              {item.label}
            </Command.Item>
          ))}
          {/* Found by name, not shown before: the list one opens with stays short. */}
          {query
            ? inner.map(({ key, href, letters }) => (
                <Command.Item
                  key={key}
                  value={`page ${key}`}
                  keywords={[t(`page.${key}`), letters, href]}
                  className={itemStyle}
                  onSelect={() => onGo(href)}
                >
                  <CornerDownRight aria-hidden="true" />
                  {t(`page.${key}`)}
                </Command.Item>
              ))
            : null}
        </Command.Group>
        <Command.Group heading={t('actions')} className={groupStyle}>
          {actions.map(({ key, href, icon: Icon }) => (
            <Command.Item
              key={key}
              value={`action ${key}`}
              keywords={[t(`action.${key}`)]}
              className={itemStyle}
              onSelect={() => onGo(href)}
            >
              <Icon aria-hidden="true" />
              {t(`action.${key}`)}
            </Command.Item>
          ))}
          <Command.Item value="action keys" keywords={[t('action.keys')]} className={itemStyle} onSelect={onHelp}>
            <Keyboard aria-hidden="true" />
            {t('action.keys')}
          </Command.Item>
        </Command.Group>
        {records.length > 0 ? (
          <Command.Group heading={t('records')} className={groupStyle} forceMount>
            {records.map((record) => (
              <Record key={`${record.kind} ${record.id} ${record.label}`} record={record} onGo={onGo} />
            ))}
          </Command.Group>
        ) : null}
        {/* Last: who types a page's name and Enter wants that page; a number fits no page and is searched. */}
        {query && searchHref ? (
          <Command.Group forceMount>
            <Command.Item
              forceMount
              value={`search ${query}`}
              className={itemStyle}
              onSelect={() => onGo(searchHref(query))}
            >
              <Search aria-hidden="true" />
              {t('searchOrders', { query })}
            </Command.Item>
          </Command.Group>
        ) : null}
      </Command.List>
      <p className="border-t border-line-soft px-4 py-2 text-xs text-muted max-md:hidden">{t('hint')}</p>
    </Command>
  )
}

/** As cmdk compares them: in lower case. */
function itemValue({ kind, id, label }: Found): string {
  return `${kind} ${id} ${label}`.toLowerCase()
}

function Record({ record, onGo }: { record: Found; onGo: (href: string) => void }) {
  const t = useTranslations('ui.palette.kind')
  const Icon = ICONS[record.kind]
  return (
    <Command.Item
      // The house has found it already, by more than what stands here.
      forceMount
      value={itemValue(record)}
      className={itemStyle}
      onSelect={() => onGo(hrefOf[record.kind](record.id))}
    >
      <Icon aria-hidden="true" />
      <span className="truncate">{record.label}</span>
      <span className="min-w-0 flex-1 truncate text-xs text-muted">{record.hint}</span>
      <span className="text-xs text-subtle">{t(record.kind)}</span>
    </Command.Item>
  )
}
