import { signal } from "@preact/signals";
import { type Client, type ClientSort, getClient, listClients } from "../api.ts";
import { createPagedList } from "./paged-list.ts";
import { createResource } from "./resource.ts";

const PAGE_SIZE = 50;

export const CLIENT_SORTS: readonly ClientSort[] = ["-createdAt", "createdAt", "name", "-name"];

export const DEFAULT_SORT: ClientSort = "-createdAt";

/** The client saved last, to be pointed out in the grid. */
export const savedClient = signal<Client | null>(null);

export interface ClientsQuery {
  search: string;
  sort: ClientSort;
}

/** What narrows and orders a list of clients. A search brings its own order: by the word found. */
export function filtersOf({ search, sort }: ClientsQuery): { search: string } | { sort: ClientSort } {
  return search ? { search } : { sort };
}

/** The grid of clients. */
export function createClientList() {
  return createPagedList<ClientsQuery, Client>((query, cursor, signal) =>
    listClients({ limit: String(PAGE_SIZE), ...filtersOf(query), ...(cursor && { cursor }) }, signal),
  );
}

/** One client, by id. */
export function createClientDetail() {
  return createResource(getClient);
}

export function asClientSort(text: string | undefined): ClientSort {
  return CLIENT_SORTS.find((known) => known === text) ?? DEFAULT_SORT;
}
