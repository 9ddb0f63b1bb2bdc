import type { Measure } from './framework.ts'

export const MEASURES_29_TO_42: readonly Measure[] = [
  {
    number: 'M29',
    title: {
      fr: "Limiter les droits d'administration sur les postes",
      en: 'Limit administration rights on PCs',
    },
    level: 'standard',
    left: { fr: 'les droits sur chaque poste', en: 'rights on each PC' },
    document: { fr: 'liste des administrateurs locaux', en: 'list of local administrators' },
  },
  {
    number: 'M30',
    title: { fr: 'Sécurisation physique des terminaux nomades', en: 'Secure mobile equipment physically' },
    level: 'standard and reinforced',
    left: { fr: 'le matériel et ses usages', en: 'equipment and its use' },
    document: {
      fr: 'consignes aux nomades, matériel remis',
      en: 'instructions to people on the move, equipment handed out',
    },
  },
  {
    number: 'M31',
    title: {
      fr: 'Chiffrer les données sensibles (matériel perdable)',
      en: 'Encrypt sensitive data on equipment that may be lost',
    },
    level: 'standard',
    left: { fr: 'le chiffrement des disques', en: 'the encryption of disks' },
    document: {
      fr: 'état de chiffrement des portables et des volumes',
      en: 'encryption state of laptops and volumes',
    },
  },
  {
    number: 'M32',
    title: { fr: 'Connexion réseau des postes nomades', en: 'Secure the network connection of mobile PCs' },
    level: 'standard and reinforced',
    judged: {
      fr: 'aucun bureau à distance publié ; sa passerelle, telle que site.yaml la décrit',
      en: 'no remote desktop published; its gateway, as site.yaml describes it',
    },
    left: {
      fr: 'le VPN des postes et son caractère non débrayable',
      en: 'the VPN of PCs, which users may not disengage',
    },
    document: {
      fr: 'configuration du VPN et des postes nomades',
      en: 'configuration of the VPN and of mobile PCs',
    },
  },
  {
    number: 'M33',
    title: { fr: 'Politiques dédiées aux terminaux mobiles', en: 'Adopt policies for mobile devices' },
    level: 'standard and reinforced',
    left: { fr: 'les téléphones et tablettes', en: 'phones and tablets' },
    document: { fr: 'politique de gestion des terminaux mobiles', en: 'management policy of mobile devices' },
  },
  {
    number: 'M34',
    title: { fr: 'Politique de mise à jour', en: 'Define an update policy' },
    level: 'standard',
    judged: {
      fr: "l'âge des images, leur empreinte, et que le système dont Socle les construit est maintenu",
      en: 'the age of images, their digest, and that the system of which Socle builds them is supported',
    },
    left: {
      fr: "les autres systèmes, et le délai d'un mois après chaque correctif",
      en: 'other systems, and the month that follows each patch',
    },
    document: {
      fr: 'politique de mise à jour, relevé des correctifs',
      en: 'update policy, record of patches',
    },
  },
  {
    number: 'M35',
    title: { fr: 'Anticiper la fin de maintenance', en: 'Plan for the end of support' },
    level: 'standard',
    judged: {
      fr: 'la fin de support du système dont Socle construit ses images',
      en: 'the end of support of the system of which Socle builds its images',
    },
    left: {
      fr: "celle des autres images, de l'hôte et des logiciels",
      en: 'that of other images, of the host and of software',
    },
    document: { fr: 'inventaire avec dates de fin de support', en: 'inventory with end-of-support dates' },
  },
  {
    number: 'M36',
    title: { fr: 'Activer et configurer les journaux', en: 'Enable and configure logs' },
    level: 'standard and reinforced',
    left: {
      fr: "la collecte, sa durée et l'heure commune",
      en: 'collection, its duration and the common time',
    },
    document: {
      fr: 'politique de journalisation, extrait daté du collecteur',
      en: 'logging policy, dated extract of the collector',
    },
  },
  {
    number: 'M37',
    title: {
      fr: 'Politique de sauvegarde des composants critiques',
      en: 'Define a backup policy for critical components',
    },
    level: 'standard and reinforced',
    left: {
      fr: 'la politique écrite et ses essais de restauration',
      en: 'the written policy and its restore tests',
    },
    document: {
      fr: "politique de sauvegarde, compte rendu d'un essai de restauration de moins d'un an",
      en: 'backup policy, report of a restore test less than a year old',
    },
  },
  {
    number: 'M38',
    title: { fr: 'Contrôles et audits réguliers', en: 'Carry out regular controls and audits' },
    level: 'reinforced',
    left: { fr: 'les audits et le suivi de leurs actions', en: 'audits and the follow-up of their actions' },
    document: {
      fr: "rapport d'audit de moins d'un an, suivi des actions",
      en: 'audit report less than a year old, follow-up of its actions',
    },
  },
  {
    number: 'M39',
    title: { fr: 'Désigner un référent SSI', en: 'Appoint a security contact' },
    level: 'standard',
    left: { fr: "qui est le référent, et s'il est connu", en: 'who the contact is, and whether people know' },
    document: { fr: 'désignation du référent', en: 'appointment of the contact' },
  },
  {
    number: 'M40',
    title: { fr: 'Procédure de gestion des incidents', en: 'Define an incident procedure' },
    level: 'standard',
    left: { fr: 'la procédure et ceux qui la connaissent', en: 'the procedure and who knows it' },
    document: { fr: "procédure d'incident datée", en: 'dated incident procedure' },
  },
  {
    number: 'M41',
    title: { fr: 'Analyse de risques formelle', en: 'Carry out a formal risk analysis' },
    level: 'reinforced',
    left: { fr: "l'analyse elle-même", en: 'the analysis itself' },
    document: { fr: 'analyse de risques datée', en: 'dated risk analysis' },
  },
  {
    number: 'M42',
    title: {
      fr: 'Produits et services qualifiés ANSSI',
      en: 'Prefer products and services qualified by ANSSI',
    },
    level: 'reinforced',
    left: { fr: 'le choix des produits et des prestataires', en: 'the choice of products and providers' },
    document: {
      fr: 'liste des produits et services, avec leur qualification',
      en: 'list of products and services, with their qualification',
    },
  },
]
