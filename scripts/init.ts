import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join, relative, resolve } from 'node:path'
import { SOCLE_ROOT } from '../modules/root.ts'
import type { Diagnostic } from '../modules/site/diagnostic.ts'
import { loadSite } from '../modules/site/load-site.ts'
import { renderTemplate } from '../modules/site/template.ts'
import type { Lang, Text } from '../modules/site/text.ts'
import type { Verb } from './cli.ts'
import { typed } from './lib/ask.ts'
import { Failure } from './lib/fail.ts'
import { writeWhole } from './lib/files.ts'

/** `socle init`: a commented, valid site.yaml from a few answers; never overwrites one. */
const init: Verb = async (path, options, output) => {
  const file = path.endsWith('.yaml') ? resolve(path) : join(resolve(path), 'site.yaml')
  if (existsSync(file)) {
    throw new Failure('INIT-EXISTS', {
      fr: `${file} existe déjà : rien n'a été écrit`,
      en: `${file} already exists: nothing was written`,
    })
  }
  const answer = async (option: string, question: Text): Promise<string> => {
    const given = options[option]
    if (typeof given === 'string') return given
    const text = await typed(question, output)
    if (text) return text
    throw new Failure('INIT-MISSING', { fr: `il manque --${option}`, en: `--${option} is missing` })
  }
  const name = await answer('name', { fr: "Raison sociale de l'entreprise : ", en: 'Name of the company: ' })
  const siren = await answer('siren', { fr: 'SIREN (9 chiffres) : ', en: 'SIREN (9 digits): ' })
  const domain = await answer('domain', {
    fr: 'Domaine (exemple : durand.example) : ',
    en: 'Domain (for example durand.example): ',
  })
  const text = renderTemplate({
    id: basename(dirname(file)),
    name,
    siren: siren.replace(/\s/g, ''),
    domain,
    mode: options['mode'] as 'container' | 'rds' | 'saas',
    lang: output.lang,
    ...schemaFor(file),
  })
  refuseFaults(text, output.lang)
  writeWhole(file, text)
  output.say({
    fr: `${file} écrit. Relisez-le, puis : socle check ${path}`,
    en: `${file} written. Read it, then: socle check ${path}`,
  })
  return 0
}

/** Where the editor finds the schema: beside a site that lies in this folder; elsewhere no path would hold. */
function schemaFor(file: string): { schema?: string } {
  const isInside = !relative(SOCLE_ROOT, file).startsWith('..')
  return isInside
    ? { schema: relative(dirname(file), join(SOCLE_ROOT, 'modules', 'site', 'schema.json')) }
    : {}
}

/** What is written loads as it is. @throws Failure INIT-ANSWER with the answers that would make it faulty */
function refuseFaults(text: string, lang: Lang): void {
  const faults = new Map<Text, string>()
  for (const { path, message } of faultsOf(text, lang)) {
    const answer = answerOf(path)
    // The first is the nearest to what was answered; the others are made from it.
    if (!faults.has(answer)) faults.set(answer, message)
  }
  if (faults.size === 0) return
  const lines = [...faults]
  throw new Failure('INIT-ANSWER', {
    fr: `rien n'a été écrit :\n${lines.map(([{ fr }, message]) => `  - ${fr} : ${message}`).join('\n')}`,
    en: `nothing was written:\n${lines.map(([{ en }, message]) => `  - ${en}: ${message}`).join('\n')}`,
  })
}

/** Tried in a folder of its own: nothing appears where the site will be until it is right. */
function faultsOf(text: string, lang: Lang): readonly Diagnostic[] {
  const folder = mkdtempSync(join(tmpdir(), 'socle-init-'))
  try {
    const file = join(folder, 'site.yaml')
    writeFileSync(file, text)
    const loaded = loadSite(file, { lang })
    return loaded.ok ? [] : loaded.diagnostics
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const NAME = option('--name')
const SIREN = option('--siren')
const DOMAIN = option('--domain')
const FOLDER = { fr: 'nom du dossier, identifiant du site', en: 'name of the folder, identifier of the site' }

/** Everything else in the file is the template's own or made from the domain. */
function answerOf(path: string): Text {
  if (path === 'site.id') return FOLDER
  if (path.endsWith('.siren')) return SIREN
  return path === 'site.name' || path.startsWith('site.companies') ? NAME : DOMAIN
}

function option(name: string): Text {
  return { fr: name, en: name }
}

export default init
