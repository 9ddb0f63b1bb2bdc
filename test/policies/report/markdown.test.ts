import { describe, expect, test } from 'vitest'
import type { Assessment } from '../../../policies/assessment.ts'
import { expiresSoon, markdownReport, type MarkdownOptions } from '../../../policies/report/markdown.ts'
import { block, code, escaped, fitted, marker, table } from '../../../policies/report/markdown-text.ts'
import { ruleOf } from '../../../policies/report/shared.ts'
import { ASSESSMENTS, hostile, judged, saying, VARIETY } from './samples.ts'

const report = (assessment: Assessment, options: Partial<MarkdownOptions> = {}): string =>
  markdownReport([assessment], { lang: 'en', ...options })

const title = (id: string): string => escaped(ruleOf(id)?.title.en ?? '')

describe('Markdown report', () => {
  test('danger first, then what fails, what is in doubt, what was accepted, what is not judged', () => {
    expect(report(VARIETY)).toBe(`<!-- socle:report site=demo -->
## Socle · demo

**synthesised description · a blocking or major rule fails**

2 passed, 1 failed, 2 unknown, 2 waived, 1 declared, 1 deferred, 2 not judged, 1 not applicable · 3 of 7 resources judged

### Destruction

- **DST-01** \`docker_volume.db-data\` demo-db-data: delete — accepted on the command line, this once

### Failing rules

| Rule | Severity | Subject | Seen | Want | Where |
| --- | --- | --- | --- | --- | --- |
| **CTR-01** ${title('CTR-01')} | blocking | \`docker_container.db\` | privileged=true | privileged=false | \`site.yaml:31:5\` |

### Fixes

- **CTR-01** ${escaped(ruleOf('CTR-01')?.fix.en ?? '')}

### Unknown

| Rule | Severity | Subject | Why |
| --- | --- | --- | --- |
| **CTR-04** ${title('CTR-04')} | blocking | \`docker_container.db\` | unreadable |
| **NET-04** ${title('NET-04')} | minor | \`docker_container.db\` | unreadable |

### Acceptances that expire within 30 days

- **CTR-03** \`docker_container.db\` a=1 — accepted by a.durand until 2026-12-05 inclusive; instead: read daily

### Waived, never passed

- **DST-01** \`docker_volume.db-data\` demo-db-data: delete — accepted on the command line, this once

### What nothing judges

- \`docker_container.proxy\`
- \`docker_network.proxy-edge\`
- \`docker_network.proxy-tryton\`
- \`docker_network.tryton-db\`
- Attributes that are written and that no rule decides by (3): \`docker_container\` host\\_name, init ; \`docker_network\` labels

### Not judged here

- documents to supply, which no machine judges: 1
- rules that wait for a capability that Socle does not build yet: 1
- verdicts that will fall on the plan: 1

Rules inspired by their sources; this report says what a machine saw and stands in for no audit.
`)
  })

  test.each([
    [[{}], 'nothing blocking or major fails'],
    [[{ status: 'fail', severity: 'minor' }], 'nothing blocking or major fails'],
    [[{ status: 'fail' }], 'a blocking or major rule fails'],
    [[{ status: 'unknown' }], 'a blocking or major rule is undecided'],
    [[{ status: 'waived' }], 'nothing worse than what was accepted'],
    [[], 'nothing was judged'],
  ] as const)('%j: %s', (verdicts, meaning) => {
    const lines = report(judged({ rules: [saying('CTR-01', verdicts)] })).split('\n')
    expect(lines[3]).toBe(`**synthesised description · ${meaning}**`)
  })

  test('with several levels, danger comes first whatever its level, and titles say it', () => {
    const { live, deletion } = ASSESSMENTS
    if (!live || !deletion) throw new Error('no sample')
    const titles = markdownReport([live, deletion, VARIETY], { lang: 'fr' })
      .split('\n')
      .filter((line) => line.startsWith('### '))
    expect(titles.slice(0, 4)).toEqual([
      '### Destruction · description synthétisée',
      '### Destruction · plan',
      '### Règles en échec · description synthétisée',
      '### Règles en échec · plan',
    ])
  })

  test('today decides what expires soon; by default the day of the assessment', () => {
    const later = report(VARIETY, { now: new Date('2026-11-01T23:00:00Z') })
    expect(later).not.toContain('expire within 30 days')
    expect(later).toContain('- **CTR-03** `docker_container.db`')
  })

  test.each([
    ['2026-12-30', false],
    ['2026-12-29', true],
    ['2026-11-30', true],
    ['2026-11-29', true],
    ['soon', false],
  ])('expiry %s on 30 November: %s', (expires, soon) => {
    expect(expiresSoon({ waiver: { kind: 'waiver', expires } }, new Date('2026-11-30T12:00:00Z'))).toBe(soon)
  })

  test('never grows beyond what a forge accepts, in bytes, and loses no danger and no remark', () => {
    const verdicts = Array.from({ length: 3000 }, (_, index) => ({
      subject: `docker_container.été${index}`,
      status: 'fail' as const,
    }))
    const text = report(
      judged({
        rules: [
          saying('CTR-01', verdicts),
          saying('DST-01', [{ status: 'fail', subject: 'docker_volume.x' }]),
        ],
      }),
      { lang: 'fr' },
    )
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(60_000)
    expect(Buffer.byteLength(text)).toBeGreaterThan(59_500)
    expect(text).toContain('- **DST-01** `docker_volume.x`')
    const rows = text.split('\n').filter((line) => line.startsWith('| **CTR-01**'))
    expect(rows.filter((line) => !line.endsWith(' |'))).toEqual([])
    expect(text.split('\n').slice(-5)).toEqual([
      '',
      '… la suite est dans les fichiers assessment.\\*.json',
      '',
      "Règles inspirées de leurs sources ; ce rapport dit ce qu'une machine a vu et ne remplace pas un audit.",
      '',
    ])
  })

  test('says of nothing that it is certified', () => {
    for (const assessment of Object.values(ASSESSMENTS)) {
      for (const lang of ['fr', 'en'] as const) {
        const own = report(assessment, { lang }).replace(/^\|.*|^- .*/gm, '')
        expect(own).not.toMatch(/conforme|certifi|compliant/i)
      }
    }
  })

  test('texts that nobody vouches for stay text: one line, one cell', () => {
    const text = report(hostile(VARIETY))
    const rows = text.split('\n').filter((line) => line.startsWith('|'))
    expect(rows.length).toBe(7)
    for (const row of rows) expect([5, 7]).toContain(row.split(/(?<!\\)\|/).length - 1)
    expect(text).not.toMatch(/^#{1,6} title/m)
    expect(text.replace(/`+[^`]*`+/g, '')).not.toMatch(/(?<!\\)<(?!!-- socle)|(?<!\\)\]\(|[@#]\w|https?:\/\//)
  })
})

describe('pieces of Markdown', () => {
  test.each([
    ['| <img src=x> [a](javascript:b)\n# title', '\\| \\<img src=x\\> \\[a\\](javascript:b) \\# title'],
    ['@everyone', '\\@\u2060everyone'],
    ['see #12 !34 ~label', 'see \\#\u206012 \\!\u206034 \\~\u2060label'],
    ['&#64;x &lt;', '\\&\\#\u206064;x \\&\u2060lt;'],
    ['https://a.example www.b.example', 'https:\u2060//a.example www\u2060.b.example'],
    ['a@b.example', 'a\\@\u2060b.example'],
    ['**bold** _i_ `c` ~~s~~ \\', '\\*\\*bold\\*\\* \\_i\\_ \\`c\\` \\~\\~\u2060s\\~\\~ \\\\'],
    ['privileged=true, 3 mounts', 'privileged=true, 3 mounts'],
  ])('%j is escaped', (text, expected) => {
    expect(escaped(text)).toBe(expected)
  })

  test.each([
    ['docker_container.db', '`docker_container.db`'],
    ['', ''],
    ['a`b', '`` a`b ``'],
    ['``', '``` `` ```'],
    ['a|b\nc', '`a¦b c`'],
  ])('%j as code', (text, expected) => {
    expect(code(text)).toBe(expected)
  })

  test('a table and a block are nothing without content', () => {
    expect(table(['a', 'b'], [])).toEqual([])
    expect(table(['a', 'b'], [['1', '2']])).toEqual(['| a | b |', '| --- | --- |', '| 1 | 2 |'])
    expect(block('t', [])).toEqual([])
    expect(block('t', ['x'])).toEqual(['', '### t', '', 'x'])
  })

  test('a marker holds no text that would end it', () => {
    expect(marker('plan', 'cabinet-durand')).toBe('<!-- socle:plan site=cabinet-durand -->')
    expect(marker('plan', '--> <script>')).toBe('<!-- socle:plan site=-script- -->')
  })

  test('lines that hold are kept, the others are told of, and what was open is closed', () => {
    expect(fitted(['a', 'b'], '…', 'foot', 100)).toBe('a\nb\nfoot')
    const lines = [
      '<details><summary>x</summary>',
      ...Array.from({ length: 9 }, () => 'é'.repeat(10)),
      '</details>',
    ]
    const text = fitted(lines, 'more', 'foot', 120)
    expect(text).toBe(
      `<details><summary>x</summary>\n${`${'é'.repeat(10)}\n`.repeat(3)}</details>\n\nmore\nfoot`,
    )
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(120)
  })
})
