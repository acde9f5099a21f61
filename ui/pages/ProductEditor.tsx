import { useRoute } from "preact-iso";
import { EditProduct } from "./product-form/EditProduct.tsx";
import { NewProduct } from "./product-form/NewProduct.tsx";

/** The form of a new product, or of the one in the address: one file to load for both. */
export default function ProductEditor() {
  const { id } = useRoute().params;
  return id === undefined ? <NewProduct key="new" /> : <EditProduct key={id} id={id} />;
}
