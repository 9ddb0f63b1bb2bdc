import { defineControl } from '../../control.ts'
import { administration, backupInferred } from '../../sources.ts'

const SEPARATION = ['R1', 'R2', 'R3', 'R4', 'R5', 'R6', 'R7', 'R8', 'R14']

export default defineControl({
  id: 'BCK-03',
  severity: 'blocking',
  awaits: 'backup',
  title: {
    fr: 'La sauvegarde est à part : sa zone, ses flux à son initiative, ses comptes à deux facteurs',
    en: 'Backups stand apart: their own zone, flows that they open, accounts of their own with two factors',
  },
  sources: [...SEPARATION.map(backupInferred), administration('R36')],
  why: {
    fr: "Qui prend la production prend aussi les copies qu'elle peut joindre.",
    en: 'Whoever takes production also takes the copies that it can reach.',
  },
  document: {
    fr: 'la configuration de la sauvegarde : réseau, sens des flux, comptes, second facteur',
    en: 'the configuration of the backups: network, direction of flows, accounts, second factor',
  },
})
