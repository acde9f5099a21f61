import { AS_OWNER } from "../stack.ts";
import type { Page } from "playwright-core";
import { expect } from "vitest";

interface Address {
  id: number;
  street: string;
  version: number;
}

export const HOME = {
  label: "Casa",
  street: "Rua das Laranjeiras",
  number: "12",
  complement: "apto 3",
  district: "Centro",
  city: "Sorocaba",
  state: "SP",
  postalCode: "18010-000",
};

export const SHOP = {
  street: "Avenida Atlântica",
  city: "Rio de Janeiro",
  state: "RJ",
  postalCode: "22010000",
};

/** What others do by the API while a browser is open. */
export function clientsApi(url: string) {
  async function call<T = Address>(
    method: string,
    path: string,
    body?: object,
    version?: number,
  ): Promise<T> {
    const response = await fetch(`${url}/api/clients${path}`, {
      method,
      headers: {
        ...AS_OWNER,
        "content-type": "application/json",
        ...(version && { "if-match": `"${version}"` }),
      },
      ...(body && { body: JSON.stringify(body) }),
    });
    expect(response.ok).toBe(true);
    return (response.status === 204 ? null : await response.json()) as T;
  }
  return {
    call,
    /** Makes a client with these addresses; `path` is theirs in the API, `page` the client's in the dashboard. */
    async createClient(...addresses: object[]) {
      const { id } = await call<{ id: number }>("POST", "", { name: "Chiquinha Gonzaga" });
      const path = `/${id}/addresses`;
      const stored: Address[] = [];
      for (const address of addresses) stored.push(await call("POST", path, address));
      return { id, page: `/clients/${id}`, path, stored };
    },
    read: async (path: string) => (await call<{ items: Address[] }>("GET", path)).items,
  };
}

export const button = (page: Page, name: string) => page.getByRole("button", { name, exact: true });

/** A field of the address that is being edited. */
export const field = (page: Page, name: string) => page.locator(`#address-form [name=${name}]`);

/** Waits until the focus is on what `selector` finds. */
export const isFocused = (page: Page, selector: string) =>
  page.waitForFunction((wanted) => document.activeElement?.matches(wanted), selector, { timeout: 3000 });

/** Waits until screen readers are told so. */
export const said = (page: Page, text: string) =>
  page.getByRole("status").filter({ hasText: text }).waitFor();
