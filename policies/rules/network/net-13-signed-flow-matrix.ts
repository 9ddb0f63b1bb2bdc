import { defineControl } from '../../control.ts'
import { interconnection, monServiceSecurise, recyf } from '../../sources.ts'

export default defineControl({
  id: 'NET-13',
  severity: 'major',
  title: {
    fr: 'La matrice des flux est signée, et revue depuis moins de douze mois',
    en: 'The flow matrix is signed, and was reviewed less than twelve months ago',
  },
  sources: [recyf('7.B.5'), monServiceSecurise('FILTRE.3'), interconnection('R2'), interconnection('R3')],
  why: {
    fr: "Un flux que personne n'a revu reste ouvert bien après ce pour quoi il l'était.",
    en: 'A flow that nobody reviewed stays open long after what it was for.',
  },
  document: {
    fr: 'la matrice des flux signée, revue depuis moins de 12 mois',
    en: 'the signed flow matrix, reviewed less than 12 months ago',
  },
})
