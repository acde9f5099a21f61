import { describe, expect, it } from "vitest";
import { type Identity, readIdentity, writeIdentity } from "../shared/identity.ts";
import { RIGHTS, rightsOf, SCOPES } from "../shared/rights.ts";

describe("the table of roles", () => {
  it.each([
    ["clients:read", true, true, true],
    ["clients:write", false, true, true],
    ["clients:erase", false, false, true],
    ["catalog:read", true, true, true],
    ["catalog:write", false, true, true],
    ["sales:read", true, true, true],
    ["sales:write", false, true, true],
    ["stock:read", true, true, true],
    ["stock:write", false, true, true],
    ["workflows:read", true, true, true],
    ["workflows:write", false, true, true],
    ["webhooks:manage", false, false, true],
    ["log:read", true, true, true],
    ["alerts:manage", false, false, true],
    ["people:manage", false, false, true],
    ["keys:manage", false, false, true],
  ] as const)("%s: viewer %s, staff %s, owner %s", (right, viewer, staff, owner) => {
    expect(rightsOf("viewer").includes(right)).toBe(viewer);
    expect(rightsOf("staff").includes(right)).toBe(staff);
    expect(rightsOf("owner").includes(right)).toBe(owner);
  });

  it("has no further rights, and lets keys have those that let nobody in", () => {
    expect(RIGHTS).toHaveLength(16);
    expect(SCOPES).toEqual([
      "clients:read",
      "clients:write",
      "clients:erase",
      "catalog:read",
      "catalog:write",
      "sales:read",
      "sales:write",
      "stock:read",
      "stock:write",
      "workflows:read",
      "workflows:write",
      "log:read",
    ]);
  });
});

describe("the header that carries an identity", () => {
  const identity: Identity = {
    kind: "person",
    id: 7,
    name: "João “Zé” 李 😀",
    role: "staff",
    rights: ["clients:read"],
    expiresAt: "2026-11-24T14:05:00.000Z",
  };

  it("brings it back as it was, whatever the name", () => {
    expect(writeIdentity(identity)).toMatch(/^[\w-]+$/);
    expect(readIdentity(writeIdentity(identity))).toEqual(identity);
  });

  it("is nobody where it is missing, and nothing that is made up", () => {
    expect(readIdentity(undefined)).toBeUndefined();
    for (const header of ["", "%%%", btoa("{}"), btoa('{"kind":"god"}')]) {
      expect(() => readIdentity(header)).toThrow(Error);
    }
  });
});
