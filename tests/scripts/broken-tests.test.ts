import path from 'node:path'
import { expect, it } from 'vitest'
import { browserNotes, unitNotes } from '@/scripts/lib/broken-tests'

const counts = { numPassedTests: 1, numFailedTests: 2, numPendingTests: 0, numTodoTests: 0 }
const place = (name: string) => path.resolve('tests', name)

it('a broken test of the unit stage says where it stands and why, in its first lines', () => {
  const long = Array.from({ length: 30 }, (_, i) => `\u001b[31mline ${i}\u001b[39m`).join('\n\n')
  const notes = unitNotes(
    {
      ...counts,
      testResults: [
        { name: place('a.test.ts'), status: 'failed', message: 'SyntaxError: what\n', assertionResults: [] },
        {
          name: place('b.test.ts'),
          status: 'failed',
          assertionResults: [
            { fullName: 'b is well', status: 'passed', failureMessages: [] },
            { fullName: 'b is long', status: 'failed', failureMessages: [long, 'never shown'] },
            { fullName: 'b is wide', status: 'failed', failureMessages: ['w'.repeat(5000)] },
            { fullName: 'b is silent', status: 'failed', failureMessages: null },
          ],
        },
      ],
    },
    'failed',
  )
  expect(notes).toEqual([
    'failed: tests/a.test.ts\n    SyntaxError: what',
    [
      'failed: tests/b.test.ts › b is long',
      ...Array.from({ length: 12 }, (_, i) => `    line ${i}`),
      '    … 19 lines more',
    ].join('\n'),
    `failed: tests/b.test.ts › b is wide\n    ${'w'.repeat(400)}…`,
    'failed: tests/b.test.ts › b is silent',
  ])
})

it('so does one of the browser stage, at the first of its tries, however deep it stands', () => {
  const results = [
    { errors: [{ message: '\u001b[2mexpect\u001b[22m(locator) failed' }, {}] },
    { errors: [{ message: 'later' }] },
  ]
  const suite = {
    file: 'screens.spec.ts',
    specs: [{ title: 'fine', tests: [{ status: 'expected', results: [{ errors: [] }] }] }],
    suites: [
      {
        file: 'screens.spec.ts',
        specs: [
          { title: 'broken', tests: [{ status: 'unexpected', results }] },
          { title: 'shaky', tests: [{ status: 'flaky', results }] },
        ],
      },
    ],
  }
  const why = '    expect(locator) failed'
  expect(browserNotes(suite)).toEqual([
    `failed: tests/e2e/screens.spec.ts › broken\n${why}`,
    `broken at first: tests/e2e/screens.spec.ts › shaky\n${why}`,
  ])
})
