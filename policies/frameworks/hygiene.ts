import { hygiene } from '../sources.ts'
import type { Framework } from './framework.ts'
import { MEASURES_1_TO_14 } from './hygiene-01-14.ts'
import { MEASURES_15_TO_28 } from './hygiene-15-28.ts'
import { MEASURES_29_TO_42 } from './hygiene-29-42.ts'

const { guide, version, trust, url = '' } = hygiene(1)

/** The 42 measures of the hygiene guide. */
export const HYGIENE: Framework = {
  id: 'hygiene',
  guide,
  version,
  date: '2017-09',
  trust,
  url,
  title: { fr: "Guide d'hygiène informatique", en: 'Guideline for a healthy information system' },
  scope: {
    fr: "Le guide d'hygiène couvre toute l'entreprise : ce qui relève des personnes, des locaux, des postes et des contrats est hors de portée d'une machine.",
    en: 'The hygiene guide covers the whole company: what belongs to people, premises, PCs and contracts is out of reach of a machine.',
  },
  measures: [...MEASURES_1_TO_14, ...MEASURES_15_TO_28, ...MEASURES_29_TO_42],
}
