/** 相談員, 主任, 管理者, 監査 */
export const staffRoles = ['responder', 'lead', 'admin', 'auditor'] as const
export type StaffRole = (typeof staffRoles)[number]

const everyone: readonly StaffRole[] = staffRoles

/** Who may do what. Every operation of the desk names one of these; this table alone decides. */
export const permissions = {
  /** Read the queue and the threads; each reading of a thread is written into the audit. */
  'cases.read': everyone,
  /** Claim, answer, note, transfer, resolve. */
  'cases.work': ['responder', 'lead', 'admin'],
  /** Move, take over or end what another person holds. */
  'cases.overrule': ['lead', 'admin'],
  /** See who is present, the load and the waiting of all teams. */
  'team.oversee': ['lead', 'admin', 'auditor'],
  /** Teams, skills, canned replies, labels, hours and closures. */
  'team.arrange': ['lead', 'admin'],
  /** The emergency switch and banner of a door. */
  'service.switch': ['lead', 'admin'],
  'figures.read': everyone,
  /** Take residents' words or figures out of the house as a file. */
  'data.export': ['lead', 'admin'],
  /** Erase what is kept of a person. */
  'data.erase': ['admin'],
  /** Approve or reject what is proposed for the library. */
  'knowledge.review': ['lead', 'admin'],
  /** Accounts, roles, second factors, sessions of others. */
  'staff.manage': ['admin'],
  'audit.read': ['admin', 'auditor'],
} as const satisfies Record<string, readonly StaffRole[]>

export type Permission = keyof typeof permissions

export const may = (role: StaffRole, permission: Permission): boolean =>
  (permissions[permission] as readonly StaffRole[]).includes(role)

export const permissionsOf = (role: StaffRole): Permission[] =>
  (Object.keys(permissions) as Permission[]).filter((permission) => may(role, permission))
