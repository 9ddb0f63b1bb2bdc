import type { ImageApplication, ProfileApplication, Role, SiteFile } from './site-types.ts'

type DeepReadonly<T> = T extends (infer Item)[]
  ? readonly DeepReadonly<Item>[]
  : T extends object
    ? { readonly [Key in keyof T]: DeepReadonly<T[Key]> }
    : T

/** A validated site description: every default filled, nothing to change. Made by `loadSite` alone. */
export type Site = DeepReadonly<SiteFile>

export type Application = Site['billing']['applications'][number]
export type ContainerApplication = Extract<Application, { mode: 'container' }>
export type RdsApplication = Extract<Application, { mode: 'rds' }>
export type SaasApplication = Extract<Application, { mode: 'saas' }>
export type Host = Site['hosts'][string]
export type { Role }

/** Zones inside the main host, by decreasing exposure (design: a zone is a trust level). */
export const HOST_ZONES = [
  'dmz',
  'metier',
  'echange',
  'stockage',
  'sauvegarde',
  'journaux',
  'supervision',
] as const

/** Applications that run in a container of the main host, in the order of site.yaml. */
export const containerApplications = (site: Site): ContainerApplication[] =>
  site.billing.applications.filter((application) => application.mode === 'container')

/** An application of Socle's own, as opposed to an image that the client brings. */
export const isProfile = (
  application: ContainerApplication,
): application is DeepReadonly<ProfileApplication> => 'profile' in application

export const isImage = (application: ContainerApplication): application is DeepReadonly<ImageApplication> =>
  'image' in application

/** Name under which a container application is reached through the proxy. */
export const hostnameOf = (site: Site, application: ContainerApplication): string =>
  application.hostname ?? site.proxy.hostnames.billing

/** People who hold a role, by identifier, in alphabetical order. */
export const peopleWith = (site: Site, role: Role): string[] =>
  Object.keys(site.people)
    .filter((id) => site.people[id]?.roles.includes(role))
    .sort()
