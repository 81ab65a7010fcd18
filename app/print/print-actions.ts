'use server'

import { printBinLabels } from '@/lib/modules/prints/print-bin-labels'
import { printCartonMarks } from '@/lib/modules/prints/print-carton-marks'
import { printCommandSheet } from '@/lib/modules/prints/print-command-sheet'
import { printCountSheet } from '@/lib/modules/prints/print-count-sheet'
import { printHandOver } from '@/lib/modules/prints/print-hand-over'
import { printLabels } from '@/lib/modules/prints/print-labels'
import { printPickList } from '@/lib/modules/prints/print-pick-list'
import { printSkuLabels } from '@/lib/modules/prints/print-sku-labels'
import { printSlips } from '@/lib/modules/prints/print-slips'
import { printWaveSummary } from '@/lib/modules/prints/print-wave-summary'
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

export async function printBinLabelsAction(input: unknown) {
  return act(printBinLabels, input)
}

export async function printCartonMarksAction(input: unknown) {
  return act(printCartonMarks, input)
}

export async function printCommandSheetAction(input: unknown) {
  return act(printCommandSheet, input)
}

export async function printHandOverAction(input: unknown) {
  return act(printHandOver, input)
}

export async function printSkuLabelsAction(input: unknown) {
  return act(printSkuLabels, input)
}

export async function printWaveSummaryAction(input: unknown) {
  return act(printWaveSummary, input)
}
