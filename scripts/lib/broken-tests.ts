import path from 'node:path'
import { stripVTControlCharacters } from 'node:util'

export type UnitReport = {
  numPassedTests: number
  numFailedTests: number
  numPendingTests: number
  numTodoTests: number
  testResults: {
    name: string
    status: string
    /** Why a file could not be loaded. */
    message?: string
    assertionResults: { fullName: string; status: string; failureMessages?: string[] | null }[]
  }[]
}

export type Suite = {
  file: string
  suites?: Suite[]
  specs?: { title: string; tests: { status: string; results?: { errors?: { message?: string }[] }[] }[] }[]
}

/** Of every broken test its place and the first lines of why: of a log that was cut off, the end is what is left. */
export function unitNotes(report: UnitReport, word: string): string[] {
  return report.testResults.flatMap((file) => {
    const place = path.relative('.', file.name)
    if (file.status === 'failed' && file.assertionResults.length === 0) return [note(word, place, file.message)]
    return file.assertionResults
      .filter(({ status }) => status === 'failed')
      .map(({ fullName, failureMessages }) => note(word, `${place} › ${fullName}`, failureMessages?.join('\n')))
  })
}

export function browserNotes({ file, suites = [], specs = [] }: Suite): string[] {
  const own = specs.flatMap(({ title, tests }) => {
    const word = tests.some(({ status }) => status === 'unexpected') ? 'failed' : 'broken at first'
    return tests
      .filter(({ status }) => status === 'unexpected' || status === 'flaky')
      .slice(0, 1)
      .map(({ results = [] }) => {
        const errors = results.flatMap((result) => result.errors ?? [])
        return note(word, `tests/e2e/${file} › ${title}`, errors[0]?.message)
      })
  })
  return [...own, ...suites.flatMap(browserNotes)]
}

const mostLines = 12
const widestLine = 400

function note(word: string, name: string, why = ''): string {
  const lines = stripVTControlCharacters(why)
    .split('\n')
    .map((line) => line.trimEnd())
    .filter(Boolean)
  const shown = lines
    .slice(0, mostLines)
    .map((line) => `    ${line.length > widestLine ? `${line.slice(0, widestLine)}…` : line}`)
  if (lines.length > mostLines) shown.push(`    … ${lines.length - mostLines} lines more`)
  return [`${word}: ${name}`, ...shown].join('\n')
}
