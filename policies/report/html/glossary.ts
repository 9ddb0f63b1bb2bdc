import type { Text } from '../../../modules/site/text.ts'
import { html } from './markup.ts'
import type { Section } from './report.ts'

const TERMS: readonly (readonly [Text, Text])[] = [
  [
    { fr: 'Accepté', en: 'Waived' },
    {
      fr: "un échec qu'une personne du client prend à son compte, avec un motif et une échéance ; il redevient un échec si ce qui est vu change",
      en: 'a failure that a person of the client answers for, with a reason and an end; a failure again once what is seen changes',
    },
  ],
  [
    { fr: 'Déclaré', en: 'Declared' },
    {
      fr: "une pièce datée le dit, et aucune machine ne l'a vu",
      en: 'a dated document says so, and no machine saw it',
    },
  ],
  [
    { fr: 'Dérogation', en: 'Derogation' },
    {
      fr: "ce que l'architecture ne peut tenir par construction ; acceptée chaque année par le client",
      en: 'what the architecture cannot meet by design; accepted by the client every year',
    },
  ],
  [
    { fr: 'Différé', en: 'Deferred' },
    {
      fr: "indécidable à ce niveau, jugé à l'un des suivants",
      en: 'undecided at this level, judged at a later one',
    },
  ],
  [
    { fr: 'Empreinte', en: 'Fingerprint, digest' },
    {
      fr: 'condensé qui change dès que change ce dont il est tiré',
      en: 'a short value that changes as soon as what it is taken from does',
    },
  ],
  [
    { fr: 'Fondement', en: 'Basis' },
    {
      fr: 'configuré : écrit dans ce qui sera lancé ; observé : vu sur ce qui tourne ; déclaré : dit par une personne',
      en: 'configured: written in what will be started; observed: seen on what runs; declared: said by a person',
    },
  ],
  [
    { fr: 'Inconnu', en: 'Unknown' },
    {
      fr: "une valeur qui décide n'a pas pu être lue : le doute n'est jamais réussi",
      en: 'a value that decides could not be read: doubt never passes',
    },
  ],
  [
    { fr: 'PA, PPF', en: 'PA, PPF' },
    {
      fr: 'plateforme agréée, qui seule échange les factures ; portail public de facturation, annuaire et concentrateur',
      en: 'approved platform, the only one to exchange invoices; public invoicing portal, directory and hub',
    },
  ],
  [
    { fr: 'PDMA, DMIA', en: 'RPO, RTO (PDMA, DMIA)' },
    {
      fr: "perte de données maximale admise, durée maximale d'interruption admise",
      en: 'greatest loss of data, longest interruption that are accepted',
    },
  ],
  [
    { fr: 'Sujet', en: 'Subject' },
    {
      fr: 'ce sur quoi porte un verdict : un conteneur, un réseau, un volume, une porte, ou le site entier',
      en: 'what a verdict is about: a container, a network, a volume, a door, or the whole site',
    },
  ],
  [
    { fr: 'Zone, conduit', en: 'Zone, conduit' },
    {
      fr: 'groupe de conteneurs de même confiance ; lien autorisé entre deux, avec son port et son motif',
      en: 'containers of one trust; authorised link between two, with its port and its reason',
    },
  ],
]

export const GLOSSARY: Section = {
  id: 'glossary',
  title: { fr: 'Glossaire', en: 'Glossary' },
  render: ({ say }) =>
    html` <dl class="terms">
      ${TERMS.map(
        ([term, meaning]) =>
          html`<div>
            <dt>${say(term)}</dt>
            <dd>${say(meaning)}</dd>
          </div>`,
      )}
    </dl>`,
}
