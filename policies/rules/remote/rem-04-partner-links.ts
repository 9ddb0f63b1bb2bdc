import { defineControl } from '../../control.ts'
import { hygiene } from '../../sources.ts'

export default defineControl({
  id: 'REM-04',
  severity: 'major',
  title: {
    fr: "Interconnexions avec les partenaires : tunnel de site à site, filtrage à l'entrée, flux au plus juste",
    en: 'Interconnections with partners: site-to-site tunnel, filtering at the entry, the fewest flows',
  },
  sources: [hygiene(25)],
  why: {
    fr: "Le réseau d'un partenaire est un réseau qu'on ne maîtrise pas : qui le prend entre par le lien.",
    en: 'The network of a partner is one that nobody here controls: whoever takes it comes in by the link.',
  },
  document: {
    fr: 'la convention de chaque interconnexion et la configuration de son tunnel et de son filtrage, ou une note datée disant qu’il n’y en a pas',
    en: 'the agreement of each interconnection and the configuration of its tunnel and filtering, or a dated note that there is none',
  },
})
