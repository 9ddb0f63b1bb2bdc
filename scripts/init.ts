import { existsSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { renderTemplate } from '../modules/site/template.ts'
import type { Verb } from './cli.ts'
import { typed } from './lib/ask.ts'
import { Failure } from './lib/fail.ts'
import { writeWhole } from './lib/files.ts'
import type { Text } from '../modules/site/text.ts'

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
  const id = basename(path.endsWith('.yaml') ? resolve(path, '..') : resolve(path))
  const mode = options['mode'] as 'container' | 'rds' | 'saas'
  writeWhole(
    file,
    renderTemplate({ id, name, siren: siren.replace(/\s/g, ''), domain, mode, lang: output.lang }),
  )
  output.say({
    fr: `${file} écrit. Relisez-le, puis : socle check ${path}`,
    en: `${file} written. Read it, then: socle check ${path}`,
  })
  return 0
}

export default init
