import type { ComponentChildren } from "preact";
import { useEffect } from "preact/hooks";
import { listClients } from "../../api.ts";
import { listProducts } from "../../api-catalog.ts";
import { Finder } from "../../components/Finder.tsx";
import { useFocus, useModel } from "../../components/hooks.ts";
import { Icon } from "../../components/Icon.tsx";
import { nameOf } from "../../i18n/client-name.ts";
import { fill, t } from "../../i18n/language.ts";
import { createClientFinder } from "../../models/client-finder.ts";
import type { Finder as Model } from "../../models/finder.ts";
import { createProductFinder } from "../../models/product-finder.ts";
import { makerOf } from "../../models/products.ts";
import { createResource } from "../../models/resource.ts";
import { may } from "../../models/session.ts";
import type { Change } from "./Filters.tsx";

/** Narrows to one client. */
export function ClientFilter({ id, onChange }: { id: string | undefined; onChange: Change }) {
  const words = t.value.sales;
  return (
    <ThingFilter
      id={id}
      name="client"
      label={words.client}
      none={words.noClient}
      isAllowed={may("clients:read")}
      createFinder={createClientFinder}
      read={async (ids, signal) => (await listClients({ ids }, signal)).items[0]}
      nameOf={nameOf}
      unknown={words.clientNumber}
      remove={words.removeClient}
      option={(client) => <span>{nameOf(client)}</span>}
      onChange={onChange}
    />
  );
}

/** Narrows to one product. */
export function ProductFilter({ id, onChange }: { id: string | undefined; onChange: Change }) {
  const words = t.value.sales;
  return (
    <ThingFilter
      id={id}
      name="product"
      label={words.product}
      none={words.noProduct}
      isAllowed={may("catalog:read")}
      createFinder={createProductFinder}
      read={async (ids, signal) => (await listProducts({ ids }, signal)).items[0]}
      nameOf={({ title }) => title}
      unknown={words.productNumber}
      remove={words.removeProduct}
      option={(product) => (
        <>
          <span>{product.title}</span>
          <span class="soft">{makerOf(product)}</span>
        </>
      )}
      onChange={onChange}
    />
  );
}

/** What a list is narrowed to and the way back, or the field to find it. */
function ThingFilter<T extends { id: number }>(props: {
  id: string | undefined;
  name: "client" | "product";
  label: string;
  none: string;
  isAllowed: boolean;
  createFinder: () => Model<T>;
  read: (id: string, signal: AbortSignal) => Promise<T | undefined>;
  nameOf: (thing: T) => string;
  /** What `{id}` is called as long as its name isn't known. */
  unknown: string;
  remove: string;
  option: (thing: T) => ComponentChildren;
  onChange: Change;
}) {
  const { id, name, onChange } = props;
  const finder = useModel(props.createFinder);
  const chosen = useModel(() => createResource(props.read));
  const focus = useFocus();
  const known = id && chosen.data.value?.id === Number(id) ? chosen.data.value : null;
  useEffect(() => {
    if (id && !known && props.isAllowed) void chosen.load(id);
  }, [id]);
  useEffect(() => chosen.stop, []);

  if (!id) {
    if (!props.isAllowed) return null;
    return (
      <Finder
        finder={finder}
        name={name}
        label={props.label}
        none={props.none}
        option={props.option}
        onChoose={(thing) => {
          chosen.accept(thing);
          onChange({ [name]: String(thing.id) }, { replace: false });
          focus(`#chosen-${name}`);
        }}
      />
    );
  }
  const shown = known ? props.nameOf(known) : fill(props.unknown, { id });
  return (
    <div class="filter filter-chosen">
      <span>{props.label}</span>
      <button
        type="button"
        class="button"
        id={`chosen-${name}`}
        aria-label={fill(props.remove, { name: shown })}
        onClick={() => {
          onChange({ [name]: undefined }, { replace: false });
          focus(`[name="${name}"]`);
        }}
      >
        <span>{shown}</span>
        <Icon name="cross" />
      </button>
    </div>
  );
}
