import { describe, expect, test } from 'vitest'
import { RULES } from '../../../policies/registry.ts'
import { htmlReport } from '../../../policies/report/html.ts'
import { chapter, chapterMarkup, DRIFTED, PROXY, rowsWith, SIGNATURE } from './html-page.ts'
import { ASSESSMENTS, judged } from './samples.ts'

describe('findings', () => {
  const page = htmlReport(DRIFTED, { lang: 'en' })

  test('are summed up in one sentence', () => {
    expect(chapter(page, 'summary')).toContain(
      '2 failures, 1 unknown point, 2 disagreements between levels, out of 3 points judged (one for each rule and subject); 0 others were not.',
    )
  })

  test('begin with the gravest', () => {
    const ids = [...page.matchAll(/<article class="finding">[\s\S]*?href="#rule-([A-Z0-9-]+)"/g)].map(
      ([, id]) => id,
    )
    expect(ids).toEqual(['CTR-01', 'NET-12', 'CTR-04'])
  })

  test('show what was seen at each level, and on what it stands', () => {
    const [row] = rowsWith(chapterMarkup(page, 'failures'), 'privileged')
    expect(row).toEqual([
      `${PROXY} ≠ disagreement`,
      expect.stringMatching(
        /^Described, Planned seen privileged=false want a=2 Running seen privileged=true want privileged=false fingerprint sha256:[0-9a-f]{16}$/,
      ),
      '✓ pass configured',
      '✓ pass configured',
      '✗ fail observed',
    ])
  })

  test('disagree only where two levels judged', () => {
    const split = rowsWith(chapterMarkup(page, 'disagreements'), PROXY).map(([, , ...verdicts]) => verdicts)
    expect(split).toEqual([
      ['✓ pass configured', '✓ pass configured', '✗ fail observed'],
      ['✓ pass configured', '✓ pass configured', '? unknown observed'],
    ])
    const alone = chapter(htmlReport({ live: DRIFTED.live }, { lang: 'en' }), 'disagreements')
    expect(alone).toContain('One level only is supplied: nothing can be compared.')
  })
})

describe('measures', () => {
  const page = htmlReport(DRIFTED, { lang: 'fr' })

  test('show the doubt first, and every rule that cites them', () => {
    const [first] = rowsWith(chapterMarkup(page, 'docker-sheet'), 'systèmes de fichiers sensibles')
    expect(first).toEqual([
      'R1',
      'Isoler les systèmes de fichiers sensibles de l’hôte Jugé\u202f: ni privileged, ni partage de /, /dev, /proc, /sys',
      'automatisé CTR-01',
      '✗ 1 échec',
    ])
  })

  test('that no rule judges ask for a document', () => {
    const [row] = rowsWith(chapterMarkup(page, 'hygiene'), 'Accès aux salles serveurs')
    expect(row).toEqual([
      '26',
      'Accès aux salles serveurs standard Non jugé\u202f: les locaux Pièce à fournir\u202f: liste revue des personnes admises',
      'non automatisé',
      '□ non jugé pièce à fournir',
    ])
  })

  test('whose rules said nothing here are not judged', () => {
    const [row] = rowsWith(chapterMarkup(page, 'docker-sheet'), 'Dédier les Control groups')
    expect(row?.slice(2)).toEqual(['automatisé CTR-07', '□ non jugé aucun verdict dans ce jeu'])
  })

  test('are all there', () => {
    expect(rowsWith(chapterMarkup(page, 'hygiene'), '').length).toBe(43)
    expect(rowsWith(chapterMarkup(page, 'docker-sheet'), '').length).toBe(17)
  })

  test('give the variants without a number', () => {
    expect(chapter(page, 'docker-sheet')).toContain(
      'Variante dégradée (numéro à vérifier)\u202f: limiter l’utilisation des capabilities',
    )
  })
})

test('the degraded variant of a source is never shown as the demand itself', () => {
  const page = htmlReport({ synth: ASSESSMENTS['variety'] ?? expect.fail() }, { lang: 'en' })
  const verdicts = rowsWith(chapterMarkup(page, 'rules'), 'a=1').map((cells) => cells.at(-1))
  expect(verdicts).toContain('✓ pass configured degraded variant that the source admits')
})

describe('acceptances', () => {
  test('show who accepted what, why and until when', () => {
    const page = htmlReport({ synth: ASSESSMENTS['variety'] ?? expect.fail() }, { lang: 'en' })
    expect(rowsWith(chapterMarkup(page, 'acceptances'), 'docker_container.db')).toEqual([
      [
        expect.stringMatching(
          /^CTR-03 docker_container\.db Described · waiver · waivers\.yaml:3:5 · sha256:[0-9a-f]{16}$/,
        ),
        'migration instead read daily',
        'i.moreau',
        'a.durand',
        'not recorded',
        '5\u00a0December 2026',
      ],
    ])
  })

  const architecture = (derogations: Parameters<typeof judged>[0]) => {
    const page = htmlReport({ synth: judged(derogations) }, { lang: 'fr' })
    return rowsWith(chapterMarkup(page, 'acceptances'), 'DER-01').map((cells) => cells.at(-1))
  }

  test('ask for those of the architecture that nobody accepted', () => {
    expect(architecture({})).toEqual(['non acceptée par le client'])
    expect(architecture({ rules: [] })).toEqual(['aucun constat dans ce jeu'])
  })

  test('show those that were', () => {
    const accepted = {
      id: 'DER-01',
      by: 'a.durand',
      on: '2026-10-01',
      where: 'derogations.yaml:2:5',
    } as const
    const shown = architecture({ acceptances: { waivers: [], derogations: [accepted] } })
    expect(shown).toContain('acceptée par a.durand le 1er\u00a0octobre 2026, jusqu’au 1er\u00a0octobre 2027')
    expect(shown).not.toContain('non acceptée par le client')
  })
})

describe('manual controls', () => {
  const documents = {
    'NET-09': { title: 'Wi-Fi', date: '2026-09-12', heldBy: 'm.leroy', where: 'documents.yaml:2:5' },
  }
  const page = htmlReport({ synth: judged({ documents }) }, { lang: 'en' })
  const table = chapterMarkup(page, 'manual')

  test('are all asked for, with the capability that they wait for', () => {
    const manual = RULES.filter(({ kind }) => kind === 'manual')
    expect(rowsWith(table, '').length).toBe(manual.length + 1)
    const [backup] = rowsWith(table, 'BCK-01')
    expect(backup?.slice(2)).toEqual(['backup', '□ not judged'])
  })

  test('are declared by a document, never passed', () => {
    const [row] = rowsWith(table, 'NET-09')
    expect(row?.slice(2)).toEqual([
      'none',
      '✎ declared "Wi-Fi", 2026-09-12, held by m.leroy documents.yaml:2:5',
    ])
  })
})

describe('sources', () => {
  const of = (day: string) =>
    htmlReport({ synth: judged({ now: new Date(`${day}T10:00:00Z`) }) }, { lang: 'en' })

  test('that are inferred are to be verified', () => {
    const page = of('2026-11-23')
    const [backup] = rowsWith(chapterMarkup(page, 'sources'), 'number to be verified')
    expect(backup?.[0]).toBe('ANSSI-BP-100')
    expect(chapter(page, 'rules')).toContain('ANSSI-BP-100 R6 (v1.1, number to be verified)')
    expect(chapter(page, 'rules')).not.toContain('S-inf')
  })

  test('of law have an end, and say when it is past', () => {
    const until = (day: string) => rowsWith(chapterMarkup(of(day), 'sources'), 'CGI 289 bis')[0]?.[2]
    expect(until('2026-11-23')).toBe('31\u00a0December 2026')
    expect(until('2027-01-02')).toBe('31\u00a0December 2026: over on the day of the report')
  })
})

describe('provenance', () => {
  test('gives each command that verifies on its own line', () => {
    const page = htmlReport({ ...DRIFTED, signature: SIGNATURE }, { lang: 'fr' })
    expect(page).toContain('<pre><code>sha256sum --check MANIFEST.sha256\nopenssl version</code></pre>')
    expect(chapter(page, 'proof')).toContain(SIGNATURE.fingerprint)
  })

  test('says when nothing is signed', () => {
    expect(chapter(htmlReport(DRIFTED, { lang: 'fr' }), 'proof')).toContain('Ce rapport n’est pas signé.')
  })

  test('gives the digest of all that was read', () => {
    const page = htmlReport(DRIFTED, { lang: 'fr' })
    expect(rowsWith(chapterMarkup(page, 'proof'), 'site.yaml')).toEqual([
      ['site.yaml', `sha256:${'a'.repeat(64)}`, 'Décrit, Planifié, En marche'],
    ])
  })
})
