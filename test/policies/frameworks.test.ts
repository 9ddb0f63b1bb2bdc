import { describe, expect, test } from 'vitest'
import {
  automationOf,
  rulesCiting,
  type Framework,
  type Measure,
} from '../../policies/frameworks/framework.ts'
import { DOCKER_SHEET, FRAMEWORKS, HYGIENE } from '../../policies/frameworks/index.ts'
import { RULES } from '../../policies/registry.ts'

/** Number, level and short title as the fact base of the project has them, transcribed apart from the data. */
const HYGIENE_TABLE = `
M1 S Former les équipes opérationnelles à la SSI
M2 S+R Sensibiliser les utilisateurs
M3 S Maîtriser les risques de l'infogérance
M4 S Identifier informations/serveurs sensibles, schéma du réseau
M5 S Inventaire exhaustif des comptes privilégiés
M6 S+R Procédures d'arrivée, départ, changement de fonction
M7 S+R Autoriser la connexion aux seuls équipements maîtrisés
M8 S+R Identifier nommément, distinguer utilisateur/administrateur
M9 S Attribuer les bons droits sur les ressources sensibles
M10 S Règles de choix et dimensionnement des mots de passe
M11 S Protéger les mots de passe stockés
M12 S+R Changer les éléments d'authentification par défaut
M13 S+R Privilégier une authentification forte
M14 S+R Niveau de sécurité minimal sur tout le parc
M15 S+R Menaces liées aux supports amovibles
M16 S Gestion centralisée des politiques de sécurité
M17 S+R Pare-feu local des postes
M18 S Chiffrer les données sensibles transmises par Internet
M19 S Segmenter le réseau et cloisonner les zones
M20 S Wi-Fi et séparation des usages
M21 S Protocoles réseau sécurisés
M22 S+R Passerelle d'accès sécurisé à Internet
M23 S Cloisonner les services visibles depuis Internet
M24 S+R Protéger sa messagerie professionnelle
M25 S+R Interconnexions dédiées avec les partenaires
M26 S Accès aux salles serveurs
M27 S+R Pas d'accès Internet depuis postes/serveurs d'administration
M28 S+R Réseau dédié et cloisonné pour l'administration
M29 S Limiter les droits d'administration sur les postes
M30 S+R Sécurisation physique des terminaux nomades
M31 S Chiffrer les données sensibles (matériel perdable)
M32 S+R Connexion réseau des postes nomades
M33 S+R Politiques dédiées aux terminaux mobiles
M34 S Politique de mise à jour
M35 S Anticiper la fin de maintenance
M36 S+R Activer et configurer les journaux
M37 S+R Politique de sauvegarde des composants critiques
M38 R Contrôles et audits réguliers
M39 S Désigner un référent SSI
M40 S Procédure de gestion des incidents
M41 R Analyse de risques formelle
M42 R Produits et services qualifiés ANSSI
`

const DOCKER_TABLE = `
R1 Isoler les systèmes de fichiers sensibles de l'hôte
R2 Restreindre l'accès aux périphériques de l'hôte
R3 Interdire la connexion au réseau bridge docker0
R4 Isoler l'interface réseau de l'hôte
R5 Créer un réseau dédié pour chaque connexion
R6 Dédier les namespaces PID, IPC et UTS
R7 Dédier un namespace USER ID pour chaque conteneur
R8 Interdire l'utilisation des capabilities
R9 Dédier les Control groups
R10 Limiter l'utilisation de la mémoire
R11 Limiter l'utilisation du CPU
R12 Restreindre en lecture le système de fichiers racine
R13 Système de stockage pour données non persistantes
R14 Système de stockage pour données persistantes ou partagées
R15 Restreindre l'accès aux répertoires et fichiers sensibles
R16 Exporter les journaux avec Docker
`

const LEVEL = { standard: 'S', 'standard and reinforced': 'S+R', reinforced: 'R' } as const

const lines = (table: string): string[] => table.trim().split('\n')

describe('the measures', () => {
  test('of the hygiene guide are 42, with their levels and titles', () => {
    expect(
      HYGIENE.measures.map(
        ({ number, level, title }) => `${number} ${level === undefined ? '?' : LEVEL[level]} ${title.fr}`,
      ),
    ).toEqual(lines(HYGIENE_TABLE))
  })

  test('of the Docker sheet are 16, without levels', () => {
    expect(DOCKER_SHEET.measures.map(({ number, title }) => `${number} ${title.fr}`)).toEqual(
      lines(DOCKER_TABLE),
    )
    expect(DOCKER_SHEET.measures.filter(({ level }) => level !== undefined)).toEqual([])
  })

  test('come with how surely they are known', () => {
    expect(FRAMEWORKS.map(({ guide, version, date, trust }) => [guide, version, date, trust])).toEqual([
      ["ANSSI guide d'hygiène", '2.0', '2017-09', 'T'],
      ['ANSSI-FT-082', '1.0', '2020-09-23', 'S'],
    ])
  })

  test('of the Docker sheet do not count what it leaves out', () => {
    expect(DOCKER_SHEET.scope).toEqual({
      fr: 'La fiche Docker (ANSSI-FT-082) laisse hors de son périmètre le démon Docker et la gestion des images.',
      en: 'The Docker sheet (ANSSI-FT-082) leaves the Docker daemon and the management of images out of its scope.',
    })
  })

  test('have degraded variants, without a number of their own', () => {
    const withVariants = DOCKER_SHEET.measures.filter(({ variants }) => variants !== undefined)
    expect(withVariants.map(({ number, variants = [] }) => [number, variants.length])).toEqual([
      ['R7', 2],
      ['R8', 1],
      ['R12', 1],
      ['R16', 1],
    ])
    expect(JSON.stringify(withVariants.map(({ variants }) => variants))).not.toMatch(/R\d/)
  })
})

const all = FRAMEWORKS.flatMap((framework) =>
  framework.measures.map((measure): [string, Framework, Measure] => [
    `${framework.id} ${measure.number}`,
    framework,
    measure,
  ]),
)

describe('what a measure says of the machine', () => {
  test.each(all)('%s is what its rules are', (_name, framework, measure) => {
    const isJudged = rulesCiting(framework, measure, RULES).some(({ kind }) => kind === 'automated')
    expect(automationOf(measure) !== 'manual').toBe(isJudged)
  })

  test.each(all)('%s asks for a document exactly where something is left', (_name, _framework, measure) => {
    expect(measure.document !== undefined).toBe(measure.left !== undefined)
  })

  test.each(all)('%s is said in both languages, and promises nothing', (_name, _framework, measure) => {
    const { title, judged, left, document, variants = [] } = measure
    for (const text of [title, judged, left, document, ...variants]) {
      if (text === undefined) continue
      expect(text.fr).not.toBe('')
      expect(text.en).not.toBe('')
      expect(`${text.fr} ${text.en}`).not.toMatch(/conforme|certifi|compliant/i)
    }
  })
})

test('every measure that a rule cites is listed', () => {
  const cited = RULES.flatMap(({ sources }) => sources).filter(({ guide }) =>
    FRAMEWORKS.some((framework) => framework.guide === guide),
  )
  const unlisted = cited.filter(
    ({ guide, number }) =>
      !FRAMEWORKS.some(
        (framework) =>
          framework.guide === guide && framework.measures.some((measure) => measure.number === number),
      ),
  )
  expect(cited.length).toBeGreaterThan(50)
  expect(unlisted).toEqual([])
})

test('how much is automated follows from what is judged and what is left', () => {
  const measure: Measure = { number: 'M0', title: { fr: 'a', en: 'a' } }
  const text = { fr: 'b', en: 'b' }
  expect(automationOf({ ...measure, left: text })).toBe('manual')
  expect(automationOf({ ...measure, judged: text, left: text })).toBe('partial')
  expect(automationOf({ ...measure, judged: text })).toBe('automated')
})
