import { useEffect } from "preact/hooks";
import { till } from "../../models/till.ts";
import { Basket } from "./Basket.tsx";
import { ClientChoice } from "./ClientChoice.tsx";
import { focusField } from "./focus.ts";
import { ProductEntry } from "./ProductEntry.tsx";
import { Sum } from "./Sum.tsx";

/** A sale from its first field to the button that sells. */
export function Sale() {
  useEffect(() => focusField(till.client.value ? "till-product" : "till-client"), []);
  useEffect(() => {
    function press(event: KeyboardEvent) {
      const isShortcut = event.key === "F2" || (event.key === "Enter" && event.ctrlKey);
      if (!isShortcut || event.repeat || document.querySelector("dialog[open]")) return;
      event.preventDefault();
      void till.sell();
    }
    addEventListener("keydown", press);
    return () => removeEventListener("keydown", press);
  }, []);
  const missing = till.missing.value;
  useEffect(() => {
    if (missing) focusField(missing === "client" ? "till-client" : "till-product");
  }, [missing]);
  return (
    <div class="till">
      <div class="till-entry">
        <ClientChoice />
        <ProductEntry />
        <Basket />
      </div>
      <Sum />
    </div>
  );
}
