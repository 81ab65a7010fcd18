'use server'

import { printCountSheet } from '@/lib/modules/prints/print-count-sheet'
import { printLabels } from '@/lib/modules/prints/print-labels'
import { printPickList } from '@/lib/modules/prints/print-pick-list'
import { printSlips } from '@/lib/modules/prints/print-slips'
import { act } from '@/lib/platform/entrance/action'

export async function printLabelsAction(input: unknown) {
  return act(printLabels, input)
}

export async function printSlipsAction(input: unknown) {
  return act(printSlips, input)
}

export async function printPickListAction(input: unknown) {
  return act(printPickList, input)
}

export async function printCountSheetAction(input: unknown) {
  return act(printCountSheet, input)
}
