import { expect } from "vitest";
import { AS_OWNER } from "../stack.ts";

/** What the people have who are made here. */
export const PASSWORD = "sonho meu, sonho meu";

export interface Person {
  id: number;
  email: string;
  name: string;
  role: string;
  disabledAt: string | null;
  version: number;
}

/** What an owner does by the API while a browser is open. */
export function accountsApi(url: string) {
  async function call<T>(method: string, path: string, body?: object, version?: number): Promise<T> {
    const response = await fetch(`${url}/api${path}`, {
      method,
      headers: {
        ...AS_OWNER,
        "content-type": "application/json",
        ...(version && { "if-match": `"${version}"` }),
      },
      ...(body && { body: JSON.stringify(body) }),
    });
    expect(response.ok, await response.clone().text()).toBe(true);
    return (response.status === 204 ? null : await response.json()) as T;
  }
  return {
    call,
    createPerson: (person: { email: string; name: string; role: string }) =>
      call<Person>("POST", "/people", { ...person, password: PASSWORD }),
  };
}
