import { groupBy } from '../shared.ts'
import { code, html, joinedBy, Markup, type Content } from './markup.ts'
import type { Report, Section } from './report.ts'
import { table } from './table.ts'
import { LEVEL_NAME, momentOf } from './words.ts'

export const PROOF: Section = {
  id: 'proof',
  title: { fr: 'Provenance et vérification', en: 'Provenance and verification' },
  render: (report) =>
    html` ${provenance(report)} ${inputs(report)}
      <h3>${report.say({ fr: 'Signature', en: 'Signature' })}</h3>
      ${signature(report)}`,
}

const provenance = ({ levels, lang, say }: Report): Markup =>
  table({
    caption: say({ fr: "D'où vient chaque niveau", en: 'Where each level comes from' }),
    columns: [
      { title: say({ fr: 'Niveau', en: 'Level' }), kind: 'short' },
      { title: say({ fr: 'Jugé le', en: 'Judged on' }) },
      { title: say({ fr: 'Machine', en: 'Machine' }) },
      { title: say({ fr: 'Moteur', en: 'Engine' }) },
      { title: 'Socle', kind: 'short' },
      { title: say({ fr: 'Catalogue de règles', en: 'Catalogue of rules' }) },
    ],
    rows: levels.map(({ level, at, host, tool }) => [
      LEVEL_NAME[level][lang],
      html`<time datetime="${at}">${momentOf(at, lang)}</time>`,
      host === '' ? '–' : host,
      tool.engine,
      tool.socle,
      code(tool.rules),
    ]),
  })

function inputs(report: Report): Markup {
  const { levels, lang, say } = report
  const found = groupBy(
    levels.flatMap(({ level, inputs: read }) =>
      Object.entries(read).map(([name, digest]) => ({ level, name, digest })),
    ),
    ({ name, digest }) => JSON.stringify([name, digest]),
  ).sort(([a], [b]) => (a < b ? -1 : 1))
  if (found.length === 0)
    return html`<p>${say({ fr: 'Aucune entrée consignée.', en: 'No input is recorded.' })}</p>`
  return table({
    caption: say({
      fr: 'Empreintes de ce qui a été lu : un fichier changé depuis ne les retrouve pas',
      en: 'Digests of what was read: a file that changed since does not match them',
    }),
    columns: [
      { title: say({ fr: 'Fichier', en: 'File' }) },
      { title: say({ fr: 'Empreinte', en: 'Digest' }) },
      { title: say({ fr: 'Niveaux', en: 'Levels' }), kind: 'short' },
    ],
    rows: found.flatMap(([, same]): Content[][] => {
      const [first] = same
      if (first === undefined) return []
      const names = same.map(({ level }) => LEVEL_NAME[level][lang])
      return [[code(first.name), code(first.digest), joinedBy(', ', names)]]
    }),
  })
}

function signature({ signature: signed, say }: Report): Markup {
  if (signed === undefined)
    return html`<p>
      <strong>${say({ fr: 'Ce rapport n’est pas signé.', en: 'This report is not signed.' })}</strong> ${say({
        fr: 'Rien ne permet de savoir s’il a été modifié depuis.',
        en: 'Nothing tells whether it was changed since.',
      })}
    </p>`
  return html` <p>
      ${say({
        fr: 'Dans le dossier du rapport, sans Socle, ces commandes vérifient que rien n’a changé depuis la signature. Comparer l’empreinte de la clé avec celle qui a été donnée par un autre moyen.',
        en: 'In the folder of the report, without Socle, these commands verify that nothing changed since it was signed. Compare the fingerprint of the key with the one that was given another way.',
      })}
    </p>
    <p>${say({ fr: 'Clé publique : ', en: 'Public key: ' })}${code(signed.fingerprint)}</p>
    <pre><code>${joinedBy(NEW_LINE, signed.commands)}</code></pre>`
}

/** Text shows it as an escape, as any control character. */
const NEW_LINE = new Markup('\n')
