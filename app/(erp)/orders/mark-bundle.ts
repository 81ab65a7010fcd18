import type { MarkActions } from '@/components/orders/use-marks'
import { assignOrdersAction, createTagAction, setFlagsAction, setTagsAction } from './mark-actions'

export const markActions: MarkActions = {
  setFlags: setFlagsAction,
  setTags: setTagsAction,
  assign: assignOrdersAction,
  createTag: createTagAction,
}
