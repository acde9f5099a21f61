/** The roles of people, each with all rights of those before it. */
export const ROLES = ["viewer", "staff", "owner"] as const;

export type Role = (typeof ROLES)[number];

/** The one table of who may do what: each right, and the least role that has it. */
const LEAST_ROLE = {
  "clients:read": "viewer",
  "clients:write": "staff",
  "clients:erase": "owner",
  "catalog:read": "viewer",
  "catalog:write": "staff",
  "sales:read": "viewer",
  "sales:write": "staff",
  "stock:read": "viewer",
  "stock:write": "staff",
  "workflows:read": "viewer",
  "workflows:write": "staff",
  "webhooks:manage": "owner",
  "log:read": "viewer",
  "alerts:manage": "owner",
  "people:manage": "owner",
  "keys:manage": "owner",
} as const satisfies Record<string, Role>;

export type Right = keyof typeof LEAST_ROLE;

export const RIGHTS = Object.keys(LEAST_ROLE) as Right[];

/**
 * What a key may be given. Never who may enter, where news goes, nor what is news: a leaked key must not make itself others,
 * or ears, nor keep anybody quiet.
 */
export const SCOPES = RIGHTS.filter(
  (right) =>
    right !== "people:manage" &&
    right !== "keys:manage" &&
    right !== "webhooks:manage" &&
    right !== "alerts:manage",
);

export type Scope = (typeof SCOPES)[number];

/** All that a role may do. */
export function rightsOf(role: Role): Right[] {
  return RIGHTS.filter((right) => ROLES.indexOf(role) >= ROLES.indexOf(LEAST_ROLE[right]));
}
