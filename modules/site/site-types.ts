// Generated from schema.json by `socle docs`: do not edit.

/**
 * A role
 */
export type Role = 'direction' | 'facturation' | 'comptable' | 'commercial' | 'admin'
/**
 * What the person does on the site
 *
 * @minItems 1
 */
export type Roles = Role[]
/**
 * A billing application; `mode` says where it runs
 */
export type Application = ContainerApplication | RdsApplication | SaasApplication
export type ContainerApplication = ImageApplication | ProfileApplication
/**
 * Roles that may reach it
 *
 * @minItems 1
 */
export type ApplicationRoles = Role[]
/**
 * Roles that may reach it
 *
 * @minItems 1
 */
export type ApplicationRoles1 = Role[]
/**
 * Roles that may reach it
 *
 * @minItems 1
 */
export type ApplicationRoles2 = Role[]
/**
 * Roles that may reach it
 *
 * @minItems 1
 */
export type ApplicationRoles3 = Role[]
export type Certificates = InternalCertificates | AcmeCertificates | ProvidedCertificates
export type Identity = LocalIdentity | LdapIdentity | OidcIdentity
/**
 * Accepted second factors
 *
 * @minItems 1
 *
 * Items: A second factor
 */
export type SecondFactor = ('totp' | 'webauthn')[]
/**
 * Accepted second factors
 *
 * @minItems 1
 *
 * Items: A second factor
 */
export type SecondFactor1 = ('totp' | 'webauthn')[]
/**
 * Accepted second factors
 *
 * @minItems 1
 *
 * Items: A second factor
 */
export type SecondFactor2 = ('totp' | 'webauthn')[]
export type State = LocalState | HttpState | S3State | PgState

/**
 * site.yaml, version 1: the description of one client site
 */
export interface SiteFile {
  /**
   * Version of this format
   */
  version: 1
  site: Identification
  /**
   * People of the site by identifier, each named; no secret here
   */
  people: {
    [k: string]: Person
  }
  mail?: Mail
  /**
   * The billing chain as it is today, step by step
   *
   * @maxItems 50
   */
  chain: ChainStep[]
  /**
   * Docker hosts by name; `main` carries the site
   */
  hosts: {
    main: Host
    [k: string]: Host
  }
  network: Network
  billing: Billing
  proxy: Proxy
  identity?: Identity
  exchange?: Exchange
  /**
   * Flows to other software of the client
   *
   * @maxItems 50
   */
  integrations: Integration[]
  backup?: Backup
  archive?: Archive
  logs?: Logs
  supervision?: Supervision
  /**
   * The most that may be opened to suppliers, never what is open
   *
   * @maxItems 50
   */
  access: SupplierAccess[]
  state: State
  secrets: Secrets
}
export interface Identification {
  /**
   * Permanent identifier: state key and prefix of every resource
   */
  id: string
  /**
   * Name of the site
   */
  name: string
  /**
   * Companies that bill from this site
   *
   * @minItems 1
   * @maxItems 50
   */
  companies: Company[]
  /**
   * DNS domain of the client
   */
  domain: string
  /**
   * Time zone of people and schedules; machines run in UTC
   */
  timezone: string
  /**
   * Number of workstations; sizing follows
   */
  workstations: number
  /**
   * Invoices issued and received per month
   */
  invoicesPerMonth: number
  /**
   * Last day of the fiscal year (month-day)
   */
  fiscalYearEnd: string
}
export interface Company {
  /**
   * SIREN number, in quotes; its check digit is verified
   */
  siren: string
  /**
   * Company name
   */
  name: string
}
export interface Person {
  /**
   * First and last name
   */
  name: string
  /**
   * Mail address
   */
  email: string
  roles: Roles
}
export interface Mail {
  /**
   * SMTP relay
   */
  relay: string
  /**
   * Port of the relay
   */
  port: number
  /**
   * Sender of the site's mails
   */
  from: string
  /**
   * Where alerts are sent
   */
  alerts: string
}
export interface ChainStep {
  /**
   * Step of the chain
   */
  step: string
  /**
   * Software in use at this step
   */
  software: string
  /**
   * Where the document is stored
   */
  stored: 'poste' | 'serveur' | 'nuage' | 'papier'
  by: Role
  validatedBy?: Role
}
/**
 * A Docker host
 */
export interface Host {
  /**
   * Address of its Docker Engine, `unix://` or `ssh://`
   */
  docker: string
  /**
   * Its address on the client's network
   */
  address?: string
  /**
   * Country where it stands
   */
  location: string
  /**
   * Memory
   */
  ramGiB?: number
  /**
   * Disk space
   */
  diskGiB?: number
  /**
   * Kind of disk
   */
  diskKind?: 'ssd' | 'nvme' | 'hdd'
  /**
   * Redundancy of the disks (a statement, nothing sees it)
   */
  redundancy?: 'none' | 'raid1' | 'raid5' | 'raid6' | 'raid10'
}
export interface Network {
  /**
   * Private IPv4 range, /16 to /24, from which the site's networks (/28 each) are taken
   */
  range: string
  /**
   * The client's VLANs by name; trust decides what each may reach
   */
  lan: {
    [k: string]: Vlan
  }
  /**
   * Internet accesses
   *
   * @maxItems 10
   */
  uplinks: Uplink[]
  /**
   * Time servers
   *
   * @maxItems 10
   *
   * Items: An NTP server
   */
  time: string[]
}
/**
 * A network of the client
 */
export interface Vlan {
  /**
   * Its addresses
   */
  cidr: string
  /**
   * VLAN number
   */
  vlan?: number
  /**
   * Who is on it
   */
  trust: 'users' | 'servers' | 'things' | 'guests' | 'administration' | 'suppliers'
}
export interface Uplink {
  /**
   * Kind of access
   */
  kind: 'fibre' | 'sdsl' | 'adsl' | '4g' | '5g' | 'satellite'
  /**
   * Download rate
   */
  downMbps: number
  /**
   * Upload rate
   */
  upMbps: number
}
export interface Billing {
  /**
   * At least one application
   *
   * @minItems 1
   * @maxItems 10
   */
  applications: Application[]
}
/**
 * In a container of an image brought by digest
 */
export interface ImageApplication {
  /**
   * Permanent identifier, letters and digits: role, database and network alias
   */
  id: string
  /**
   * Runs on the main host
   */
  mode: 'container'
  /**
   * Image by digest, or id of an image already loaded
   */
  image: string
  /**
   * Port on which it serves HTTP
   */
  port: number
  /**
   * Numeric uid:gid it runs as, never root
   */
  user: string
  /**
   * Paths that must outlive the container
   *
   * @maxItems 10
   *
   * Items: A path in the container
   */
  data: string[]
  /**
   * Whether it needs a PostgreSQL database of its own
   */
  database: boolean
  health: Health
  /**
   * Environment of the container; never a secret. `$SOCLE_SECRETS/db.password` names the file of its database password
   */
  env: {
    /**
     * Value of the variable
     */
    [k: string]: string
  }
  /**
   * Simultaneous users
   */
  users: number
  roles: ApplicationRoles
  /**
   * Its own name in the browser; absent: `proxy.hostnames.billing`
   */
  hostname?: string
  /**
   * Memory limit
   */
  memoryMiB: number
}
export interface Health {
  /**
   * HTTP path that answers 2xx or 3xx when it serves
   */
  path: string
  /**
   * Command of the image that exits 0 when it serves, as a list; absent: no check in the container
   *
   * @minItems 1
   * @maxItems 20
   *
   * Items: A word of the command
   */
  command?: string[]
}
/**
 * In a container of Socle's own
 */
export interface ProfileApplication {
  /**
   * Permanent identifier, letters and digits: role, database and network alias
   */
  id: string
  /**
   * Runs on the main host
   */
  mode: 'container'
  /**
   * Application built in Socle; or `image` to bring one
   */
  profile: 'tryton'
  /**
   * Simultaneous users
   */
  users: number
  roles: ApplicationRoles1
  /**
   * Its own name in the browser; absent: `proxy.hostnames.billing`
   */
  hostname?: string
  /**
   * Memory limit; absent: sized from the number of users
   */
  memoryMiB?: number
}
/**
 * On a Remote Desktop Services host of the client
 */
export interface RdsApplication {
  /**
   * Permanent identifier, letters and digits: role, database and network alias
   */
  id: string
  /**
   * Runs on a Remote Desktop Services host
   */
  mode: 'rds'
  /**
   * Billing software on the host
   */
  software: string
  /**
   * DNS name of the session host
   */
  host: string
  /**
   * Its address on the client's network
   */
  address: string
  /**
   * DNS name of the Remote Desktop Gateway; absent: none
   */
  gateway?: string
  /**
   * Simultaneous users
   */
  users: number
  roles: ApplicationRoles2
}
/**
 * At a supplier, over the Internet
 */
export interface SaasApplication {
  /**
   * Permanent identifier, letters and digits: role, database and network alias
   */
  id: string
  /**
   * Runs at its supplier
   */
  mode: 'saas'
  /**
   * Address of the service
   */
  url: string
  /**
   * Supplier of the service
   */
  supplier: string
  /**
   * Country where the data is kept
   */
  location: string
  /**
   * Simultaneous users
   */
  users: number
  roles: ApplicationRoles3
}
export interface Proxy {
  /**
   * Names typed in the browser, under `site.domain`
   */
  hostnames: {
    /**
     * Name of the billing application
     */
    billing: string
    /**
     * Name of the login page
     */
    login?: string
  }
  certificates: Certificates
  /**
   * Where the proxy listens on the host
   */
  publish: {
    /**
     * Address of the host; the default is reachable from the host alone
     */
    address: string
    /**
     * HTTPS port
     */
    https: number
    /**
     * HTTP port, which only redirects to HTTPS
     */
    http: number
  }
}
/**
 * From an authority internal to the site
 */
export interface InternalCertificates {
  /**
   * From an authority internal to the site
   */
  from: 'internal'
}
/**
 * From an ACME authority
 */
export interface AcmeCertificates {
  /**
   * From an ACME authority
   */
  from: 'acme'
  /**
   * Directory of the authority
   */
  directory: string
  /**
   * Challenge that proves the name
   */
  challenge: 'http-01' | 'dns-01'
}
/**
 * Supplied by the client
 */
export interface ProvidedCertificates {
  /**
   * Supplied by the client
   */
  from: 'provided'
  /**
   * Certificate chain (PEM), path beside site.yaml
   */
  chain: string
  /**
   * Name of the secret that holds the key
   */
  keySecret: string
}
/**
 * Accounts kept by Socle
 */
export interface LocalIdentity {
  /**
   * Accounts kept by Socle
   */
  source: 'local'
  secondFactor: SecondFactor
}
/**
 * Accounts of a directory
 */
export interface LdapIdentity {
  /**
   * Accounts of a directory
   */
  source: 'ldap'
  /**
   * Address of the directory, over TLS
   */
  url: string
  /**
   * Where accounts are searched
   */
  base: string
  /**
   * Directory group of each role
   */
  groups: {
    /**
     * Distinguished name of the group
     */
    [k: string]: string
  }
  secondFactor: SecondFactor1
}
/**
 * Accounts of an OpenID Connect provider
 */
export interface OidcIdentity {
  /**
   * Accounts of an OpenID Connect provider
   */
  source: 'oidc'
  /**
   * Issuer
   */
  issuer: string
  secondFactor: SecondFactor2
}
export interface Exchange {
  /**
   * The Plateforme Agréée
   */
  platform: {
    /**
     * Its name
     */
    name: string
    /**
     * Registration number on the tax authority's list, in quotes
     */
    registration: string
    /**
     * Date on which it was seen on the list
     */
    listed: string
    /**
     * How invoices are exchanged
     */
    mode: 'api' | 'sftp'
  }
  /**
   * The only addresses the exchange may reach
   *
   * @minItems 1
   * @maxItems 20
   */
  endpoints: Endpoint[]
  /**
   * Invoice formats
   *
   * @minItems 1
   *
   * Items: A format
   */
  formats: ('facturx' | 'ubl' | 'cii')[]
  /**
   * Time between two exchanges
   */
  every: string
  refused: Handling
  rejected: Handling
}
export interface Endpoint {
  /**
   * Name or address
   */
  host: string
  /**
   * TCP port
   */
  port: number
}
export interface Handling {
  handledBy: Role
  /**
   * Time allowed
   */
  within: string
}
export interface Integration {
  /**
   * The other software
   */
  with: string
  /**
   * What it does
   */
  kind: 'accounting' | 'payroll' | 'bank' | 'crm' | 'stock' | 'other'
  /**
   * Zone that opens the flow
   */
  from: string
  /**
   * Zone or network of the client that receives it
   */
  to: string
  /**
   * Name or address of the server
   */
  host: string
  /**
   * TCP port
   */
  port: number
  /**
   * Why the flow exists
   */
  reason: string
}
export interface Backup {
  /**
   * Time of the daily backup, in `site.timezone`
   */
  daily: string
  /**
   * Data loss promised at most (RPO)
   */
  rpo: string
  /**
   * Interruption promised at most (RTO)
   */
  rto: string
  /**
   * Copies on the main host
   */
  local: {
    /**
     * How long they are kept
     */
    keep: string
  }
  /**
   * Copies on another host, which pulls them
   */
  remote?: {
    /**
     * Host, named in `hosts`
     */
    host: string
    /**
     * How long they are kept, at least as long as the local ones
     */
    keep: string
  }
  /**
   * Copies on a medium that is unplugged
   */
  offline?: {
    /**
     * Medium
     */
    medium: 'disque' | 'bande'
    /**
     * Time between two copies
     */
    every: string
    /**
     * Who keeps it, named in `people`
     */
    keeper: string
  }
  /**
   * Restore tests
   */
  restoreTest: {
    /**
     * Time between two tests
     */
    every: string
  }
}
export interface Archive {
  /**
   * How long invoices are kept; ten years is the floor (code de commerce, L123-22)
   */
  years: number
  /**
   * Country where the archive is kept
   */
  location: string
}
export interface Logs {
  /**
   * How long logs are kept; outside 6 to 12 months `reason` is needed (CNIL, délibération 2021-122)
   */
  keep: string
  /**
   * Why another duration
   */
  reason?: string
}
export interface Supervision {
  /**
   * People alerted, named in `people`
   *
   * @minItems 1
   * @maxItems 50
   *
   * Items: A person
   */
  alerts: string[]
}
export interface SupplierAccess {
  /**
   * Permanent identifier
   */
  id: string
  /**
   * Company of the supplier
   */
  company: string
  /**
   * The way in
   */
  via: 'bastion'
  /**
   * Services it may reach
   *
   * @minItems 1
   * @maxItems 20
   */
  to: AccessTarget[]
  /**
   * Last day
   */
  until: string
}
export interface AccessTarget {
  /**
   * Zone of the host
   */
  zone: string
  /**
   * Service of that zone
   */
  service: string
}
/**
 * In the site's folder, `state/`
 */
export interface LocalState {
  /**
   * In the site's folder, `state/`
   */
  backend: 'local'
}
/**
 * On an HTTP server (GitLab)
 */
export interface HttpState {
  /**
   * On an HTTP server (GitLab)
   */
  backend: 'http'
  /**
   * Address under which each state is kept
   */
  address: string
}
/**
 * In an S3 bucket with conditional writes
 */
export interface S3State {
  /**
   * In an S3 bucket with conditional writes
   */
  backend: 's3'
  /**
   * Bucket
   */
  bucket: string
  /**
   * Address of the service
   */
  endpoint: string
  /**
   * Region
   */
  region: string
}
/**
 * In PostgreSQL; the connection comes from the environment (PG_CONN_STR)
 */
export interface PgState {
  /**
   * In PostgreSQL; the connection comes from the environment (PG_CONN_STR)
   */
  backend: 'pg'
}
export interface Secrets {
  /**
   * age public keys besides the generated one
   *
   * @maxItems 50
   *
   * Items: An age public key
   */
  recipients: string[]
}
