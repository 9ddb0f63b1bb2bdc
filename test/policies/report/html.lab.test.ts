import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { htmlReport, type ReportSet } from '../../../policies/report/html.ts'
import { DRIFTED, SIGNATURE } from './html-page.ts'
import { ASSESSMENTS, hostile, judged } from './samples.ts'

/**
 * A browser and axe-core judge the page as a person meets it. Neither is a dependency; to have them:
 *
 *   apt-get install chromium
 *   npm install --prefix A axe-core@4.14.1 playwright-core@1.65.1
 *   SOCLE_AXE=A/node_modules npm test -- html.lab
 */
const AXE = process.env['SOCLE_AXE'] ?? ''
const CHROMIUM = process.env['SOCLE_CHROMIUM'] ?? '/usr/bin/chromium'

const missing =
  AXE === ''
    ? 'SOCLE_AXE names no node_modules with axe-core and playwright-core'
    : [join(AXE, 'axe-core'), join(AXE, 'playwright-core'), CHROMIUM]
        .filter((path) => !existsSync(path))
        .map((path) => `${path} is not there`)[0]

/** What is used of Playwright. */
interface Page {
  goto(url: string): Promise<unknown>
  evaluate<T>(script: string): Promise<T>
  emulateMedia(media: object): Promise<void>
  on(event: 'request' | 'console', listener: (event: { url(): string; text(): string }) => void): void
  pdf(options: object): Promise<Buffer>
  close(): Promise<void>
}

interface Browser {
  newPage(options: object): Promise<Page>
  close(): Promise<void>
}

interface Playwright {
  readonly chromium: { launch(options: object): Promise<Browser> }
}

const QUIET =
  '--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync'

const SIZES = {
  desktop: { width: 1280, height: 900 },
  phone: { width: 390, height: 844 },
  /** A4 within its margins. */
  paper: { width: 673, height: 979 },
} as const

const VARIETY = ASSESSMENTS['variety'] ?? expect.fail()
const SETS: Readonly<Record<string, ReportSet>> = {
  whole: { synth: judged(), live: ASSESSMENTS['live'] ?? expect.fail(), signature: SIGNATURE },
  variety: { synth: VARIETY },
  drifted: { ...DRIFTED, signature: SIGNATURE },
  hostile: { synth: hostile(VARIETY) },
}

const cases = Object.keys(SETS).flatMap((set) =>
  (['fr', 'en'] as const).flatMap((lang) =>
    (Object.keys(SIZES) as (keyof typeof SIZES)[]).flatMap((size) =>
      (size === 'paper' ? (['light'] as const) : (['light', 'dark'] as const)).map((scheme) => ({
        set,
        lang,
        size,
        scheme,
      })),
    ),
  ),
)

const describeAxe = missing === undefined ? describe : describe.skip

describeAxe(`the auditor's page in a browser${missing === undefined ? '' : ` [${missing}]`}`, () => {
  const folder = mkdtempSync(join(tmpdir(), 'socle-axe-'))
  let browser: Browser
  let axe: string

  beforeAll(async () => {
    const require = createRequire(join(AXE, 'anything.js'))
    axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8')
    const { chromium } = require('playwright-core') as Playwright
    browser = await chromium.launch({ executablePath: CHROMIUM, args: QUIET.split(' ') })
  })

  afterAll(async () => {
    await browser.close()
    rmSync(folder, { recursive: true })
  })

  async function opened(set: string, lang: 'fr' | 'en', viewport: object, scheme: string) {
    const file = join(folder, `${set}.${lang}.html`)
    writeFileSync(file, htmlReport(SETS[set] ?? expect.fail(), { lang }))
    const page = await browser.newPage({ viewport, colorScheme: scheme })
    const noise: string[] = []
    page.on('request', (request) => {
      if (!request.url().startsWith('file:')) noise.push(request.url())
    })
    page.on('console', (message) => noise.push(message.text()))
    await page.goto(pathToFileURL(file).href)
    return { page, noise }
  }

  test.each(cases)('$set, $lang, $size, $scheme: axe finds nothing', async ({ set, lang, size, scheme }) => {
    const { page, noise } = await opened(set, lang, SIZES[size], scheme)
    if (size === 'paper') await page.emulateMedia({ media: 'print', colorScheme: scheme })
    await page.evaluate(axe)
    const found = await page.evaluate<string[]>(
      'axe.run().then(({ violations }) => violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`))',
    )
    const [width = 0, room = 0] = await page.evaluate<number[]>(
      '[document.documentElement.scrollWidth, innerWidth]',
    )
    await page.close()
    expect(found).toEqual([])
    expect(width, 'nothing sticks out').toBeLessThanOrEqual(room)
    expect(noise, 'nothing is loaded, refused or said').toEqual([])
  })

  test('paper shows what the screen folds', async () => {
    const { page } = await opened('whole', 'fr', SIZES.paper, 'light')
    const hidden = () =>
      page.evaluate<number>(`new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => {
        const cells = [...document.querySelectorAll('details td')]
        resolve(cells.filter((cell) => !cell.checkVisibility({ contentVisibilityAuto: true })).length)
      })))`)
    const onScreen = await hidden()
    await page.emulateMedia({ media: 'print' })
    const onPaper = await hidden()
    const pdf = await page.pdf({ preferCSSPageSize: true })
    await page.close()
    expect(onScreen).toBeGreaterThan(100)
    expect(onPaper).toBe(0)
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-')
  })
})
