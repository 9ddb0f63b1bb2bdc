import { defineControl } from '../../control.ts'
import { backupGuide, cnil, recyf } from '../../sources.ts'

export default defineControl({
  id: 'BCK-02',
  severity: 'blocking',
  awaits: 'backup',
  title: {
    fr: '3-2-1 : la production et deux copies, deux supports, une hors ligne, une sur un autre site',
    en: '3-2-1: production and two copies, two media, one offline, one on another site',
  },
  sources: [backupGuide('R11'), backupGuide('R12'), cnil('fiche 17'), recyf('13.3')],
  why: {
    fr: 'Un sinistre emporte tout ce qui est au même endroit ; un rançongiciel, tout ce qui est en ligne.',
    en: 'A disaster takes all that is in one place; ransomware, all that is online.',
  },
  document: {
    fr: "l'inventaire des copies : support, lieu, en ligne ou non, date de la dernière",
    en: 'the inventory of the copies: medium, place, online or not, date of the last one',
  },
})
