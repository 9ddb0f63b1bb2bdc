import { defineControl } from '../../control.ts'
import { cnil, hygiene } from '../../sources.ts'

export default defineControl({
  id: 'NET-09',
  severity: 'major',
  title: {
    fr: 'Le Wi-Fi du personnel est en 802.1X ou en WPA2/WPA3-AES, sans clé commune',
    en: 'The Wi-Fi of the staff uses 802.1X or WPA2/WPA3-AES, without a shared key',
  },
  sources: [hygiene(20), hygiene(7), cnil('fiche 8')],
  why: {
    fr: 'Une clé commune part avec chaque personne qui part, et personne ne la change.',
    en: 'A shared key leaves with everybody who leaves, and nobody changes it.',
  },
  document: {
    fr: 'la configuration Wi-Fi (SSID du personnel, 802.1X ou WPA2/WPA3-AES)',
    en: 'the Wi-Fi configuration (SSID of the staff, 802.1X or WPA2/WPA3-AES)',
  },
})
